//! Preparations: what a person chose to take into a round.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::id::RecordId;

/// The preparation of one round.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preparation {
    /// The event of the round.
    pub round: Option<RecordId>,
    /// The opportunity of the round.
    pub opportunity: Option<RecordId>,
    /// The stories chosen; where none are, the page suggests some.
    pub stories: Vec<RecordId>,
    /// Questions to ask, one a line.
    pub questions: String,
    /// Anything else.
    pub notes: String,
    /// Ids of the readiness checks that are ticked.
    pub ticks: Vec<String>,
    /// The learning that is the focus of this round.
    pub focus: Option<RecordId>,
    /// Whether the focus was kept to, asked afterwards.
    pub focus_kept: Option<bool>,
    /// “If they say no, I will …”, written before a final round and shown in the pause.
    pub if_no: String,
}

impl Preparation {
    /// The id of the preparation of a round: two devices that prepare it make one record.
    #[must_use]
    pub fn id(round: RecordId) -> RecordId {
        RecordId::derived("preparation", &[round], 0)
    }
}

impl Entity for Preparation {
    const KIND: RecordKind = RecordKind::Preparation;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}
