//! Actions: things a person means to do, with or without a day.

use serde::{Deserialize, Serialize};

use crate::method::Occasion;
use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// Something to do on a day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Action {
    /// The task, in one line.
    pub text: String,
    /// Why the app suggests it, said so that it can be judged.
    pub why: String,
    /// The day it is due; `None` means some time.
    pub due: Option<Date>,
    /// Where it is to be done, if that helps to begin.
    pub place: String,
    /// The opportunity it is about.
    pub opportunity: Option<RecordId>,
    /// The comeback that made it.
    pub comeback: Option<RecordId>,
    /// The person it concerns.
    pub person: Option<RecordId>,
    /// The message to write, where it is one.
    pub occasion: Option<Occasion>,
    /// A place for the link to send, or whatever else helps.
    pub notes: String,
    /// The day it was done.
    pub done_on: Option<Date>,
}

impl Entity for Action {
    const KIND: RecordKind = RecordKind::Action;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}
