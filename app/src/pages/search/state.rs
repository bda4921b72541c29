//! The state of the tracker. It outlives the page, so that going back finds it as it was.

use std::collections::BTreeSet;

use domain::values::id::RecordId;
use leptos::prelude::*;

use super::found::{Criteria, SortBy};

/// The view, the criteria and the chosen rows; cheap to copy into closures.
#[derive(Clone, Copy)]
pub struct SearchState {
    pub(super) find: RwSignal<String>,
    pub(super) as_list: RwSignal<bool>,
    pub(super) active_only: RwSignal<bool>,
    pub(super) stage: RwSignal<String>,
    pub(super) kind: RwSignal<String>,
    /// The column, and whether it ascends.
    pub(super) sort: RwSignal<(SortBy, bool)>,
    pub(super) chosen: RwSignal<BTreeSet<RecordId>>,
}

impl SearchState {
    /// The state of a first look: a board of everything open.
    #[must_use]
    pub fn new() -> Self {
        Self {
            find: RwSignal::new(String::new()),
            as_list: RwSignal::new(false),
            active_only: RwSignal::new(false),
            stage: RwSignal::new(String::new()),
            kind: RwSignal::new(String::new()),
            sort: RwSignal::new((SortBy::Since, false)),
            chosen: RwSignal::new(BTreeSet::new()),
        }
    }

    /// The criteria, followed.
    pub(super) fn criteria(&self) -> Criteria {
        let (sort_by, is_ascending) = self.sort.get();
        Criteria {
            find: self.find.get(),
            active_only: self.active_only.get(),
            stage: self.stage.get(),
            kind: self.kind.get(),
            sort_by,
            is_ascending,
        }
    }

    /// Whether anything is left out, followed.
    pub(super) fn is_filtered(&self) -> bool {
        self.has_filters() || !self.find.with(String::is_empty)
    }

    /// Whether a filter beside the words to find is set, followed.
    pub(super) fn has_filters(&self) -> bool {
        self.active_only.get()
            || !self.stage.with(String::is_empty)
            || !self.kind.with(String::is_empty)
    }

    /// Leaves nothing out.
    pub(super) fn clear_filters(&self) {
        self.find.set(String::new());
        self.active_only.set(false);
        self.stage.set(String::new());
        self.kind.set(String::new());
    }

    /// Adds a row to the chosen ones, or takes it from them.
    pub(super) fn choose(&self, id: RecordId, is_chosen: bool) {
        self.chosen.update(|chosen| {
            if is_chosen {
                chosen.insert(id);
            } else {
                chosen.remove(&id);
            }
        });
    }

    /// Chooses no row.
    pub(super) fn choose_none(&self) {
        self.chosen.update(BTreeSet::clear);
    }

    /// How many rows are chosen, followed.
    pub(super) fn chosen_count(&self) -> usize {
        self.chosen.with(BTreeSet::len)
    }
}

impl Default for SearchState {
    fn default() -> Self {
        Self::new()
    }
}
