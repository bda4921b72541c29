//! A session’s view of the parts that are fetched on their own: which are here.

use leptos::prelude::*;

use super::part_states::{Part, PartState};
use super::state::Session;

impl Session {
    /// Whether a part is here, followed.
    #[must_use]
    pub fn part(&self, part: Part) -> PartState {
        self.parts.of(part).get()
    }

    /// Whether a part is here, not followed.
    #[must_use]
    pub fn peek_part(&self, part: Part) -> PartState {
        self.parts.of(part).get_untracked()
    }

    /// Notes whether a part is here.
    pub fn set_part(&self, part: Part, state: PartState) {
        self.parts.of(part).set(state);
    }

    /// Counts another attempt to fetch a part, and returns its number.
    pub(crate) fn begin_attempt(&self, part: Part) -> u32 {
        self.parts
            .attempts
            .update_value(|attempts| attempts[part as usize] += 1);
        self.attempt(part)
    }

    /// The number of the latest attempt to fetch a part.
    pub(crate) fn attempt(&self, part: Part) -> u32 {
        self.parts
            .attempts
            .with_value(|attempts| attempts[part as usize])
    }

    /// Whether what stores, syncs and listens runs, followed. Until then nothing can be written.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.parts.is_complete.get()
    }

    /// Notes that what stores, syncs and listens runs.
    pub fn set_complete(&self) {
        self.parts.is_complete.set(true);
    }
}
