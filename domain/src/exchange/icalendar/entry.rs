//! An entry of a calendar.

use crate::values::date::Date;
use crate::values::id::RecordId;

/// Minutes of a day. No round begins after that or lasts longer; other devices may send any value.
pub(super) const DAY_MINUTES: u32 = 1_440;

/// The time of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// All day.
    Day(Date),
    /// From a minute of a day on.
    At {
        /// The day.
        on: Date,
        /// The minute of the day.
        minute: u32,
        /// The time zone, as an event has it; empty for the person's own.
        zone: String,
        /// The length in minutes.
        minutes: u32,
    },
}

/// One entry of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The record behind it, from which the UID follows.
    pub id: RecordId,
    /// The time.
    pub when: When,
    /// The title.
    pub title: String,
    /// The description.
    pub notes: String,
    /// The dial-in address.
    pub link: Option<String>,
    /// The time of the last change, in milliseconds since 1970, UTC.
    pub changed_ms: u64,
}
