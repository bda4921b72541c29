//! The plan and its goals as a partner sees them: last week, this one and the next.

use std::collections::BTreeSet;

use super::names::Names;
use super::{PartnerGroup, PartnerLine, PartnerSection, clipped};
use crate::journal::Journal;
use crate::model::action::{Action, DayPart};
use crate::model::goal::{Goal, GoalCount};
use crate::model::week::Week;
use crate::values::date::{Date, Now, clock_time};
use crate::values::id::RecordId;
use crate::values::sort::sort_by;

/// The most lines of one week, and the most goals: the whole page has to be light.
const MOST_LINES: usize = 10;

/// The plan, with the looks back.
pub(super) fn section(journal: &Journal, names: &Names, now: Now) -> PartnerSection {
    let this = monday_of(now.today());
    let weeks = [(-7, "Last week"), (0, "This week"), (7, "Next week")];
    let groups = weeks.into_iter().filter_map(|(days, title)| {
        let group = week(journal, names, this.plus_days(days), title, now.today());
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
    let monday = monday_of(now.today());
    let goals = journal.goals().iter();
    let lines: Vec<PartnerLine> = goals
        .filter(|(_, goal)| goal.ended_on.is_none() && !goal.text.trim().is_empty())
        .take(MOST_LINES)
        .map(|(id, goal)| PartnerLine {
            text: names.shared(&goal.text),
            detail: so_far(journal, id, goal, monday),
        })
        .collect();
    PartnerSection {
        title: "Goals",
        groups: group_of(lines),
        definition:
            "Goals are things to do, never how others answer. Each week begins at nothing again."
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

fn week(journal: &Journal, names: &Names, monday: Date, title: &str, today: Date) -> PartnerGroup {
    let lines = lines_of_week(journal, monday);
    let done = lines.iter().filter(|line| is_done(journal, line)).count();
    let mut remarks = Vec::new();
    if done > 0 {
        remarks.push(format!("{done} of {} done.", lines.len()));
    }
    if let Some(week) = journal.weeks().get(Week::id(monday)) {
        if !week.rest_days.is_empty() {
            let days: BTreeSet<Date> = week.rest_days.iter().copied().collect();
            let days: Vec<String> = days
                .into_iter()
                .take(7)
                .map(|day| day.short(today))
                .collect();
            remarks.push(format!("Rest: {}.", days.join(", ")));
        }
        let sentence = names.shared(&week.sentence);
        if !sentence.is_empty() {
            remarks.push(format!("Looking back: {sentence}"));
        }
    }
    let shown = lines.iter().take(MOST_LINES);
    PartnerGroup {
        title: format!("{title}, from {}", monday.short(today)),
        lines: shown
            .map(|action| line(journal, names, action, today))
            .collect(),
        remarks,
    }
}

fn line(journal: &Journal, names: &Names, action: &Action, today: Date) -> PartnerLine {
    let is_about_someone = action.person.is_some() || action.touch.is_some();
    let mut details = vec![when(action, today)];
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
    if is_done(journal, action) {
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

fn when(action: &Action, today: Date) -> String {
    let day = action.due.map(|day| day.short(today));
    let hour = action.at.map(clock_time).or_else(|| {
        let part = match action.part? {
            DayPart::Morning => "morning",
            DayPart::Afternoon => "afternoon",
            DayPart::Evening => "evening",
        };
        Some(part.to_owned())
    });
    let parts: Vec<String> = day.into_iter().chain(hour).collect();
    parts.join(", ")
}

fn so_far(journal: &Journal, id: RecordId, goal: &Goal, monday: Date) -> String {
    let count = goal
        .counts
        .map(|what| count_in_week(journal, id, what, monday));
    match (count, goal.a_week) {
        (Some(count), Some(wanted)) => format!("{count} of {wanted} this week"),
        (Some(count), None) => format!("{count} this week"),
        (None, Some(wanted)) => format!("{wanted} a week"),
        (None, None) => String::new(),
    }
}

/// The Monday of the week of a day.
fn monday_of(day: Date) -> Date {
    day.plus_days(-i32::try_from(day.weekday()).unwrap_or(0))
}

/// The lines of a week that were not let go, in the order of their days. A day says more than the
/// week that is written on a line.
fn lines_of_week(journal: &Journal, monday: Date) -> Vec<&Action> {
    let actions = journal.actions().iter().map(|(_, action)| action);
    let mut lines: Vec<&Action> = actions
        .filter(|action| action.let_go_on.is_none())
        .filter(|action| {
            let week = action.week.map(|week| action.due.unwrap_or(week));
            week.is_some_and(|day| monday_of(day) == monday)
        })
        .collect();
    sort_by(&mut lines, |one, two| {
        let place = |line: &Action| (line.due.unwrap_or(monday.plus_days(6)), line.at);
        place(one).cmp(&place(two))
    });
    lines
}

/// Whether a line is done: itself, or the touch it plans.
fn is_done(journal: &Journal, action: &Action) -> bool {
    let touch = || journal.touches().get(action.touch?)?.done_on;
    action.done_on.or_else(touch).is_some()
}

/// What a week brought for a goal.
fn count_in_week(journal: &Journal, goal: RecordId, what: GoalCount, monday: Date) -> usize {
    let is_in = |on: Option<Date>| on.is_some_and(|on| monday_of(on) == monday);
    let done = |counts: &dyn Fn(&Action) -> bool| {
        let actions = journal.actions().iter();
        let done = actions.filter(|(_, action)| counts(action) && is_in(action.done_on));
        done.count()
    };
    match what {
        GoalCount::People => {
            let sent = journal.messages().iter().map(|(_, message)| message);
            let sent = sent.filter(|message| is_in(message.sent_on));
            let touched = journal.touches().iter().map(|(_, touch)| touch);
            let touched = touched.filter(|touch| !touch.from_them && is_in(touch.done_on));
            let people = sent
                .filter_map(|message| message.person)
                .chain(touched.filter_map(|touch| touch.person));
            people.collect::<BTreeSet<RecordId>>().len()
        }
        GoalCount::Applications => {
            let standings = journal.standings();
            standings
                .filter(|(_, standing)| is_in(standing.applied_on))
                .count()
        }
        GoalCount::Practice => done(&|action| action.is_practice),
        GoalCount::Lines => done(&|action| action.goal == Some(goal)),
    }
}
