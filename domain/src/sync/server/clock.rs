//! A server's clock that was ahead for a while: later edits must win against what was stamped then.
//!
//! Devices follow the server's clock. While it is ahead, what they write is stamped ahead, and
//! accepted. Once it is right again, an edit by a right clock would be stamped before all of that,
//! and lose to it. So the server remembers the incident: stamps up to where it was are accepted
//! for as long as they are ahead, and an edit by a right clock is **lifted** over what it replaces.

use serde::{Deserialize, Serialize};

use super::merge::Holdings;
use crate::state::record::{Cell, Record, RecordKey};
use crate::state::stamp::{LATEST_MS, Stamp};
use crate::sync::protocol::{Changes, FURTHEST_AHEAD_MS};

/// A clock may be set by this much, in milliseconds, without any notice taken.
const TOLERANCE_MS: u64 = 60_000;

/// Lifted time runs slower than time by this factor, so that time catches up with it.
const SLOWER: u64 = 16;

/// What a server remembers of its own clock. Stored as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServerClock {
    /// The latest time it showed, in milliseconds since 1970, UTC; 0 before the first.
    pub latest_ms: u64,
    /// What it showed before it last jumped ahead, likewise.
    pub before_jump_ms: u64,
    /// What it showed after that, likewise.
    #[serde(skip_serializing_if = "is_zero")]
    pub jumped_to_ms: u64,
    /// The last time it was ahead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<ClockLead>,
    /// Whether times that were set while it was ahead are still to be set right.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub has_times_ahead: bool,
}

/// A time during which a server's clock was ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockLead {
    /// Stamps of right clocks after this time, in milliseconds, count as later than all that was
    /// written while the clock was ahead.
    pub right_from_ms: u64,
    /// All that was written while it was ahead is stamped before this time, in milliseconds.
    pub above_ms: u64,
}

/// What a look at a clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockJump {
    /// It goes on as it did.
    None,
    /// It has jumped ahead by so many milliseconds, or the program did not run for as long.
    Ahead(u64),
    /// It was ahead by so many milliseconds, and is not any more.
    Back(u64),
}

impl ServerClock {
    /// Takes note of the time it shows, this long after the last look (both in milliseconds).
    pub fn look(&mut self, now_ms: u64, elapsed_ms: u64) -> ClockJump {
        let expected_ms = self.latest_ms.saturating_add(elapsed_ms);
        if now_ms.saturating_add(TOLERANCE_MS) < self.latest_ms {
            let was_ahead_ms = self.latest_ms - now_ms;
            self.lead = Some(self.lead_until(now_ms));
            (self.latest_ms, self.before_jump_ms) = (now_ms, 0);
            self.jumped_to_ms = 0;
            self.has_times_ahead = true;
            return ClockJump::Back(was_ahead_ms);
        }
        if self.latest_ms > 0 && now_ms > expected_ms.saturating_add(TOLERANCE_MS) {
            (self.latest_ms, self.before_jump_ms) = (now_ms, self.latest_ms);
            self.jumped_to_ms = now_ms;
            return ClockJump::Ahead(now_ms - expected_ms);
        }
        self.latest_ms = self.latest_ms.max(now_ms);
        ClockJump::None
    }

    /// Takes over all that another process on the same database remembers: for what is stored, and
    /// for a process that starts.
    pub fn merge(&mut self, other: &Self) {
        if other.latest_ms > self.latest_ms {
            self.latest_ms = other.latest_ms;
            self.before_jump_ms = other.before_jump_ms;
            self.jumped_to_ms = other.jumped_to_ms;
        }
        self.merge_lead(other);
    }

    /// Takes over a lead that another process remembers. Not the time its clock showed: where that
    /// is ahead of this one, every look would take it for a jump back, and the lead would grow.
    pub fn merge_lead(&mut self, other: &Self) {
        self.lead = [self.lead, other.lead]
            .into_iter()
            .flatten()
            .max_by_key(|lead| lead.above_ms);
    }

