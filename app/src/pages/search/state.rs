//! The state of the tracker. It outlives the page, so that going back finds it as it was.

use std::collections::BTreeSet;

use domain::values::id::RecordId;
use leptos::prelude::*;

use super::choices::Choices;
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
    /// Whether the person opened the column of what has ended.
    pub(super) ended_open: RwSignal<bool>,
    /// Whether what the device keeps was taken over.
    pub(super) has_read_device: StoredValue<bool>,
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
            ended_open: RwSignal::new(false),
            has_read_device: StoredValue::new(false),
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

    /// What was chosen, followed.
    pub(super) fn choices(&self) -> Choices {
        let (sort_by, is_ascending) = self.sort.get();
        Choices {
            as_list: self.as_list.get(),
            active_only: self.active_only.get(),
            stage: self.stage.get(),
            kind: self.kind.get(),
            sort_by,
            is_ascending,
        }
    }

    /// Takes choices over; what is as it was tells nobody.
    pub(super) fn set_choices(&self, choices: Choices) {
        set(self.as_list, choices.as_list);
        set(self.active_only, choices.active_only);
        set(self.stage, choices.stage);
        set(self.kind, choices.kind);
        set(self.sort, (choices.sort_by, choices.is_ascending));
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

fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|before| *before != value) {
        signal.set(value);
    }
}

impl Default for SearchState {
    fn default() -> Self {
        Self::new()
    }
}
