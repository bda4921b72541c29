//! Learning notes: what the person read, heard or learned to stay current, and what it is good for.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;

/// Something learned to stay current.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LearningNote {
    /// What it is.
    pub text: String,
    /// What it is good for.
    pub good_for: String,
    /// Where it is from; shown as a link only through [`crate::values::link::SafeLink`].
    pub link: String,
    /// The day it was noted.
    pub on: Option<Date>,
    /// The day it was set aside.
    pub set_aside_on: Option<Date>,
}

impl Entity for LearningNote {
    const KIND: RecordKind = RecordKind::LearningNote;
}
