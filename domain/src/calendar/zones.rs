//! Time zones as a calendar carries them (VTIMEZONE, RFC 5545, 3.6.5), found by asking for the offset day by day.

use super::{OffsetOf, date};
use crate::content_line::Lines;
use crate::date::Date;

const MINUTE_MS: u64 = 60_000;

/// The longest stretch of days looked at: entries further on keep the last offset found.
const MOST_DAYS: i32 = 4_000;

/// A zone over the days of some entries.
pub(super) struct Zone {
    name: String,
    /// From the local day before the first entry on.
    begins: Date,
    offset: i32,
    changes: Vec<Change>,
}

/// The clocks are set: at this local minute, by the old offset.
struct Change {
    on: Date,
    minute: u32,
    from: i32,
    to: i32,
}

/// The zone over these days; none where it is not known, or its name could not stand in a line.
pub(super) fn zone(
    name: &str,
    days: impl Iterator<Item = Date>,
    offset_of: OffsetOf,
) -> Option<Zone> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/_+-".contains(letter);
    if name.len() > 64 || !name.chars().all(is_plain) {
        return None;
    }
    let days: Vec<Date> = days.collect();
    let begins = days.iter().min()?.plus_days(-2);
    let ends = days.iter().max()?.plus_days(2);
    let midnight = |day: Date| {
        let days = Date::of_local_ms(0).days_until(day);
        u64::try_from(days).unwrap_or(0) * 1_440 * MINUTE_MS
    };
    let offset = offset_of(name, midnight(begins))?;
    let mut changes = Vec::new();
    let mut before = offset;
    for number in 0..begins.days_until(ends).min(MOST_DAYS) {
        let (mut early, mut late) = (
            midnight(begins.plus_days(number)),
            midnight(begins.plus_days(number + 1)),
        );
        let after = offset_of(name, late)?;
        if after == before {
            continue;
        }
        while late - early > MINUTE_MS {
            let middle = early + (late - early) / 2 / MINUTE_MS * MINUTE_MS;
            if offset_of(name, middle)? == before {
                early = middle;
            } else {
                late = middle;
            }
        }
        let local_ms = i64::try_from(late).ok()? + i64::from(before) * 60_000;
        let minute = local_ms.rem_euclid(86_400_000) / 60_000;
        changes.push(Change {
            on: Date::of_local_ms(local_ms),
            minute: u32::try_from(minute).ok()?,
            from: before,
            to: after,
        });
        before = after;
    }
    Some(Zone {
        name: name.to_owned(),
        begins,
        offset,
        changes,
    })
}

impl Zone {
    pub(super) fn write(&self, lines: &mut Lines) {
        lines.add("BEGIN", "VTIMEZONE");
        lines.add("TZID", &self.name);
        let first = Change {
            on: self.begins,
            minute: 0,
            from: self.offset,
            to: self.offset,
        };
        for change in std::iter::once(&first).chain(&self.changes) {
            let kind = if change.to > change.from {
                "DAYLIGHT"
            } else {
                "STANDARD"
            };
            lines.add("BEGIN", kind);
            let clock = format!("T{:02}{:02}00", change.minute / 60, change.minute % 60);
            lines.add("DTSTART", &format!("{}{clock}", date(change.on)));
            lines.add("TZOFFSETFROM", &offset(change.from));
            lines.add("TZOFFSETTO", &offset(change.to));
            lines.add("END", kind);
        }
        lines.add("END", "VTIMEZONE");
    }
}

/// `+0530`.
fn offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
