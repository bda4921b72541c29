//! The recovery window, during which a no asks for nothing.

use super::depth::Depth;
use super::record::Comeback;
use super::step::Step;
use crate::values::date::Now;

pub(super) const HOUR_MS: u64 = 3_600_000;

/// The longest recovery window that is offered.
const LONGEST_WINDOW_HOURS: u64 = 48;

impl Comeback {
    /// The end of the recovery window, if one was chosen and not ended early.
    #[must_use]
    pub fn window_until_ms(&self) -> Option<u64> {
        match (self.window_hours, self.window_ended_ms) {
            (Some(hours), None) if hours > 0 => {
                Some(self.opened_ms.saturating_add(u64::from(hours) * HOUR_MS))
            }
            _ => None,
        }
    }

    /// The time until which this no asks for nothing, in milliseconds since 1970: while its window
    /// runs, and until one is chosen, though not for longer than the longest window. A letter has
    /// no pause of its own.
    #[must_use]
    pub fn rests_until_ms(&self, depth: Depth, now: Now) -> Option<u64> {
        if self.closed_on.is_some() {
            return None;
        }
        let is_undecided = depth != Depth::Letter
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
