//! Whoever will be in a round, and what was noted on them and on the rounds before.

use std::cmp::Reverse;

use super::day_of;
use crate::journal::Journal;
use crate::model::event::{Event, EventKind};
use crate::model::round_note::RoundNote;
use crate::values::date::Date;
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;

/// How many notes are shown on each person, and on rounds.
const MOST_NOTES: usize = 3;

/// A note of an earlier round.
#[derive(Clone, Debug, PartialEq)]
pub struct EarlierNote {
    /// The name of the round.
    pub title: String,
    /// Its day.
    pub on: Option<Date>,
    /// What was noted.
    pub note: RoundNote,
}

/// Somebody who will be there.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonThere {
    /// The person.
    pub id: RecordId,
    /// How it was last time, the latest first.
    pub notes: Vec<EarlierNote>,
}

/// The people of a round who are still known.
pub(super) fn there(journal: &Journal, round: RecordId, event: &Event) -> Vec<PersonThere> {
    let known = |id: &&RecordId| journal.people().get(**id).is_some();
    let people = event.with.iter().filter(known).map(|id| {
        let notes = journal.round_notes_on(*id).map(|(_, note)| note.clone());
        // A note on a round with one person alone is on that person.
        let alone = journal
            .rounds_with(*id)
            .filter(|(_, round)| round.with == [*id]);
        let of_rounds = alone.map(|(round, _)| journal.round_note(round, None));
        PersonThere {
            id: *id,
            notes: earlier(journal, notes.chain(of_rounds), round, event),
        }
    });
    people.collect()
}

/// Notes on earlier rounds of the opportunity that name nobody, unless they are shown with the one
/// person who was there.
pub(super) fn earlier_rounds(
    journal: &Journal,
    opportunity: RecordId,
    round: RecordId,
    event: &Event,
) -> Vec<EarlierNote> {
    let is_shown = |with: &[RecordId]| matches!(with, [one] if event.with.contains(one));
    let rounds = journal.events().of(opportunity);
    let rounds =
        rounds.filter(|(_, round)| round.what == EventKind::Round && !is_shown(&round.with));
    let notes = rounds.map(|(id, _)| journal.round_note(id, None));
    earlier(journal, notes, round, event)
}

/// Those of the notes that were taken before a round, the latest first.
fn earlier(
    journal: &Journal,
    notes: impl Iterator<Item = RoundNote>,
    round: RecordId,
    event: &Event,
) -> Vec<EarlierNote> {
    let notes = notes.filter(|note| note.round != Some(round) && !note.is_empty());
    let mut earlier: Vec<_> = notes
        .filter_map(|note| {
            let of = note.round.and_then(|id| journal.events().get(id));
            let is_before = of.is_none_or(|of| day_of(of) <= day_of(event));
            is_before.then(|| {
                let when = of.map(day_of);
                let title = of.map(|of| of.title.clone()).unwrap_or_default();
                let on = of.and_then(|of| of.on);
                (when, EarlierNote { title, on, note })
            })
        })
        .collect();
    sort_by_key(&mut earlier, |(when, _)| Reverse(*when));
    let latest = earlier.into_iter().take(MOST_NOTES);
    latest.map(|(_, note)| note).collect()
}
