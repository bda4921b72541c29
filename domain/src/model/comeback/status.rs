//! The status of a comeback at a moment, and the next step.

use super::depth::Depth;
use super::record::Comeback;
use super::step::Step;
use super::window::{HOUR_MS, MINUTE_MS};
use crate::values::date::{Date, Now};

/// The hours before the end of a recovery window from which the reply is offered.
const REPLY_OFFERED_IN_LAST_HOURS: u64 = 8;

/// The hour of the evening before from which it is offered where the window ends in a morning.
const REPLY_OFFERED_IN_THE_EVENING: u32 = 18;

/// The time from which the reply is offered. Of a window that ends in a morning, the last hours are
/// a night.
fn reply_offered_ms(until_ms: u64, now: Now) -> u64 {
    let (_, minute) = now.local(until_ms);
    if minute >= 12 * 60 {
        return until_ms.saturating_sub(REPLY_OFFERED_IN_LAST_HOURS * HOUR_MS);
    }
    let since_evening = minute + (24 - REPLY_OFFERED_IN_THE_EVENING) * 60;
    until_ms.saturating_sub(u64::from(since_evening) * MINUTE_MS)
}

/// The status of a comeback at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The recovery window runs: nothing is asked.
    Pausing {
        /// The time it ends, in milliseconds since 1970, UTC.
        until_ms: u64,
        /// How much of it has passed, 0 to 100.
        percent: u32,
        /// Whether the reply may be offered already.
        reply_offered: bool,
    },
    /// Put off by the person.
    Later(Date),
    /// There is a next step.
    Open(Step),
    /// Closed.
    Closed(Date),
}

impl Comeback {
    /// Computes the status.
    #[must_use]
    pub fn status(&self, depth: Depth, now: Now) -> Status {
        if let Some(day) = self.closed_on {
            return Status::Closed(day);
        }
        match self.window_until_ms() {
            Some(until_ms) if now.ms < until_ms => {
                let length = until_ms.saturating_sub(self.opened_ms);
                let passed = now.ms.saturating_sub(self.opened_ms);
                return Status::Pausing {
                    until_ms,
                    percent: u32::try_from(passed * 100 / length.max(1)).unwrap_or(100),
                    reply_offered: now.ms >= reply_offered_ms(until_ms, now),
                };
            }
            _ => {}
        }
        match self.later_until {
            Some(day) if day > now.today() => Status::Later(day),
            _ => Status::Open(self.current_step(depth)),
        }
    }

    /// The first step of the plan that is neither done nor skipped; closing comes last.
    #[must_use]
    pub fn next_step(&self, depth: Depth) -> Step {
        depth
            .plan()
            .iter()
            .copied()
            .find(|step| self.state(*step).is_none())
            .unwrap_or(Step::Close)
    }

    /// The step to show, on its page as on Today: where the person last was, else the next one.
    #[must_use]
    pub fn current_step(&self, depth: Depth) -> Step {
        match self.at {
            Some(step) if depth.plan().contains(&step) => step,
            _ => self.next_step(depth),
        }
    }

    /// How many steps of the plan are behind, and how many there are.
    #[must_use]
    pub fn progress(&self, depth: Depth) -> (usize, usize) {
        let plan = depth.plan();
        let behind = plan
            .iter()
            .filter(|step| self.state(**step).is_some())
            .count();
        (behind, plan.len())
    }
}
