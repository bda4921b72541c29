//! The plan and its goals as a partner sees them: last week, this one and the next.

use super::names::Names;
use super::{PartnerGroup, PartnerLine, PartnerSection, clipped};
use crate::journal::Journal;
use crate::model::action::DayPart;
use crate::planning::plan::plan;
use crate::planning::week::{GoalLine, Line, LineState, WeekPlan, goals_of_week};
use crate::values::date::{Date, Now, clock_time};

/// The most lines of one week, and the most goals: the whole page has to be light.
const MOST_LINES: usize = 10;

/// The plan, with the looks back.
pub(super) fn section(journal: &Journal, names: &Names, now: Now) -> PartnerSection {
    let (this, touches) = (now.today().monday(), plan(journal, now));
    let weeks = [(-7, "Last week"), (0, "This week"), (7, "Next week")];
    let groups = weeks.into_iter().filter_map(|(days, title)| {
        let week = WeekPlan::with_plan(journal, now, this.plus_days(days), &touches);
        let group = group_of_week(names, &week, title, now.today());
        (!group.lines.is_empty() || !group.remarks.is_empty()).then_some(group)
    });
    PartnerSection {
        title: "The plan",
        groups: groups.collect(),
        definition: String::new(),
    }
}

/// The goals, with what this week brought for each so far.
pub(super) fn goals(journal: &Journal, names: &Names, now: Now) -> PartnerSection {
    let goals = goals_of_week(journal, now, now.today());
    let lines: Vec<PartnerLine> = goals
        .iter()
        .filter(|line| line.goal.ended_on.is_none() && !line.goal.text.trim().is_empty())
        .take(MOST_LINES)
        .map(|line| PartnerLine {
            text: names.shared(&line.goal.text),
            detail: so_far(line),
        })
        .collect();
    PartnerSection {
        title: "Goals",
        groups: group_of(lines),
        definition: "Goals are things to do, never how others answer. Each week starts from zero."
            .to_owned(),
    }
}

/// One group without a heading, or none.
fn group_of(lines: Vec<PartnerLine>) -> Vec<PartnerGroup> {
    let group = PartnerGroup {
        lines,
        ..PartnerGroup::default()
    };
    [group]
        .into_iter()
        .filter(|group| !group.lines.is_empty())
        .collect()
}

fn group_of_week(names: &Names, week: &WeekPlan, title: &str, today: Date) -> PartnerGroup {
    let mut remarks = Vec::new();
    if week.done() > 0 {
        remarks.push(format!("{} of {} done.", week.done(), week.whole()));
    }
    if !week.rest_days.is_empty() {
        let days = week.rest_days.iter().map(|day| day.short(today));
        remarks.push(format!("Rest: {}.", days.collect::<Vec<_>>().join(", ")));
    }
    let sentence = names.shared(&week.sentence);
    if !sentence.is_empty() {
        remarks.push(format!("Looking back: {sentence}"));
    }
    let shown = week.lines.iter();
    let shown = shown.filter(|line| line.state != LineState::LetGo);
    PartnerGroup {
        title: format!("{title}, from {}", week.monday.short(today)),
        lines: shown
            .take(MOST_LINES)
            .map(|line| shared_line(names, line, today))
            .collect(),
        remarks,
    }
}

fn shared_line(names: &Names, line: &Line, today: Date) -> PartnerLine {
    let action = &line.action;
    let is_about_someone = action.person.is_some() || action.touch.is_some();
    let mut details = vec![when(line, today)];
    if !is_about_someone {
        // A place tells the company as its name would.
        if action.opportunity.is_none() || names.shows_companies() {
            details.push(names.shared(&action.place));
        }
        let (obstacle, instead) = (action.if_this.trim(), action.then_that.trim());
        if !obstacle.is_empty() && !instead.is_empty() {
            let plan = format!("if {obstacle}, then {instead}");
            details.push(names.shared(&plan));
        }
    }
    if matches!(line.state, LineState::Done(_)) {
        details.push("done".to_owned());
    }
    details.retain(|detail| !detail.is_empty());
    PartnerLine {
        text: if is_about_someone {
            "Get in touch with someone".to_owned()
        } else {
            names.shared(&action.text)
        },
        detail: clipped(&details.join(" · ")),
    }
}

fn when(line: &Line, today: Date) -> String {
    let day = line.on.map(|day| day.short(today));
    let hour = line.action.at.map(clock_time).or_else(|| {
        let part = match line.action.part? {
            DayPart::Morning => "morning",
            DayPart::Afternoon => "afternoon",
            DayPart::Evening => "evening",
        };
        Some(part.to_owned())
    });
    let parts: Vec<String> = day.into_iter().chain(hour).collect();
    parts.join(", ")
}

fn so_far(line: &GoalLine) -> String {
    match (line.count, line.goal.a_week) {
        (Some(count), Some(wanted)) => format!("{count} of {wanted} this week"),
        (Some(count), None) => format!("{count} this week"),
        (None, Some(wanted)) => format!("{wanted} a week"),
        (None, None) => String::new(),
    }
}
