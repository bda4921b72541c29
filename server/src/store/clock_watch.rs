//! The clock of this server as one process knows it.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use domain::sync::server::{ClockJump, ClockLead, ServerClock};

/// The clock as this process knows it.
#[derive(Debug)]
pub(super) struct ClockWatch(Mutex<(ServerClock, Instant)>);

impl Default for ClockWatch {
    fn default() -> Self {
        Self(Mutex::new((ServerClock::default(), Instant::now())))
    }
}

impl ClockWatch {
    pub(super) fn with<T>(&self, with: impl FnOnce(&mut (ServerClock, Instant)) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn now(&self) -> ServerClock {
        self.with(|(clock, _)| clock.clone())
    }

    pub(super) fn lead(&self) -> Option<ClockLead> {
        self.with(|(clock, _)| clock.lead)
    }

    /// Takes note of the time.
    pub(super) fn look(&self, now_ms: u64) -> (ClockJump, ServerClock) {
        self.with(|(clock, looked)| {
            let elapsed = u64::try_from(looked.elapsed().as_millis()).unwrap_or(u64::MAX);
            *looked = Instant::now();
            (clock.look(now_ms, elapsed), clock.clone())
        })
    }
}