    /// The time up to which stamps are accepted as not ahead, in milliseconds: now, or where lifted
    /// time is.
    #[must_use]
    pub fn reach_ms(&self, now_ms: u64) -> u64 {
        let now = Stamp {
            ms: now_ms,
            ..Stamp::default()
        };
        let lifted = self.lead.map(|lead| lead.lift(now).ms);
        lifted.unwrap_or_default().max(now_ms)
    }

    fn lead_until(&self, now_ms: u64) -> ClockLead {
        let is_known = (1..=now_ms).contains(&self.before_jump_ms);
        // An earlier lead may have reached further.
        let accepted_ms = self.reach_ms(self.latest_ms) + FURTHEST_AHEAD_MS;
        // What it should have shown after the jump. Long after the time before it, if nothing ran
        // in between.
        let was_ahead_ms = self.latest_ms - now_ms;
        let should_ms = self
            .jumped_to_ms
            .saturating_sub(was_ahead_ms + TOLERANCE_MS);
        ClockLead {
            right_from_ms: if is_known {
                self.before_jump_ms.max(should_ms)
            } else {
                now_ms.saturating_sub(TOLERANCE_MS)
            },
            above_ms: accepted_ms + 1,
        }
    }
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it so; it is no more than a pointer on 64 bits alone"
)]
fn is_zero(ms: &u64) -> bool {
    *ms == 0
}

impl ClockLead {
    /// The stamp of a right clock, lifted over all that was written while the server was ahead.
    /// Later ones stay later, and the same one is lifted to the same, however often it is sent.
    /// Once time has caught up, stamps stay as they are.
    #[must_use]
    pub fn lift(&self, stamp: Stamp) -> Stamp {
        let Some(since_ms) = stamp.ms.checked_sub(self.right_from_ms) else {
            return stamp;
        };
        let ms = self.above_ms.saturating_add(since_ms / SLOWER);
        if ms <= stamp.ms || ms > LATEST_MS {
            return stamp;
        }
        // The part of the time that is lost by going slower goes before the counter.
        let part = u16::try_from(since_ms % SLOWER).unwrap_or_default();
        let counter = part << 12 | stamp.counter.min(0xfff);
        Stamp {
            ms,
            counter,
            ..stamp
        }
    }
}

/// Changes, some of them lifted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lifted {
    /// The changes to merge.
    pub changes: Changes,
    /// The cells that were lifted, with the stamps they came with. Their device does not know the
    /// new ones before it pulls.
    pub originals: Vec<(RecordKey, String, Stamp)>,
}

impl Lifted {
    /// The stamp that a cell came with.
    #[must_use]
    pub fn original(&self, key: &RecordKey, field: &str) -> Option<Stamp> {
        let mut originals = self.originals.iter();
        let is_it = |it: &&(RecordKey, String, Stamp)| it.0 == *key && it.1 == field;
        originals.find(is_it).map(|(.., stamp)| *stamp)
    }
}

