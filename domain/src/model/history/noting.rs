//! The writing of an event: when it was noted, and when its day was said.

use crate::state::record::Record;
use crate::state::stamp::Stamp;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// The fields of [`crate::model::event::Event`] that tell it. The first is written when the event is
/// made and never again.
const MADE_WITH: &str = "opportunity";
const DAY: &str = "on";

/// An id is made moments before the edit that uses it. Where it is further from the stamp, in
/// milliseconds, the record was restored from a backup, which stamps everything alike, or stamps are
/// set right for a clock that is wrong. The day goes with the id then.
const APART_MS: u64 = 60_000;

/// The furthest that any local clock is ahead of UTC, in milliseconds (Kiribati).
const FURTHEST_AHEAD_MS: u64 = 14 * 3_600_000;

/// The furthest that any local clock is behind UTC, in milliseconds (Baker Island).
const FURTHEST_BEHIND_MS: u64 = 12 * 3_600_000;

/// When an event was written. Stamps rise with every edit that has seen the one before, whatever
/// clocks and time zones say, so they tell what was noted after what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noting {
    /// The edit that made it.
    pub(super) made: Stamp,
    /// The edit that last wrote its day.
    pub(super) dated: Stamp,
    /// The time it was noted, in milliseconds since 1970, UTC.
    pub(super) ms: u64,
}

impl Noting {
    /// Reads it from the record of an event.
    #[must_use]
    pub fn of(id: RecordId, record: &Record) -> Self {
        let stamp_of = |field| record.cell(field).map(|cell| cell.stamp);
        let made = stamp_of(MADE_WITH).unwrap_or_default();
        let by_id = id.made_ms().filter(|ms| ms.abs_diff(made.ms) > APART_MS);
        Self {
            made,
            dated: stamp_of(DAY).unwrap_or_default().max(made),
            ms: by_id.unwrap_or(made.ms),
        }
    }

    /// Whether the day of the event is the one it was noted on, somewhere, and not one that the
    /// person gave it, then or later.
    pub(super) fn is_day_of(self, on: Option<Date>) -> bool {
        let Some(on) = on else { return true };
        let earliest = day_at(self.ms.saturating_sub(FURTHEST_BEHIND_MS));
        self.dated == self.made && (earliest..=self.latest_day()).contains(&on)
    }

    /// The latest day that it was anywhere when the event was noted.
    pub(super) fn latest_day(self) -> Date {
        day_at(self.ms.saturating_add(FURTHEST_AHEAD_MS))
    }

    /// Whether this day had begun anywhere when it was said.
    pub(super) fn had_begun(self, on: Date) -> bool {
        on <= day_at(self.dated.ms.saturating_add(FURTHEST_AHEAD_MS))
    }
}

fn day_at(ms: u64) -> Date {
    Date::of_local_ms(i64::try_from(ms).unwrap_or(i64::MAX))
}
