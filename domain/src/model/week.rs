//! Weeks: what belongs to one week of the plan beside its lines, which are actions.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// One week of the plan: its rest days and the look back at its end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Week {
    /// Its Monday.
    pub monday: Option<Date>,
    /// Days on which only what has an hour is shown.
    pub rest_days: Vec<Date>,
    /// The look back, in one sentence.
    pub sentence: String,
    /// The day the person looked back.
    pub looked_back_on: Option<Date>,
}

impl Week {
    /// The id of the week that begins on a Monday: two devices that plan it make one record.
    #[must_use]
    pub fn id(monday: Date) -> RecordId {
        let days = Date::of_local_ms(0).days_until(monday);
        RecordId::derived("week", &[], days.unsigned_abs().into())
    }
}

impl Entity for Week {
    const KIND: RecordKind = RecordKind::Week;
}
