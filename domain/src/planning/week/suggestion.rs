//! A beginning for a week, suggested from what the search holds. Nothing of it is planned until the
//! person takes it.

use super::line::line_of;
use super::week_plan::{WeekPlan, free_day};
use crate::journal::Journal;
use crate::method::NEXT_ACTIONS;
use crate::model::action::{Action, DayPart};
use crate::model::event::EventKind;
use crate::model::stage::SAVED;
use crate::planning::plan::{Plan, Planned, plan};
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;

/// The most lines suggested at once.
const MOST: usize = 4;

/// The minute of the day at which its morning is over.
const NOON: u32 = 12 * 60;

/// The most of one kind, so that a week is not only messages or only old tasks.
const MOST_OF_A_KIND: usize = 2;

/// A to-do that was due longer ago than this, in days, is not suggested.
const TOO_LONG_AGO: i32 = 21;

/// The ideas that fill a week of which the search itself suggests little, as places in
/// [`NEXT_ACTIONS`]: a person, practice, an application.
const IDEAS: [usize; 3] = [0, PRACTICE, 2];

/// The idea that is practice.
const PRACTICE: usize = 3;

/// Where a suggested line comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A round in that week, to prepare for.
    Round(RecordId),
    /// A to-do that is in no plan.
    Todo(RecordId),
    /// A touch that is planned and in no line.
    Touch(Planned),
    /// An opportunity saved and not applied to.
    Saved(RecordId),
    /// An idea that fits any search.
    Idea(&'static str),
}

/// A line that could be planned.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// Where it comes from.
    pub source: Source,
    /// The day it could be on.
    pub on: Date,
    /// The part of that day.
    pub part: DayPart,
}

impl Suggestion {
    /// Whether it is practice.
    #[must_use]
    pub fn is_practice(&self) -> bool {
        matches!(self.source, Source::Idea(words) if words == NEXT_ACTIONS[PRACTICE])
    }
}

/// Up to four lines for a week; none where it has three already.
#[must_use]
pub fn suggested(journal: &Journal, now: Now, monday: Date) -> Vec<Suggestion> {
    let (today, minute) = now.local(now.ms);
    let plan = plan(journal, now);
    let week = WeekPlan::with_plan(journal, now, monday, &plan);
    let last = week.monday.plus_days(6);
    if week.lines.len() >= 3 || last < today {
        return Vec::new();
    }
    let of_a_kind = |sources: Vec<Source>| sources.into_iter().take(MOST_OF_A_KIND);
    let mut sources: Vec<(Option<Date>, Source)> = rounds(journal, now, &week);
    sources.extend(of_a_kind(todos(journal, now, last)).map(|source| (None, source)));
    sources.extend(of_a_kind(touches(journal, &plan, last)).map(|source| (None, source)));
    let saved = saved(journal);
    // One application is suggested once.
    let ideas = &IDEAS[..IDEAS.len() - usize::from(saved.is_some())];
    sources.extend(saved.map(|source| (None, source)));
    let written = week.lines.iter().chain(&week.carried);
    let texts: Vec<&str> = written.map(|line| &*line.action.text).collect();
    let ideas = ideas.iter().filter_map(|place| NEXT_ACTIONS.get(*place));
    let ideas = ideas.filter(|idea| !texts.contains(idea));
    sources.extend(ideas.map(|idea| (None, Source::Idea(idea))));
    let mut taken: Vec<Date> = week.lines.iter().filter_map(|line| line.on).collect();
    let chosen = sources.into_iter().take(MOST);
    let mut suggestions: Vec<Suggestion> = chosen
        .map(|(day, source)| {
            let on = day.unwrap_or_else(|| free_day(journal, now, monday, &taken));
            taken.push(on);
            let is_over = on == today && minute >= NOON;
            let part = match source {
                Source::Touch(_) => DayPart::Afternoon,
                _ if is_over => DayPart::Afternoon,
                _ => DayPart::Morning,
            };
            Suggestion { source, on, part }
        })
        .collect();
    sort_by_key(&mut suggestions, |suggestion| suggestion.on);
    suggestions
}

/// The rounds of the week that have nothing in the plan, each with the day before it.
fn rounds(journal: &Journal, now: Now, week: &WeekPlan) -> Vec<(Option<Date>, Source)> {
    let today = now.today();
    let events = journal.events().iter();
    let ahead = events.filter_map(|(id, event)| {
        let (on, _) = event.local(now)?;
        let about = event.opportunity?;
        let is_open = journal
            .standing_of(about)
            .is_some_and(|standing| standing.is_active());
        let is_planned = week
            .lines
            .iter()
            .any(|line| line.action.opportunity == Some(about));
        let is_ahead = event.what == EventKind::Round && on > today && on.monday() == week.monday;
        let day_before = on.plus_days(-1).max(week.monday).max(today);
        (is_ahead && is_open && !is_planned).then_some((Some(day_before), Source::Round(id)))
    });
    let mut ahead: Vec<_> = ahead.collect();
    sort_by_key(&mut ahead, |(day, _)| *day);
    ahead.truncate(MOST_OF_A_KIND);
    ahead
}

/// Open to-dos that are in no plan and wanted by the end of the week, or at any time; those with a
/// day first.
fn todos(journal: &Journal, now: Now, last: Date) -> Vec<Source> {
    let today = now.today();
    let is_open = |action: &Action| {
        let is_in_time = action
            .due
            .is_none_or(|due| due <= last && due.days_until(today) <= TOO_LONG_AGO);
        let rests = action
            .opportunity
            .is_some_and(|about| journal.rests_until_ms(about, now).is_some());
        !action.is_settled() && action.week.is_none() && is_in_time && !rests
    };
    let actions = journal.actions().iter();
    let mut open: Vec<_> = actions.filter(|(_, action)| is_open(action)).collect();
    sort_by_key(&mut open, |(id, action)| {
        (action.due.is_none(), action.due, *id)
    });
    open.into_iter().map(|(id, _)| Source::Todo(id)).collect()
}

/// Touches due by the end of the week that no line plans.
fn touches(journal: &Journal, plan: &Plan, last: Date) -> Vec<Source> {
    let mut lines = Vec::new();
    for (id, action) in journal.actions().iter() {
        let line = line_of(journal, plan, id, action);
        lines.extend(line.and_then(|line| line.planned).map(|planned| planned.id));
    }
    let due = plan.touches.iter();
    let due = due.filter(|touch| touch.due <= last && !lines.contains(&touch.id));
    due.map(|touch| Source::Touch(touch.clone())).collect()
}

/// The opportunity saved last of those not applied to.
fn saved(journal: &Journal) -> Option<Source> {
    let saved = journal.standings().filter(|(id, standing)| {
        let is_planned = journal
            .actions()
            .of(*id)
            .any(|(_, action)| !action.is_settled());
        standing.is_active() && standing.stage == SAVED && !is_planned
    });
    let latest = saved.map(|(id, _)| id).max();
    latest.map(Source::Saved)
}
