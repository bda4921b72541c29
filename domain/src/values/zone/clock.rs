//! What the clocks of a zone show: its offset at a moment, and at a time that its clocks show twice
//! or never.

use super::OffsetOf;
use super::fixed::fixed_offset;

const MINUTE_MS: i64 = 60_000;

/// No zone sets its clocks twice within so long.
const DAY_MS: i64 = 86_400_000;

/// How many minutes a zone is ahead of UTC at a moment, in milliseconds since 1970; also where the
/// zone is a fixed distance, which not every platform knows.
#[must_use]
pub fn offset_at(zone: &str, ms: u64, offset_of: OffsetOf<'_>) -> Option<i32> {
    fixed_offset(zone).or_else(|| offset_of(zone, ms))
}

/// How many minutes a zone is ahead of UTC when its clocks show a time, given as if it were UTC.
///
/// A time that is shown twice is the first of the two, and one that is skipped is read as if the
/// clocks were not set yet (RFC 5545, 3.3.5), as every calendar reads it.
#[must_use]
pub fn offset_on_clock(zone: &str, clock_ms: i64, offset_of: OffsetOf<'_>) -> Option<i32> {
    let (before, after) = around(zone, clock_ms, offset_of)?;
    let is_shown = |offset| shows(zone, clock_ms, offset, offset_of);
    let is_after = !is_shown(before) && is_shown(after);
    Some(if is_after { after } else { before })
}

/// Whether the clocks of a zone skip a time, given as if it were UTC, because they are set forward.
#[must_use]
pub fn is_skipped(zone: &str, clock_ms: i64, offset_of: OffsetOf<'_>) -> bool {
    around(zone, clock_ms, offset_of).is_some_and(|(before, after)| {
        [before, after]
            .iter()
            .all(|offset| !shows(zone, clock_ms, *offset, offset_of))
    })
}

/// The offsets a day before and a day after.
fn around(zone: &str, clock_ms: i64, offset_of: OffsetOf<'_>) -> Option<(i32, i32)> {
    let at = |ms: i64| offset_at(zone, u64::try_from(ms.max(0)).ok()?, offset_of);
    Some((at(clock_ms - DAY_MS)?, at(clock_ms + DAY_MS)?))
}

fn shows(zone: &str, clock_ms: i64, offset: i32, offset_of: OffsetOf<'_>) -> bool {
    let ms = clock_ms - i64::from(offset) * MINUTE_MS;
    u64::try_from(ms.max(0))
        .ok()
        .and_then(|ms| offset_at(zone, ms, offset_of))
        == Some(offset)
}