/// Lifts the cells that would lose to what a device stamped while the server's clock was ahead.
#[must_use]
pub fn lift(changes: &Changes, holdings: &impl Holdings, lead: ClockLead, now_ms: u64) -> Lifted {
    let limit_ms = now_ms.saturating_add(FURTHEST_AHEAD_MS);
    let mut lifted = Lifted::default();
    for (key, record) in changes {
        let mut cells = Record::default();
        for (field, cell) in record.cells() {
            let held = holdings.cell(key, field).and_then(|held| held.cell);
            let is_held_ahead = held.is_some_and(|held| held.stamp.ms > limit_ms);
            let is_right = cell.stamp.ms <= limit_ms && cell.stamp.ms > lead.right_from_ms;
            let mut cell = Cell::clone(cell);
            if is_held_ahead && is_right {
                let place = (key.clone(), field.to_owned(), cell.stamp);
                lifted.originals.push(place);
                cell.stamp = lead.lift(cell.stamp);
            }
            cells.merge_cell(field, cell);
        }
        lifted.changes.insert(key.clone(), cells);
    }
    lifted
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use proptest::prelude::*;

    use super::*;

    const NOW: u64 = 1_800_000_000_000;
    const HOUR: u64 = 3_600_000;
    const DAY: u64 = 24 * HOUR;

    /// A clock that was ahead by this much for ten minutes.
    fn after_lead(ahead_ms: u64) -> ServerClock {
        let mut clock = ServerClock::default();
        assert_eq!(clock.look(NOW, 0), ClockJump::None);
        let jumped = clock.look(NOW + 1_000 + ahead_ms, 1_000);
        assert_eq!(jumped, ClockJump::Ahead(ahead_ms));
        let on = clock.look(NOW + ahead_ms + 600_000, 599_000);
        assert_eq!(on, ClockJump::None);
        let back = clock.look(NOW + 600_000, 0);
        assert_eq!(back, ClockJump::Back(ahead_ms));
        clock
    }

    #[test]
    fn what_is_stored_is_frozen() {
        let clock = after_lead(2 * HOUR);
        let text = serde_json::to_string(&clock).unwrap();
        insta::assert_snapshot!(text, @r#"{"latest_ms":1800000600000,"before_jump_ms":0,"lead":{"right_from_ms":1800000000000,"above_ms":1800007860001},"has_times_ahead":true}"#);
        assert_eq!(serde_json::from_str::<ServerClock>(&text).unwrap(), clock);
        let bare: ServerClock = serde_json::from_str("{}").unwrap();
        assert_eq!(bare, ServerClock::default());
    }

    #[test]
    fn a_clock_that_is_adjusted_a_little_and_a_pause_are_no_incident() {
        let mut clock = ServerClock::default();
        for (now, elapsed) in [(NOW, 0), (NOW + 59_000, 0), (NOW, 1_000), (NOW + DAY, 0)] {
            clock.look(now, elapsed);
        }
        assert_eq!((clock.lead, clock.reach_ms(NOW + DAY)), (None, NOW + DAY));
    }

    #[test]
    fn a_night_in_which_nothing_ran_is_no_part_of_a_lead() {
        let mut clock = ServerClock::default();
        clock.look(NOW, 0);
        let stopped_for = ClockJump::Ahead(9 * HOUR);
        assert_eq!(clock.look(NOW + 9 * HOUR, 0), stopped_for);
        // The morning began three minutes ahead.
        let right = NOW + 9 * HOUR - 180_000;
        let on = clock.look(NOW + 10 * HOUR, HOUR);
        assert_eq!(on, ClockJump::None);
        assert_eq!(clock.look(right + HOUR, 0), ClockJump::Back(180_000));
        assert_eq!(clock.lead.unwrap().right_from_ms, right - TOLERANCE_MS);
    }

    #[test]
    fn time_catches_up_with_what_was_stamped_ahead() {
        for ahead in [2 * HOUR, 200 * DAY] {
            let clock = after_lead(ahead);
            assert!(clock.reach_ms(NOW + 600_000) > NOW + ahead);
            let end = NOW + ahead + ahead / 8 + HOUR;
            assert_eq!(clock.reach_ms(end), end);
        }
    }

    #[test]
    fn a_second_incident_lifts_over_the_first() {
        let mut clock = after_lead(200 * DAY);
        let first = clock.reach_ms(NOW + DAY);
        clock.look(NOW + DAY, DAY);
        clock.look(NOW + DAY + HOUR, 0);
        assert_eq!(clock.look(NOW + DAY, 0), ClockJump::Back(HOUR));
        assert!(clock.reach_ms(NOW + DAY) > first);
    }

    proptest! {
        #[test]
        fn lifted_stamps_keep_their_order_and_are_above_all_that_was_ahead(
            ahead in 2 * TOLERANCE_MS..400 * DAY,
            mut since in proptest::collection::vec((1..500 * DAY, 0..0xfff_u16), 2..40),
        ) {
            let lead = after_lead(ahead).lead.unwrap();
            since.sort_unstable();
            since.dedup();
            let stamps = since.into_iter().map(|(ms, counter)| Stamp { ms: NOW + ms, counter, node: 1 });
            let lifted: Vec<Stamp> = stamps.map(|stamp| lead.lift(stamp)).collect();
            prop_assert!(lifted.is_sorted_by(|a, b| a < b));
            prop_assert!(lifted[0].ms > NOW + ahead);
        }
    }
}
