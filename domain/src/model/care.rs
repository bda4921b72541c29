//! Care: what helps the person, a light note of the day, and help given to others.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// Something that helps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CareItem {
    /// What it is, in one line.
    pub text: String,
    /// The day it was set aside.
    pub retired_on: Option<Date>,
}

impl Entity for CareItem {
    const KIND: RecordKind = RecordKind::CareItem;
}

/// A light note of one day. Nothing is ever computed from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DayNote {
    /// The day.
    pub day: Option<Date>,
    /// The note.
    pub text: String,
}

impl DayNote {
    /// The id of the note of a day: two devices that write it make one record.
    #[must_use]
    pub fn id(day: Date) -> RecordId {
        let days = Date::of_local_ms(0).days_until(day);
        RecordId::derived("day-note", &[], days.unsigned_abs().into())
    }
}

impl Entity for DayNote {
    const KIND: RecordKind = RecordKind::DayNote;
}

/// Help given to someone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct HelpGiven {
    /// What it was, in one line.
    pub text: String,
    /// To whom.
    pub person: Option<RecordId>,
    /// When.
    pub on: Option<Date>,
}

impl Entity for HelpGiven {
    const KIND: RecordKind = RecordKind::HelpGiven;

    fn parent(&self) -> Option<RecordId> {
        self.person
    }
}
