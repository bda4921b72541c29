//! The beginning and end of an event, on the clock of its place and on the person's.

use super::kinds::EventKind;
use super::record::Event;
use crate::values::date::{Date, Now};
use crate::values::zone::{OffsetOf, is_skipped, offset_on_clock};

/// How long a round lasts where nobody said, in minutes.
pub const USUAL_MINUTES: u32 = 60;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

impl Event {
    /// The time it begins, in milliseconds since 1970, UTC; `None` if it has no time or its zone is
    /// not known.
    #[must_use]
    pub fn begins_ms(&self) -> Option<i64> {
        let offset = self.utc_offset.filter(|_| !self.zone.is_empty())?;
        Some(self.zone_clock_ms()? - i64::from(offset) * MINUTE_MS)
    }

    /// Its day and minute of the day on the person's own clock.
    #[must_use]
    pub fn local(&self, now: Now) -> Option<(Date, Option<u32>)> {
        match self.begins_ms().and_then(|ms| u64::try_from(ms).ok()) {
            Some(ms) => {
                let (on, at) = now.local(ms);
                Some((on, Some(at)))
            }
            None => Some((self.on?, self.at)),
        }
    }

    /// Whether it has begun. An event without a time begins with its day.
    #[must_use]
    pub fn has_begun(&self, now: Now) -> bool {
        self.is_past(now, 0)
    }

    /// Whether it is over: its length, or the usual one, has passed. An event without a time is
    /// over when its day is.
    #[must_use]
    pub fn is_over(&self, now: Now) -> bool {
        let minutes = self.minutes.unwrap_or(USUAL_MINUTES).min(24 * 60);
        match self.at {
            Some(_) => self.is_past(now, minutes),
            None => self.on.is_some_and(|on| on < now.today()),
        }
    }

    /// Whether it is a round over for at most so many days without any notes yet.
    #[must_use]
    pub fn awaits_debrief(&self, now: Now, days: i32) -> bool {
        let lines = [&self.cares, &self.landed, &self.to_send, &self.notes];
        let is_fresh = self
            .local(now)
            .is_some_and(|(on, _)| on.days_until(now.today()) <= days);
        self.what == EventKind::Round
            && is_fresh
            && self.is_over(now)
            && !self.is_debriefed
            && lines.iter().all(|line| line.is_empty())
    }

    /// Recomputes [`Self::utc_offset`]. A time that the clocks of the zone show twice is the first of
    /// the two.
    pub fn find_offset(&mut self, offset_of: OffsetOf<'_>) {
        self.utc_offset = self
            .zone_clock_ms()
            .filter(|_| !self.zone.is_empty())
            .and_then(|clock_ms| offset_on_clock(&self.zone, clock_ms, offset_of));
    }

    /// Whether its time does not exist in its zone: the clocks there are set forward over it.
    #[must_use]
    pub fn is_skipped(&self, offset_of: OffsetOf<'_>) -> bool {
        self.zone_clock_ms()
            .is_some_and(|clock_ms| is_skipped(&self.zone, clock_ms, offset_of))
    }

    fn is_past(&self, now: Now, minutes: u32) -> bool {
        let lasts_ms = i64::from(minutes) * MINUTE_MS;
        if let Some(ms) = self.begins_ms() {
            return i64::try_from(now.ms).is_ok_and(|now_ms| ms + lasts_ms <= now_ms);
        }
        let begins_ms = self.zone_clock_ms().or_else(|| {
            let days = Date::default().days_until(self.on?);
            Some(i64::from(days) * DAY_MS)
        });
        let (today, minute) = now.local(now.ms);
        let now_ms =
            i64::from(Date::default().days_until(today)) * DAY_MS + i64::from(minute) * MINUTE_MS;
        begins_ms.is_some_and(|ms| ms + lasts_ms <= now_ms)
    }

    /// The time on the clock of its zone when it begins, as milliseconds since 1970.
    fn zone_clock_ms(&self) -> Option<i64> {
        let days = Date::default().days_until(self.on?);
        let minute = self.at?.min(24 * 60 - 1);
        Some(i64::from(days) * DAY_MS + i64::from(minute) * MINUTE_MS)
    }
}
