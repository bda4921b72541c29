//! Promises made in a round, kept on their day.

use super::because::Because;
use super::planned::Planned;
use super::planner::Planner;
use crate::method::Occasion;
use crate::values::id::RecordId;

/// The id of the touch that keeps the promise of a round note.
#[must_use]
pub fn promise_touch(note: RecordId) -> RecordId {
    RecordId::derived("promise", &[note], 0)
}

impl Planner<'_> {
    /// What was promised to them: on the day it was promised for, else the day after the round.
    pub(super) fn promises(&self) -> impl Iterator<Item = Planned> {
        let notes = self.journal.round_notes_on(self.id);
        notes.filter_map(|(id, note)| {
            let promised = note.promised.trim();
            if promised.is_empty() {
                return None;
            }
            let round = self.journal.events().get(note.round?)?;
            let due = note.promised_by.or_else(|| Some(round.on?.plus_days(1)))?;
            self.open(
                promise_touch(id),
                note.opportunity,
                Occasion::SomethingUseful,
                due,
                Because::Promise(promised.to_owned()),
            )
        })
    }
}
