//! The time of a device's next reminder.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::store::push::PushRow;

/// The time of the next reminder of a device, in milliseconds since 1970: its time of day in its
/// zone, or the end of its quiet hours if that lies in them. If the clocks skip that time, the one
/// after.
pub(crate) fn next_time(device: &PushRow, zone: &TimeZone, now_ms: u64) -> u64 {
    let minute = after_quiet(device, device.minute);
    let at = |minute: u32| {
        let (hour, minute) = (minute / 60 % 24, minute % 60);
        Time::constant(
            i8::try_from(hour).unwrap_or(0),
            i8::try_from(minute).unwrap_or(0),
            0,
            0,
        )
    };
    let Ok(now) = Timestamp::from_millisecond(i64::try_from(now_ms).unwrap_or(0)) else {
        return now_ms + 86_400_000;
    };
    let mut day = now.to_zoned(zone.clone()).date();
    for _ in 0..3 {
        let moment = day.to_datetime(at(minute)).to_zoned(zone.clone());
        if let Ok(moment) = moment {
            let ms = u64::try_from(moment.timestamp().as_millisecond()).unwrap_or_default();
            if ms > now_ms {
                return ms;
            }
        }
        day = day.saturating_add(1.day());
    }
    now_ms + 86_400_000
}

/// A minute of the day, or the end of the quiet hours where it lies in them.
pub(super) const fn after_quiet(device: &PushRow, minute: u32) -> u32 {
    let (from, to) = (device.quiet_from, device.quiet_to);
    let is_quiet = if from <= to {
        from <= minute && minute < to
    } else {
        minute >= from || minute < to
    };
    if is_quiet { to } else { minute }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use super::*;
    use crate::store::AccountId;

    fn device(minute: u32, quiet_from: u32, quiet_to: u32) -> PushRow {
        PushRow {
            session: "s".into(),
            account: AccountId("a".into()),
            endpoint: String::new(),
            p256dh: String::new(),
            auth: String::new(),
            zone: "Europe/Berlin".into(),
            minute,
            quiet_from,
            quiet_to,
            next_at: 0,
            failures: 0,
        }
    }

    fn next(device: &PushRow, now: &str) -> String {
        let zone = TimeZone::get(&device.zone).unwrap();
        let now: Timestamp = now.parse().unwrap();
        let ms = next_time(device, &zone, u64::try_from(now.as_millisecond()).unwrap());
        Timestamp::from_millisecond(i64::try_from(ms).unwrap())
            .unwrap()
            .to_string()
    }

    #[test]
    fn the_next_time_is_todays_or_tomorrows_in_the_zone_of_the_device() {
        let nine = device(540, 0, 0);
        assert_eq!(next(&nine, "2026-03-03T06:00:00Z"), "2026-03-03T08:00:00Z");
        assert_eq!(next(&nine, "2026-03-03T08:00:00Z"), "2026-03-04T08:00:00Z");
        // The clocks go forward on 29 March: nine is an hour earlier then, and half past two is not
        // there at all.
        assert_eq!(next(&nine, "2026-03-28T20:00:00Z"), "2026-03-29T07:00:00Z");
        assert_eq!(
            next(&device(150, 0, 0), "2026-03-28T20:00:00Z"),
            "2026-03-29T01:30:00Z"
        );
    }

    #[test]
    fn quiet_hours_push_it_to_their_end_also_over_midnight() {
        assert_eq!(
            next(&device(1_380, 1_320, 480), "2026-01-10T12:00:00Z"),
            "2026-01-11T07:00:00Z"
        );
        assert_eq!(after_quiet(&device(0, 600, 700), 650), 700);
        assert_eq!(after_quiet(&device(0, 600, 700), 700), 700);
        assert_eq!(after_quiet(&device(0, 0, 0), 650), 650);
    }
}
