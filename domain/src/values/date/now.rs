//! The present moment, as it is handed to the domain.

use super::day::Date;
use super::words::clock_time;

/// The present as the device sees it: the only clock the domain knows is the one it is handed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since 1970 in UTC.
    pub ms: u64,
    /// Minutes the local clock is ahead of UTC (negative west of Greenwich).
    pub offset_minutes: i32,
}

impl Now {
    /// The local day.
    #[must_use]
    pub fn today(self) -> Date {
        self.local(self.ms).0
    }

    /// The local day and minute of the day (0 to 1439) of another moment, with today's offset.
    #[must_use]
    pub fn local(self, ms: u64) -> (Date, u32) {
        let local_ms =
            i64::try_from(ms).unwrap_or(i64::MAX / 2) + i64::from(self.offset_minutes) * 60_000;
        let minute = local_ms.rem_euclid(86_400_000) / 60_000;
        (
            Date::of_local_ms(local_ms),
            u32::try_from(minute).unwrap_or(0),
        )
    }

    /// “tomorrow, 14:05”, said of a moment near the present.
    #[must_use]
    pub fn say(self, ms: u64) -> String {
        let (date, minute) = self.local(ms);
        format!("{}, {}", date.relative(self.today()), clock_time(minute))
    }

    /// “Thursday at 16:52”, “tomorrow at 08:00”, “9 Mar at 08:00”: a moment near the present, for
    /// after “until”. `offset_then` is how many minutes the clock will be ahead of UTC by then.
    #[must_use]
    pub fn say_until(self, ms: u64, offset_then: i32) -> String {
        let then = Self {
            offset_minutes: offset_then,
            ..self
        };
        let (date, minute) = then.local(ms);
        let day = date.relative(self.today());
        let day = day.strip_prefix("on ").unwrap_or(&day);
        format!("{day} at {}", clock_time(minute))
    }

    /// “today at 14:05”, “5 days ago at 14:05”, “on 9 Mar at 14:05”, for the middle of a sentence.
    #[must_use]
    pub fn say_in_sentence(self, ms: u64) -> String {
        let (date, minute) = self.local(ms);
        let today = self.today();
        let day = date.relative(today);
        let on = if day == date.short(today) { "on " } else { "" };
        format!("{on}{day} at {}", clock_time(minute))
    }
}
