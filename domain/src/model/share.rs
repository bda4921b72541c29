//! Shares: what a partner or coach may see, and the notes they leave.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// A page for one partner, with just what was chosen.
///
/// The token of its link is not part of it: the server keeps its hash, the device that made the link
/// the link itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Share {
    /// Who sees it, in the person's words.
    pub name: String,
    /// Whether the plan and the looks back are in it.
    pub plan: bool,
    /// Whether the goals are in it.
    pub goals: bool,
    /// Whether the counts are in it.
    pub counts: bool,
    /// Whether the learnings are in it.
    pub learnings: bool,
    /// Whether the names of companies are in it.
    pub companies: bool,
    /// The last day of the link.
    pub until: Option<Date>,
    /// The day it was made.
    pub made_on: Option<Date>,
    /// The day it was ended.
    pub ended_on: Option<Date>,
}

impl Entity for Share {
    const KIND: RecordKind = RecordKind::Share;
}

/// A short note of a partner; the server writes it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShareNote {
    /// The share it was left on.
    pub share: Option<RecordId>,
    /// At most 500 characters.
    pub text: String,
    /// The day it was left.
    pub on: Option<Date>,
    /// The day the person had read it.
    pub read_on: Option<Date>,
}

impl Entity for ShareNote {
    const KIND: RecordKind = RecordKind::ShareNote;

    fn parent(&self) -> Option<RecordId> {
        self.share
    }
}
