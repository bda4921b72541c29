//! The record of an event, and the usual ones made in a line.

use serde::{Deserialize, Serialize};

use super::kinds::{Ending, EventKind, RoundForm};
use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// One dated event of one opportunity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// Whose history it belongs to.
    pub opportunity: Option<RecordId>,
    /// Its kind.
    pub what: EventKind,
    /// The stage reached, for [`EventKind::Stage`]: an id of [`crate::model::stage::Stages`].
    pub stage: String,
    /// How it ended, for [`EventKind::Ending`].
    pub ending: Option<Ending>,
    /// The day it happened or is planned for.
    pub on: Option<Date>,
    /// Minute of that day, where the time matters.
    pub at: Option<u32>,
    /// A short name: “Call with the team lead”.
    pub title: String,
    /// Anything longer.
    pub notes: String,
    /// The time zone of [`Self::at`] as [`crate::values::zone`] names it; empty means wherever the
    /// person is. Since November 2026 whatever is noted with a time has one; older builds stored any
    /// text here.
    pub zone: String,
    /// How many minutes that zone is ahead of UTC then, as it was known when the event was kept: so
    /// every device and the server know the moment without a table of zones.
    pub utc_offset: Option<i32>,
    /// How long it lasts, in minutes.
    pub minutes: Option<u32>,
    /// How a round is held.
    pub form: Option<RoundForm>,
    /// The people present.
    pub with: Vec<RecordId>,
    /// The dial-in address, or something to read before; shown as a link only through
    /// [`crate::values::link::SafeLink`].
    pub link: String,
    /// Noted right after: their concerns.
    pub cares: String,
    /// Noted right after: the points that landed with them.
    pub landed: String,
    /// Noted right after: promises, and things to send.
    pub to_send: String,
    /// Whether the person has said that there is nothing to note.
    pub is_debriefed: bool,
}

impl Entity for Event {
    const KIND: RecordKind = RecordKind::Event;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}

impl Event {
    /// An opportunity reaching a stage.
    #[must_use]
    pub fn stage(opportunity: RecordId, stage: &str, on: Date) -> Self {
        Self {
            opportunity: Some(opportunity),
            what: EventKind::Stage,
            stage: stage.to_owned(),
            on: Some(on),
            ..Self::default()
        }
    }

    /// An opportunity ending.
    #[must_use]
    pub fn ending(opportunity: RecordId, ending: Ending, on: Date) -> Self {
        Self {
            opportunity: Some(opportunity),
            what: EventKind::Ending,
            ending: Some(ending),
            on: Some(on),
            ..Self::default()
        }
    }

    /// A round of talks, past or planned.
    #[must_use]
    pub fn round(opportunity: RecordId, title: &str, on: Date, at: Option<u32>) -> Self {
        Self {
            opportunity: Some(opportunity),
            what: EventKind::Round,
            title: title.to_owned(),
            on: Some(on),
            at,
            ..Self::default()
        }
    }

    /// A note in the history.
    #[must_use]
    pub fn note(opportunity: RecordId, title: &str, notes: &str, on: Date) -> Self {
        Self {
            opportunity: Some(opportunity),
            title: title.to_owned(),
            notes: notes.to_owned(),
            on: Some(on),
            ..Self::default()
        }
    }
}
