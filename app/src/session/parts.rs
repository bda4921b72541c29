//! The parts of the app that are fetched on their own: which are here.

use leptos::prelude::*;

use super::state::Session;

/// A part of the app that is not in the first WebAssembly file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The pages of a person's own search, and everything that stores and syncs it.
    Rest,
    /// The public pages of the method.
    Method,
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 2] = [Self::Rest, Self::Method];
}

/// Whether a part is here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartState {
    /// It is here, as everything is on the server.
    #[default]
    Here,
    /// Nobody has asked for it yet.
    Absent,
    /// It is being fetched.
    OnTheWay,
    /// It has arrived, and what stores and syncs has still to begin.
    Arrived,
    /// It could not be fetched the last time.
    Missing,
    /// The server does not have it any more: it has another build.
    Outdated,
}

/// The states of all parts; cheap to copy into closures.
#[derive(Clone, Copy)]
pub(super) struct PartStates {
    rest: RwSignal<PartState>,
    method: RwSignal<PartState>,
    is_complete: RwSignal<bool>,
    attempts: StoredValue<[u32; Part::ALL.len()]>,
}

impl PartStates {
    /// Everything is here, as on the server.
    pub(super) fn all_here() -> Self {
        Self {
            rest: RwSignal::default(),
            method: RwSignal::default(),
            is_complete: RwSignal::default(),
            attempts: StoredValue::default(),
        }
    }

    const fn of(&self, part: Part) -> RwSignal<PartState> {
        match part {
            Part::Rest => self.rest,
            Part::Method => self.method,
        }
    }
}

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
