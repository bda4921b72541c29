//! The parts of the app that are fetched on their own, and the states they are in.

use leptos::prelude::*;

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
    pub(super) is_complete: RwSignal<bool>,
    pub(super) attempts: StoredValue<[u32; Part::ALL.len()]>,
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

    pub(super) const fn of(&self, part: Part) -> RwSignal<PartState> {
        match part {
            Part::Rest => self.rest,
            Part::Method => self.method,
        }
    }
}
