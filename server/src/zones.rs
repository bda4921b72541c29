//! Time zones by their names.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Time zones that were looked up before.
#[derive(Debug, Default)]
pub(crate) struct Zones(Mutex<HashMap<String, Option<TimeZone>>>);

impl Zones {
    /// How many minutes a zone is ahead of UTC at a moment.
    pub(crate) fn offset(&self, name: &str, ms: u64) -> Option<i32> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let zone = known
            .entry(name.to_owned())
            .or_insert_with(|| TimeZone::get(name).ok());
        let moment = Timestamp::from_millisecond(i64::try_from(ms).ok()?).ok()?;
        Some(zone.as_ref()?.to_offset(moment).seconds() / 60)
    }
}
