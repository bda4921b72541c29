//! Stamps and the clock that makes them: a hybrid logical clock, so that a later edit wins even where clocks are wrong.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The latest time a stamp may carry (the first moment of the year 2100, UTC, in milliseconds).
///
/// A stamp beyond it can only come from a broken or hostile source; letting it in would leave the clock no room to go on.
pub const LATEST_MS: u64 = 4_102_444_800_000;

/// The time and place of a write to a cell: the timestamp of a hybrid logical clock. Stamps sort as
/// their text does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds since 1970, UTC, or the latest time seen where the local clock was behind it.
    pub ms: u64,
    /// Tells apart what happened in one millisecond.
    pub counter: u16,
    /// Who wrote: random for each device and tab, so that two never make the same stamp.
    pub node: u64,
}

impl Stamp {
    /// Reads the 32 hexadecimal digits of a stamp: 12 for the time, 4 for the counter, 16 for the node.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_lower_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 32 || !text.bytes().all(is_lower_hex) {
            return None;
        }
        let stamp = Self {
            ms: u64::from_str_radix(&text[..12], 16).ok()?,
            counter: u16::from_str_radix(&text[12..16], 16).ok()?,
            node: u64::from_str_radix(&text[16..], 16).ok()?,
        };
        (stamp.ms <= LATEST_MS).then_some(stamp)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:012x}{:04x}{:016x}",
            self.ms, self.counter, self.node
        )
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a stamp"))
    }
}

/// A hybrid logical clock (Kulkarni and others, “Logical Physical Clocks”, 2014): follows the wall clock where it can and
/// never goes back, so whatever is written after something was seen is stamped after it.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    latest_ms: u64,
    counter: u16,
    node: u64,
}

impl Clock {
    /// A clock for one tab of one device; `node` is random.
    #[must_use]
    pub const fn new(node: u64) -> Self {
        Self {
            latest_ms: 0,
            counter: 0,
            node,
        }
    }

    /// The stamp for what is written now, later than every stamp made or observed before.
    pub fn tick(&mut self, now_ms: u64) -> Stamp {
        let now_ms = now_ms.min(LATEST_MS);
        if now_ms > self.latest_ms {
            (self.latest_ms, self.counter) = (now_ms, 0);
        } else if self.counter < u16::MAX {
            self.counter += 1;
        } else {
            (self.latest_ms, self.counter) = ((self.latest_ms + 1).min(LATEST_MS), 0);
        }
        Stamp {
            ms: self.latest_ms,
            counter: self.counter,
            node: self.node,
        }
    }

    /// Starts over at this time, for a clock that followed a wall clock far ahead. Whatever it has
    /// stamped ahead needs new stamps.
    pub fn restart(&mut self, now_ms: u64) {
        (self.latest_ms, self.counter) = (now_ms.min(LATEST_MS), 0);
    }

    /// Takes note of a stamp made elsewhere, so that the next tick comes after it.
    pub fn observe(&mut self, stamp: Stamp) {
        if (stamp.ms, stamp.counter) > (self.latest_ms, self.counter) {
            (self.latest_ms, self.counter) = (stamp.ms.min(LATEST_MS), stamp.counter);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const YEAR_MS: u64 = 365 * 86_400_000;

    proptest! {
        #[test]
        fn stamps_sort_as_their_text(a in any_stamp(), b in any_stamp()) {
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
            prop_assert_eq!(Stamp::parse(&a.to_string()), Some(a));
        }

        #[test]
        fn ticks_rise_through_any_jump_of_the_wall_clock(
            jumps in proptest::collection::vec((0..LATEST_MS, any::<bool>(), any_stamp()), 1..60),
        ) {
            let mut clock = Clock::new(7);
            let mut last = Stamp::default();
            for (now, sees, other) in jumps {
                if sees && other.ms < LATEST_MS {
                    clock.observe(other);
                    last = last.max(other);
                }
                let stamp = clock.tick(now);
                prop_assert!((stamp.ms, stamp.counter) > (last.ms, last.counter));
                last = stamp;
            }
        }

        #[test]
        fn who_saw_a_stamp_of_a_clock_a_year_ahead_still_writes_after_it(now in YEAR_MS..LATEST_MS - 2 * YEAR_MS) {
            let ahead = Clock::new(1).tick(now + YEAR_MS);
            let mut right = Clock::new(2);
            right.observe(ahead);
            prop_assert!(right.tick(now) > ahead);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = Stamp::parse(&text);
        }
    }

    #[test]
    fn a_stamp_beyond_the_year_2100_is_no_stamp() {
        assert_eq!(Stamp::parse(&"f".repeat(32)), None);
    }

    #[test]
    fn a_full_counter_moves_the_time_on() {
        let mut clock = Clock::new(1);
        let first = clock.tick(1_000);
        let last = (0..70_000).map(|_| clock.tick(1_000)).last();
        assert!(last.is_some_and(|stamp| stamp.ms == first.ms + 1));
    }

    fn any_stamp() -> impl Strategy<Value = Stamp> {
        (0..=LATEST_MS, any::<u16>(), any::<u64>()).prop_map(|(ms, counter, node)| Stamp {
            ms,
            counter,
            node,
        })
    }
}
