//! What happened after what. Calendar days alone do not say: a day is another one elsewhere, and
//! most days are only those on which something was noted.

use super::noting::Noting;
use crate::model::event::{Event, EventKind};
use crate::model::stage::{Stages, is_before_applying};
use crate::values::id::RecordId;
use crate::values::sort::{sort_by, sort_by_key};

/// An event of a history, with when it was written.
#[derive(Clone, Copy, Debug)]
pub struct Noted<'a> {
    /// The event's id.
    pub id: RecordId,
    /// The event.
    pub event: &'a Event,
    /// When it was written.
    pub noting: Noting,
}

/// A stage reached, or an ending.
#[derive(Clone, Copy)]
pub(super) struct Turn<'a> {
    pub(super) noted: Noted<'a>,
    /// How far it takes the opportunity: the rank of a stage; an ending is furthest.
    reach: u32,
    /// Whether it happened as it was noted. The others have a day that the person gave them.
    is_deed: bool,
}

/// The stages and endings among these events, in the order they happened.
///
/// Each takes its place when its day was last said: a deed at the end, after everything that the
/// history showed then; one with a day of its own by that day, from the end backwards. So a deed
/// always takes effect, whatever day it was where it was done. The order is a matter of the records
/// alone, so all devices agree.
pub(super) fn turns<'a>(events: &[Noted<'a>], stages: &Stages) -> Vec<Turn<'a>> {
    let mut sayings: Vec<Turn<'_>> = events
        .iter()
        .filter_map(|noted| Turn::of(*noted, stages))
        .collect();
    sort_by(&mut sayings, |one, other| one.said().cmp(&other.said()));
    let mut turns: Vec<Turn<'_>> = Vec::with_capacity(sayings.len());
    for turn in sayings {
        let later = turns.iter().rev().take_while(|other| turn.precedes(other));
        let place = turns.len() - if turn.is_deed { 0 } else { later.count() };
        turns.insert(place, turn);
    }
    turns
}

/// All events of a history in the order they happened.
///
/// Rounds, notes and contacts go by day, then time, then the order they were noted in; one without
/// a time is before the timed ones of its day. Stages and endings are set among them.
#[must_use]
pub fn in_order<'a>(events: &[Noted<'a>], stages: &Stages) -> Vec<(RecordId, &'a Event)> {
    let mut others: Vec<Noted<'_>> = events.to_vec();
    others.retain(|noted| !is_turn(noted.event));
    sort_by_key(&mut others, |noted| {
        (noted.event.on, noted.event.at.unwrap_or(0), noted.id)
    });
    let mut others = others.into_iter().peekable();
    let mut ordered = Vec::with_capacity(events.len());
    for turn in turns(events, stages) {
        while let Some(other) = others.next_if(|other| turn.follows(other)) {
            ordered.push((other.id, other.event));
        }
        ordered.push((turn.noted.id, turn.noted.event));
    }
    ordered.extend(others.map(|other| (other.id, other.event)));
    ordered
}

fn is_turn(event: &Event) -> bool {
    matches!(event.what, EventKind::Stage | EventKind::Ending)
}

impl<'a> Turn<'a> {
    fn of(noted: Noted<'a>, stages: &Stages) -> Option<Self> {
        let reach = match noted.event.what {
            EventKind::Stage => stages.rank(&noted.event.stage),
            EventKind::Ending => u32::MAX,
            EventKind::Note | EventKind::Round | EventKind::Contact => return None,
        };
        Some(Self {
            noted,
            reach,
            is_deed: noted.noting.is_day_of(noted.event.on),
        })
    }

    /// When its day was last said. What one edit wrote has one stamp: there a new opportunity is
    /// saved before anything else, and days decide, and then how far each goes.
    fn said(&self) -> impl Ord + use<> {
        let (event, noting) = (self.noted.event, self.noted.noting);
        let second = if self.is_deed {
            noting.ms / 1_000
        } else {
            u64::MAX
        };
        let is_after_saving = event.what != EventKind::Stage || !is_before_applying(&event.stage);
        let day = (event.on, self.minute());
        (
            noting.dated,
            second,
            is_after_saving,
            day,
            self.reach,
            self.noted.id,
        )
    }

    /// Whether this one, with a day of its own, happened before another that has its place.
    fn precedes(&self, other: &Self) -> bool {
        let Some(on) = self.noted.event.on else {
            return false;
        };
        let Some(other_on) = other.noted.event.on else {
            return self.was_noted_before(other);
        };
        if !other.is_deed {
            let (one, two) = ((on, self.minute()), (other_on, other.minute()));
            return one < two || (one == two && self.was_noted_before(other));
        }
        if self.was_noted_before(other) {
            // Its own day of noting is no day after a later deed, though it can be the next day
            // where it was noted.
            on <= other_on.max(self.noted.noting.latest_day())
        } else {
            // What had been noted by its day may well have happened earlier. It has if this one goes
            // further: nobody is turned back by the day of an interview or of a no.
            on < other_on && self.reach < other.reach
        }
    }

    fn was_noted_before(&self, other: &Self) -> bool {
        let key = |turn: &Self| {
            let noting = turn.noted.noting;
            (noting.made, noting.ms / 1_000, turn.reach, turn.noted.id)
        };
        key(self) < key(other)
    }

    /// Whether this one happened after a round, note or contact.
    fn follows(&self, other: &Noted<'_>) -> bool {
        let (noting, event) = (self.noted.noting, other.event);
        if self.is_deed
            && let Some(begins_ms) = event.begins_ms()
        {
            return u64::try_from(begins_ms).is_ok_and(|ms| ms <= noting.ms);
        }
        let (Some(on), Some(other_on)) = (self.noted.event.on, event.on) else {
            return true;
        };
        let was_shown = self.is_deed
            && event.at.is_none()
            && other.noting.dated < noting.made
            && other.noting.had_begun(other_on);
        let time = (other_on, event.at.unwrap_or(0));
        let own = (on, self.minute());
        was_shown || time < own || (time == own && !self.is_deed && other.id < self.noted.id)
    }

    /// The minute of its day, for comparing: without a time, a stage comes first and an ending last.
    fn minute(&self) -> u32 {
        let is_ending = self.noted.event.what == EventKind::Ending;
        let without = if is_ending { 1_440 } else { 0 };
        self.noted.event.at.unwrap_or(without)
    }
}
