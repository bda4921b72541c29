//! The time by which old things are removed for good. A clock that is far ahead must remove
//! nothing, so a time that comes as a surprise has to last before it counts.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::store::{Store, StoreError};

/// The name of the fact that holds it.
const FACT: &str = "care";

/// Time may go on by this much between two rounds, in milliseconds: a day.
const EXPECTED_MS: u64 = 86_400_000;

/// A surprising time counts once servers have run this long with it, in milliseconds: a week.
const LASTING_MS: u64 = 7 * 86_400_000;

/// When things were last removed, and for how long a later time has been waited out since, in
/// milliseconds. Stored as JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Care {
    at_ms: u64,
    #[serde(default)]
    waited_ms: u64,
}

impl Care {
    /// What is known after a round, and whether it may remove anything. `ran` is the time that this
    /// process has run since the round before.
    fn after(self, now_ms: u64, ran: Duration) -> (Self, bool) {
        let ran_ms = u64::try_from(ran.as_millis()).unwrap_or(u64::MAX);
        let waited_ms = self.waited_ms.saturating_add(ran_ms);
        if now_ms <= self.at_ms.saturating_add(EXPECTED_MS) || waited_ms >= LASTING_MS {
            let at_ms = now_ms;
            return (
                Self {
                    at_ms,
                    waited_ms: 0,
                },
                true,
            );
        }
        (Self { waited_ms, ..self }, false)
    }
}

/// Whether a round of maintenance may remove what is old by this time.
///
/// # Errors
/// If the database fails.
pub(super) async fn may_remove(
    store: &Store,
    now_ms: u64,
    ran: Duration,
) -> Result<bool, StoreError> {
    let known = store.known_fact(FACT).await?;
    let known = known.and_then(|text| serde_json::from_str::<Care>(&text).ok());
    let before = match known {
        Some(known) => known,
        // Nobody wrote it down so far; somebody may have been here.
        None => Care {
            at_ms: store.last_use_ms().await?.unwrap_or(now_ms),
            waited_ms: 0,
        },
    };
    let (care, may_remove) = before.after(now_ms, ran);
    if !may_remove && ran.is_zero() {
        let days = (now_ms - before.at_ms) / 86_400_000;
        tracing::warn!(
            days,
            "By this clock, maintenance has not run for {days} days. In case the clock is wrong, nothing is deleted for good until the server has run for another week."
        );
    }
    let text = serde_json::to_string(&care).unwrap_or_default();
    store.put_fact(FACT, text).await?;
    Ok(may_remove)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_800_000_000_000;
    const DAY: u64 = 86_400_000;
    const HOUR: Duration = Duration::from_secs(3_600);

    fn of(at_ms: u64) -> Care {
        Care {
            at_ms,
            waited_ms: 0,
        }
    }

    #[test]
    fn time_that_goes_on_as_expected_or_falls_back_counts_at_once() {
        for now in [NOW, NOW + DAY, NOW - 200 * DAY] {
            assert_eq!(of(NOW).after(now, Duration::ZERO), (of(now), true));
        }
    }

    #[test]
    fn a_surprising_time_has_to_last_for_a_week_of_running() {
        let ahead = NOW + 200 * DAY;
        let mut care = of(NOW);
        for _ in 0..1_000 {
            // Started again and again, nothing has lasted.
            let (next, may_remove) = care.after(ahead, Duration::ZERO);
            assert!(!may_remove);
            care = next;
        }
        let mut hours = 0;
        loop {
            hours += 1;
            let (next, may_remove) = care.after(ahead + hours * 3_600_000, HOUR);
            care = next;
            if may_remove {
                break;
            }
        }
        assert_eq!((hours, care), (7 * 24, of(ahead + 7 * DAY)));
    }

    #[test]
    fn a_clock_that_is_right_again_in_time_has_removed_nothing() {
        let (care, _) = of(NOW).after(NOW + 200 * DAY, HOUR);
        assert_eq!(care.after(NOW + DAY, HOUR), (of(NOW + DAY), true));
    }
}
