//! Rounds and what was noted right after them.

use std::cmp::Reverse;

use crate::journal::Journal;
use crate::model::event::{Event, EventKind};
use crate::model::round_note::RoundNote;
use crate::state::record::{Record, RecordKey, RecordKind};
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;

impl Journal {
    /// A round of an opportunity; none where it is not one, or belongs elsewhere.
    #[must_use]
    pub fn round(&self, opportunity: RecordId, round: RecordId) -> Option<&Event> {
        let event = self.events().get(round)?;
        let is_one = event.what == EventKind::Round && event.opportunity == Some(opportunity);
        is_one.then_some(event)
    }

    /// The note on a person of a round, or on the round itself, which older builds kept on its
    /// event. Empty where nothing is noted.
    #[must_use]
    pub fn round_note(&self, round: RecordId, person: Option<RecordId>) -> RoundNote {
        if let Some(note) = self.round_notes().get(RoundNote::id(round, person)) {
            return note.clone();
        }
        let event = self.events().get(round);
        match (person, event) {
            (None, Some(event)) => RoundNote::of_event(round, event),
            _ => RoundNote {
                round: Some(round),
                person,
                opportunity: event.and_then(|event| event.opportunity),
                ..RoundNote::default()
            },
        }
    }

    /// The notes on a round in which something is written, that on the round itself first. Those on
    /// people who are gone are left out.
    #[must_use]
    pub fn notes_of_round(&self, round: RecordId) -> Vec<RoundNote> {
        let own = self.round_note(round, None);
        let on_people = own.opportunity.into_iter().flat_map(|opportunity| {
            let notes = self.round_notes().of(opportunity).map(|(_, note)| note);
            notes.filter(|note| {
                let person = note.person.and_then(|person| self.people().get(person));
                note.round == Some(round) && person.is_some()
            })
        });
        std::iter::once(own.clone())
            .chain(on_people.cloned())
            .filter(|note| !note.is_empty())
            .collect()
    }

    /// When a record was made, in milliseconds since 1970: as its id tells, or as the oldest of its
    /// cells does where the id follows from a cause.
    #[must_use]
    pub fn made_ms(&self, kind: RecordKind, id: RecordId) -> u64 {
        let oldest = |record: &Record| record.cells().map(|(_, cell)| cell.stamp.ms).min();
        let record = self.record(&RecordKey::new(kind, id));
        id.made_ms()
            .or_else(|| record.and_then(oldest))
            .unwrap_or_default()
    }

    /// Records with the newest first.
    #[must_use]
    pub fn newest_first<T>(
        &self,
        kind: &RecordKind,
        mut records: Vec<(RecordId, T)>,
    ) -> Vec<(RecordId, T)> {
        sort_by_key(&mut records, |(id, _)| {
            Reverse((self.made_ms(kind.clone(), *id), *id))
        });
        records
    }
}
