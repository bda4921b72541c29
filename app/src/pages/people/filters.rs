//! How the list is narrowed down and sorted: words to find, the order, tags.

use leptos::prelude::*;

use super::model::{Row, SortBy, tags_in_use};
use crate::components::icon::Icon;
use crate::components::live::live;

/// The field, the orders and the tags above the list.
#[component]
pub(super) fn Filters(
    /// The words looked for.
    query: RwSignal<String>,
    /// The chosen tag, or nothing.
    tag: RwSignal<String>,
    /// The order.
    sort: RwSignal<SortBy>,
    /// Everyone, for the tags.
    rows: Memo<Vec<Row>>,
) -> impl IntoView {
    let tags = Memo::new(move |_| rows.with(|rows| tags_in_use(rows, &tag.get())));
    let chips = move || {
        let tags = tags.get().into_iter();
        tags.map(|word| tag_chip(word, tag)).collect_view()
    };
    let orders = SortBy::ALL.map(|(by, word)| order(by, word, sort));
    view! {
        <div class="filters">
            <div class="find">
                <label class="vh" for="people-find">
                    "Find people"
                </label>
                <Icon name="search" />
                <input
                    id="people-find"
                    type="search"
                    placeholder="Find people"
                    prop:value=move || query.get()
                    on:input=move |input| query.set(event_target_value(&input))
                />
            </div>
            <fieldset class="segmented" aria-label="Sort by">
                {orders.into_iter().collect_view()}
            </fieldset>
            <div class="cluster">{live(chips)}</div>
        </div>
    }
    .into_any()
}

/// A tag to choose, or to take off where it is chosen.
fn tag_chip(word: String, tag: RwSignal<String>) -> AnyView {
    let (shown, chosen) = (word.clone(), word.clone());
    let toggle = move |_| {
        tag.update(|tag| {
            *tag = if *tag == word {
                String::new()
            } else {
                word.clone()
            };
        });
    };
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || (tag.get() == chosen).to_string()
            on:click=toggle
        >
            {shown}
        </button>
    }
    .into_any()
}

fn order(by: SortBy, word: &'static str, sort: RwSignal<SortBy>) -> AnyView {
    view! {
        <label>
            <input
                type="radio"
                name="people-sort"
                prop:checked=move || sort.get() == by
                on:change=move |_| sort.set(by)
            />
            <span>{word}</span>
        </label>
    }
    .into_any()
}
