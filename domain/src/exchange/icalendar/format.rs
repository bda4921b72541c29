//! Days and times as calendars write them.

use crate::values::date::Date;

/// `20260309`.
pub(super) fn date(date: Date) -> String {
    let (year, month, day) = date.year_month_day();
    format!("{year:04}{month:02}{day:02}")
}

/// `T140500`; times past the end of a day wrap to the clock of the next.
pub(super) fn clock(minute: u32) -> String {
    format!("T{:02}{:02}00", minute / 60 % 24, minute % 60)
}

/// `20260309T140500Z`, for a minute of a day on a clock that is some minutes ahead of UTC.
pub(super) fn in_utc(on: Date, minute: u32, offset: i32) -> String {
    let minute = i32::try_from(minute).unwrap_or(0) - offset;
    let on = on.plus_days(minute.div_euclid(1_440));
    let minute = u32::try_from(minute.rem_euclid(1_440)).unwrap_or(0);
    format!("{}{}Z", date(on), clock(minute))
}

/// `20260309T140500Z`.
pub(super) fn utc(ms: u64) -> String {
    let seconds = ms / 1_000 % 86_400;
    let on = Date::of_local_ms(i64::try_from(ms).unwrap_or(0));
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hour:02}{minute:02}{second:02}Z", date(on))
}
