//! How much of a long list is drawn, remembered while the app runs: whoever comes back finds as
//! much of it as there was.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::print::print_whole;

/// The limits by the name of their list.
#[derive(Clone, Copy)]
pub struct Limits(StoredValue<BTreeMap<String, usize>>);

impl Limits {
    /// No list has shown more than at first.
    #[must_use]
    pub fn new() -> Self {
        Self(StoredValue::new(BTreeMap::new()))
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}

/// The limit of a list: what it was when the list was last seen, or how many are shown at first.
/// Printing lifts it.
pub fn kept_limit(list: &str, first: usize) -> RwSignal<usize> {
    let limits = use_context::<Limits>().unwrap_or_default();
    let kept = limits.0.with_value(|limits| limits.get(list).copied());
    let limit = RwSignal::new(kept.unwrap_or(first));
    print_whole(limit);
    let list = list.to_owned();
    Effect::new(move |_| {
        let shown = limit.get();
        if shown != first && shown != usize::MAX {
            limits.0.update_value(|limits| {
                limits.insert(list.clone(), shown);
            });
        }
    });
    limit
}
