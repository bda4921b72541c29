//! Round notes: what was noted right after a round, for each person who was there.

use serde::{Deserialize, Serialize};

use crate::method::Mark;
use crate::model::event::Event;
use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// What one person of one round brought. It is private: no draft quotes it.
///
/// Older builds noted a round as a whole, on its event; that still reads as the note of the round.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoundNote {
    /// The event of the round.
    pub round: Option<RecordId>,
    /// Who it is about; none where nobody is named.
    pub person: Option<RecordId>,
    /// The opportunity of the round.
    pub opportunity: Option<RecordId>,
    /// Their concerns.
    pub cares: String,
    /// The points that landed with them.
    pub landed: String,
    /// What was promised to them.
    pub promised: String,
    /// The day by which it was promised.
    pub promised_by: Option<Date>,
    /// Whether it clicked.
    pub clicked: Option<Mark>,
    /// The stories they were told.
    pub stories: Vec<RecordId>,
}

impl RoundNote {
    /// The id of the note on a person of a round, or on the round itself: two devices that write it
    /// make one record.
    #[must_use]
    pub fn id(round: RecordId, person: Option<RecordId>) -> RecordId {
        RecordId::derived("round-note", &[round, person.unwrap_or_default()], 0)
    }

    /// What older builds noted on the event of a round, as the note of the round.
    #[must_use]
    pub fn of_event(round: RecordId, event: &Event) -> Self {
        Self {
            round: Some(round),
            opportunity: event.opportunity,
            cares: event.cares.clone(),
            landed: event.landed.clone(),
            promised: event.to_send.clone(),
            ..Self::default()
        }
    }

    /// Whether nothing is noted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let texts = [&self.cares, &self.landed, &self.promised];
        texts.into_iter().all(|text| text.trim().is_empty())
            && self.clicked.is_none()
            && self.stories.is_empty()
    }
}

impl Entity for RoundNote {
    const KIND: RecordKind = RecordKind::RoundNote;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}
