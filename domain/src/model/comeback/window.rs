//! The recovery window, during which a no asks for nothing. It ends when people are up.

use super::depth::Depth;
use super::record::Comeback;
use super::step::Step;
use crate::values::date::Now;

pub(super) const MINUTE_MS: u64 = 60_000;

pub(super) const HOUR_MS: u64 = 60 * MINUTE_MS;

/// The longest recovery window that is offered.
const LONGEST_WINDOW_HOURS: u64 = 48;

/// The minute of the day from which a window may end: 8:00.
const MORNING: u32 = 8 * 60;

/// The minute of the day from which none ends before the next morning: 21:00.
const EVENING: u32 = 21 * 60;

/// A recovery window as it is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Its length in hours, as it is named; 0 means none.
    pub hours: u32,
    /// The time it ends, in milliseconds since 1970, UTC. `None`: so many hours after the no was
    /// noted, as before December 2026.
    pub ends_ms: Option<u64>,
}

impl Window {
    /// No window.
    pub const NONE: Self = Self {
        hours: 0,
        ends_ms: None,
    };

    /// A window from now on. Where it would end between 21:00 and 8:00, it goes on until the
    /// morning. `offset_at` gives how many minutes the person's clock is ahead of UTC at a moment,
    /// for clocks may be changed before it ends; where it gives nothing, they are taken to stay.
    #[must_use]
    pub fn from_now(hours: u32, now: Now, offset_at: &dyn Fn(u64) -> Option<i32>) -> Self {
        if hours == 0 {
            return Self::NONE;
        }
        let ends_ms = now.ms.saturating_add(u64::from(hours) * HOUR_MS);
        Self {
            hours,
            ends_ms: Some(waking_ms(ends_ms, now, offset_at)),
        }
    }
}

impl Window {
    /// Its real end in words: “Until Thursday at 16:52”, “Until Thursday morning, 8:00”; nothing
    /// without one. `offset_at` as for [`Self::from_now`].
    #[must_use]
    pub fn until_words(self, now: Now, offset_at: &dyn Fn(u64) -> Option<i32>) -> Option<String> {
        let ends_ms = self.ends_ms?;
        let said = now.say_until(ends_ms, offset_at(ends_ms).unwrap_or(now.offset_minutes));
        Some(match said.strip_suffix(" at 08:00") {
            Some(day) => format!("Until {day} morning, 8:00"),
            None => format!("Until {said}"),
        })
    }
}

/// The moment itself, or the next morning.
fn waking_ms(ms: u64, now: Now, offset_at: &dyn Fn(u64) -> Option<i32>) -> u64 {
    let offset = |ms| offset_at(ms).unwrap_or(now.offset_minutes);
    let mut ms = ms;
    // Once is enough, unless the clocks are changed in that very morning.
    for _ in 0..3 {
        let offset_minutes = offset(ms);
        let minute = Now { ms, offset_minutes }.local(ms).1;
        let wait = match minute {
            MORNING..EVENING => return ms,
            EVENING.. => 24 * 60 + MORNING - minute,
            _ => MORNING - minute,
        };
        let until = ms - ms % MINUTE_MS + u64::from(wait) * MINUTE_MS;
        let set_forward = i64::from(offset(until)) - i64::from(offset_minutes);
        let on_the_hour = until.saturating_add_signed(-set_forward * 60_000);
        // Clocks that are set forward over the hour itself never show it.
        let is_shown = offset(on_the_hour) == offset(until);
        ms = if is_shown { on_the_hour } else { until };
    }
    ms
}

impl Comeback {
    /// The end of the recovery window, if one was chosen and not ended early.
    #[must_use]
    pub fn window_until_ms(&self) -> Option<u64> {
        match (self.window_hours, self.window_ended_ms) {
            (Some(hours), None) if hours > 0 => Some(
                self.window_ends_ms
                    .unwrap_or_else(|| self.opened_ms.saturating_add(u64::from(hours) * HOUR_MS)),
            ),
            _ => None,
        }
    }

    /// Whether the recovery window runs.
    #[must_use]
    pub fn is_pausing(&self, now: Now) -> bool {
        self.closed_on.is_none() && self.window_until_ms().is_some_and(|until| now.ms < until)
    }

    /// The time until which this no asks for nothing, in milliseconds since 1970: while its window
    /// runs, and until one is chosen, though not for longer than the longest window. A letter has
    /// no pause of its own.
    #[must_use]
    pub fn rests_until_ms(&self, depth: Depth, now: Now) -> Option<u64> {
        if self.closed_on.is_some() {
            return None;
        }
        let is_undecided = depth.plan().contains(&Step::Pause)
            && self.window_hours.is_none()
            && self.state(Step::Pause).is_none();
        let until = if is_undecided {
            Some(
                self.opened_ms
                    .saturating_add(LONGEST_WINDOW_HOURS * HOUR_MS),
            )
        } else {
            self.window_until_ms()
        };
        until.filter(|until| now.ms < *until)
    }
}
