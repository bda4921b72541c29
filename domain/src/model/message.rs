//! Messages, drafted and sent.

use serde::{Deserialize, Serialize};

use crate::method::Occasion;
use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// A message drafted or sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Message {
    /// The opportunity it is about.
    pub opportunity: Option<RecordId>,
    /// The recipient.
    pub person: Option<RecordId>,
    /// Its purpose.
    pub occasion: Option<Occasion>,
    /// The planned touch it settles when it is sent.
    pub touch: Option<RecordId>,
    /// The request for feedback it makes, or the answer to one it thanks for.
    pub feedback: Option<RecordId>,
    /// Subject line.
    pub subject: String,
    /// Text.
    pub body: String,
    /// The day the person said it was sent.
    pub sent_on: Option<Date>,
}

impl Entity for Message {
    const KIND: RecordKind = RecordKind::Message;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}
