//! Time zones as a calendar carries them (VTIMEZONE, RFC 5545, 3.6.5), found by asking for the offset day by day around the entries.

use super::format::date;
use crate::exchange::content_line::Lines;
use crate::values::date::Date;
use crate::values::sort::sorted_once;
use crate::values::zone::{OffsetOf, fixed_offset, read_zone};

const MINUTE_MS: u64 = 60_000;

/// So many days before and after that of an entry are looked at: enough for the longest, a day, in the zones furthest from UTC.
const AROUND: i32 = 3;

/// Longer stretches of days without an entry are jumped over: one mistyped year must not make a calendar of thousands of lines.
const LONGEST_WALK: i32 = 400;

/// Clocks are not set twice within so many days.
const STRIDE: i32 = 7;

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

/// How the time of an entry is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// By the clock of a zone, which is named (RFC 5545, 3.3.5, form 3).
    Named(String),
    /// In UTC (form 2), for a zone that is always this many minutes ahead of it.
    Fixed(i32),
    /// By the clock of wherever one is (form 1). Large readers take it for UTC, so only where nobody
    /// has ever said a zone.
    Floating,
}

/// The place of a zone, or of the person's own where none is named or nobody can read it.
pub(super) fn place(zone: &str, own_zone: &str, offset_of: OffsetOf<'_>) -> Place {
    [zone, own_zone]
        .into_iter()
        .find_map(|zone| known(zone, offset_of))
        .unwrap_or(Place::Floating)
}

/// A zone by its name, or by what older builds stored: anything that was typed.
fn known(zone: &str, offset_of: OffsetOf<'_>) -> Option<Place> {
    let is_known = is_plain(zone) && offset_of(zone, 0).is_some();
    let name = if is_known {
        zone.to_owned()
    } else {
        read_zone(zone, offset_of).ok()?
    };
    Some(match fixed_offset(&name) {
        Some(offset) => Place::Fixed(offset),
        None => Place::Named(name),
    })
}

fn is_plain(name: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/_+-".contains(letter);
    !name.is_empty() && name.len() <= 64 && name.chars().all(is_plain)
}

/// The zone over these days; none where it is not known, or its name could not stand in a line.
pub(super) fn zone(name: &str, days: &[Date], offset_of: OffsetOf<'_>) -> Option<Zone> {
    if !is_plain(name) {
        return None;
    }
    let days = sorted_once(days.iter().copied());
    let begins = days.first()?.plus_days(-AROUND);
    let offset_at = |ms: u64| offset_of(name, ms);
    let offset = offset_at(midnight(begins))?;
    let mut walk = Walk {
        reached: begins,
        offset,
        changes: Vec::new(),
    };
    for day in days {
        let near = day.plus_days(-AROUND);
        if walk.reached.days_until(near) > LONGEST_WALK {
            walk.jump_to(near, &offset_at)?;
        }
        walk.go_to(near, STRIDE, &offset_at)?;
        walk.go_to(day.plus_days(AROUND), 1, &offset_at)?;
    }
    Some(Zone {
        name: name.to_owned(),
        begins,
        offset,
        changes: walk.changes,
    })
}

/// A walk along the days, to where entries are.
struct Walk {
    reached: Date,
    offset: i32,
    changes: Vec<Change>,
}

impl Walk {
    /// Passes over days without entries: it does not matter when the clocks were set in them, but what they show in the end does.
    fn jump_to(&mut self, day: Date, offset_at: &dyn Fn(u64) -> Option<i32>) -> Option<()> {
        self.reached = day;
        self.note(midnight(day), offset_at(midnight(day))?);
        Some(())
    }

    /// Goes on by so many days at a time, and finds the minutes at which the clocks are set.
    fn go_to(
        &mut self,
        day: Date,
        stride: i32,
        offset_at: &dyn Fn(u64) -> Option<i32>,
    ) -> Option<()> {
        while self.reached < day {
            let mut early = midnight(self.reached);
            self.reached = self.reached.plus_days(stride).min(day);
            let mut late = midnight(self.reached);
            let after = offset_at(late)?;
            while after != self.offset && late - early > MINUTE_MS {
                let middle = early + (late - early) / 2 / MINUTE_MS * MINUTE_MS;
                if offset_at(middle)? == self.offset {
                    early = middle;
                } else {
                    late = middle;
                }
            }
            self.note(late, after);
        }
        Some(())
    }

    fn note(&mut self, ms: u64, offset: i32) {
        let from = std::mem::replace(&mut self.offset, offset);
        if offset == from {
            return;
        }
        let local_ms = i64::try_from(ms).unwrap_or(i64::MAX / 2) + i64::from(from) * 60_000;
        let minute = local_ms.rem_euclid(86_400_000) / 60_000;
        self.changes.push(Change {
            on: Date::of_local_ms(local_ms),
            minute: u32::try_from(minute).unwrap_or(0),
            from,
            to: offset,
        });
    }
}

/// The beginning of a day in UTC, in milliseconds since 1970; for what is earlier, 1970.
fn midnight(day: Date) -> u64 {
    let days = Date::default().days_until(day);
    u64::try_from(days).unwrap_or(0) * 1_440 * MINUTE_MS
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
