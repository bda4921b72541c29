//! How one opportunity went, read from its history for counting.

use std::collections::BTreeSet;

use crate::journal::Journal;
use crate::model::event::{Ending, Event, EventKind};
use crate::model::opportunity::{Kind, Opportunity};
use crate::model::stage::{APPLIED, SCREENING, Stages, is_before_applying};
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::text::fold;

/// The part of a search that is counted. Each field that is left out takes everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The first day. What counts is when an opportunity was sent out or, until it is, found.
    pub from: Option<Date>,
    /// The last day, in the same sense.
    pub until: Option<Date>,
    /// The source, whatever its case.
    pub source: String,
    /// Job or project.
    pub kind: Option<Kind>,
    /// One of the person's own labels.
    pub tag: String,
}

/// A time spent at one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The column of the board, counted from saved.
    pub column: usize,
    /// How many days; never less than none, also where a day was corrected later.
    pub days: u32,
    /// Whether it stands there still.
    pub goes_on: bool,
}

/// How one opportunity went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// The opportunity.
    pub id: RecordId,
    /// Where it was found, as the person wrote it.
    pub source: String,
    /// The first day of its history.
    pub began: Option<Date>,
    /// The day it was sent out.
    pub sent_on: Option<Date>,
    /// The day of their first answer.
    pub answered_on: Option<Date>,
    /// The columns past saved that it came to, each once, nearest first. None for what was never
    /// sent.
    pub reached: Vec<usize>,
    /// The times at its stages, in order.
    pub stays: Vec<Stay>,
    /// How it ended; `None` while it is open.
    pub ending: Option<Ending>,
    /// Whether they answered, on whatever day.
    pub is_answered: bool,
}

impl Journey {
    /// Whether it was sent out at all.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        !self.reached.is_empty()
    }

    /// The furthest column it came to. A no does not take it back.
    #[must_use]
    pub fn furthest(&self) -> usize {
        self.reached.last().copied().unwrap_or(0)
    }
}

/// The journeys of all opportunities in scope, oldest record first.
#[must_use]
pub fn journeys(journal: &Journal, scope: &Scope, now: Now) -> Vec<Journey> {
    let all = journal.opportunities().iter();
    let fitting = all.filter(|(_, about)| scope.takes(about));
    let read = fitting.map(|(id, about)| journey(journal, id, about, now));
    read.filter(|journey| scope.has_day(journey.sent_on.or(journey.began)))
        .collect()
}

impl Scope {
    fn takes(&self, about: &Opportunity) -> bool {
        let is = |wanted: &str, text: &str| fold(wanted.trim()) == fold(text.trim());
        let has_source = self.source.is_empty() || is(&self.source, &about.source);
        let has_tag = self.tag.is_empty() || about.tags.iter().any(|tag| is(&self.tag, tag));
        has_source && has_tag && self.kind.is_none_or(|kind| kind == about.kind)
    }

    fn has_day(&self, day: Option<Date>) -> bool {
        let is_late = |from| day.is_some_and(|day| day >= from);
        let is_early = |until| day.is_some_and(|day| day <= until);
        self.from.is_none_or(is_late) && self.until.is_none_or(is_early)
    }
}

fn journey(journal: &Journal, id: RecordId, about: &Opportunity, now: Now) -> Journey {
    let stages = journal.stages();
    let history = journal.history(id);
    let events = || history.iter().map(|(_, event)| *event);
    let turns: Vec<&Event> = events()
        .filter(|event| matches!(event.what, EventKind::Stage | EventKind::Ending))
        .collect();
    let held = || events().filter(|event| event.what == EventKind::Round && event.has_begun(now));
    let reached = columns(stages, &turns, held().next().is_some());
    let standing = journal.standing_of(id);
    let answers = turns.iter().copied().filter(|turn| is_answer(stages, turn));
    let days = || answers.clone().chain(held()).map(|event| event.on);
    let sent = turns.iter().filter(|turn| is_sending(turn));
    let sent_on = sent.filter_map(|turn| turn.on).min();
    let sent_on = sent_on.or_else(|| {
        let first = days().flatten().min();
        first.filter(|_| !reached.is_empty())
    });
    Journey {
        id,
        source: about.source.trim().to_owned(),
        began: events().filter_map(|event| event.on).min(),
        sent_on,
        answered_on: days()
            .flatten()
            .min()
            .max(sent_on.filter(|_| days().any(|day| day.is_some()))),
        is_answered: days().next().is_some(),
        stays: stays(stages, &turns, now.today()),
        ending: standing.and_then(|standing| standing.ending),
        reached,
    }
}

/// The columns past saved that a history came to. A round that was held is at least a first talk,
/// and whoever said yes, no or nothing at all had been asked.
fn columns(stages: &Stages, turns: &[&Event], was_talked: bool) -> Vec<usize> {
    let stage_turns = turns.iter().filter(|turn| turn.what == EventKind::Stage);
    let past_saved = stage_turns.filter(|turn| !is_before_applying(&turn.stage));
    let mut reached: BTreeSet<usize> = past_saved
        .map(|turn| column(stages, &turn.stage))
        .filter(|column| *column > 0)
        .collect();
    let talked = column(stages, SCREENING);
    if was_talked && reached.last().is_none_or(|last| *last < talked) {
        reached.insert(talked);
    }
    if reached.is_empty() && turns.iter().any(|turn| says_it_was_sent(turn.ending)) {
        reached.insert(column(stages, APPLIED));
    }
    reached.into_iter().collect()
}

/// The place of a stage among the columns of the board.
fn column(stages: &Stages, stage: &str) -> usize {
    let column = stages.column(stage);
    let mut all = stages.all().iter();
    all.position(|other| other.id == column).unwrap_or(0)
}

/// Withdrawing, and a role that is closed, happen before anything was sent, too.
const fn says_it_was_sent(ending: Option<Ending>) -> bool {
    matches!(
        ending,
        Some(Ending::Yes | Ending::No | Ending::NoAnswer | Ending::Declined)
    )
}

fn is_sending(turn: &Event) -> bool {
    turn.what == EventKind::Stage && !is_before_applying(&turn.stage)
}

/// An answer of theirs: a stage past applied, an offer, or a no.
fn is_answer(stages: &Stages, turn: &Event) -> bool {
    match turn.what {
        EventKind::Stage => column(stages, &turn.stage) > column(stages, APPLIED),
        _ => matches!(
            turn.ending,
            Some(Ending::Yes | Ending::No | Ending::Declined)
        ),
    }
}

fn stays(stages: &Stages, turns: &[&Event], today: Date) -> Vec<Stay> {
    let mut stays = Vec::new();
    for (at, turn) in turns.iter().enumerate() {
        let next = turns.get(at + 1);
        let until = next.map_or(Some(today), |next| next.on);
        if let (EventKind::Stage, Some(from), Some(until)) = (turn.what, turn.on, until) {
            stays.push(Stay {
                column: column(stages, &turn.stage),
                days: u32::try_from(from.days_until(until)).unwrap_or(0),
                goes_on: next.is_none(),
            });
        }
    }
    stays
}

#[cfg(test)]
mod tests;
