//! The filters of the tracker: words to find, active ones only, a stage, a kind.

use domain::model::opportunity::Kind;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::found::count_words;
use super::state::SearchState;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::session;

/// The row of filters, and how many fit. A phone shows what is beside the words to find on demand.
#[component]
pub(super) fn Filters(state: SearchState, found: Memo<Vec<RecordId>>) -> impl IntoView {
    let session = session();
    let stages = Memo::new(move |_| {
        session.read(|journal| {
            let stages = journal.stages().all().iter();
            stages
                .map(|stage| (stage.id.clone(), stage.label.clone()))
                .collect::<Vec<_>>()
        })
    });
    let kinds = Kind::ALL
        .map(|kind| (kind.id().to_owned(), format!("{}s only", kind.label())))
        .to_vec();
    let is_open = RwSignal::new(false);
    let count_line = move || {
        let total = session.read(|journal| journal.opportunities().len());
        count_words(found.with(Vec::len), total)
    };
    view! {
        <div class="filters" role="search">
            <div class="find">
                <label class="vh" for="find">"Find in everything"</label>
                <Icon name="search" />
                <input
                    id="find"
                    type="search"
                    placeholder="Find in everything"
                    autocomplete="off"
                    prop:value=move || state.find.get()
                    on:input=move |input| state.find.set(event_target_value(&input))
                />
            </div>
            {toggle(state, is_open)}
            <div id="filters-more" class="filters__more" class:filters__more--open=move || is_open.get()>
                <button
                    type="button"
                    class="chip"
                    aria-pressed=move || state.active_only.get().to_string()
                    on:click=move |_| state.active_only.update(|only| *only = !*only)
                >
                    "Active only"
                </button>
                {live(move || select("filter-stage", "Stage", "Any stage", state.stage, stages.get()))}
                {select("filter-kind", "Kind", "Jobs and projects", state.kind, kinds)}
            </div>
            <p class="count" class:count--whole=move || !state.is_filtered() role="status">
                {live(count_line)}
            </p>
        </div>
    }
    .into_any()
}

/// What opens the filters on a phone, and says whether any is set.
fn toggle(state: SearchState, is_open: RwSignal<bool>) -> AnyView {
    let toggle_label = move || {
        if state.has_filters() {
            "Filters, in use"
        } else {
            "Filters"
        }
    };
    view! {
        <button
            type="button"
            class="btn btn--icon filters__toggle"
            class:filters__toggle--used=move || state.has_filters()
            aria-label=toggle_label
            aria-controls="filters-more"
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| is_open.update(|open| *open = !*open)
        >
            <Icon name="filter" />
        </button>
    }
    .into_any()
}

/// A select whose label is only heard: here the options say what it is about.
fn select(
    id: &'static str,
    label: &'static str,
    all: &'static str,
    value: RwSignal<String>,
    options: Vec<(String, String)>,
) -> AnyView {
    let options = options
        .into_iter()
        .map(|(word, shown)| {
            let is_chosen = value.get_untracked() == word;
            let own = word.clone();
            let follow = move || value.with(|value| *value == own);
            view! { <option value=word selected=is_chosen prop:selected=follow>{shown}</option> }
        })
        .collect_view();
    view! {
        <label class="vh" for=id>{label}</label>
        <select id=id on:change=move |input| value.set(event_target_value(&input))>
            <option value="" prop:selected=move || value.with(String::is_empty)>{all}</option>
            {options}
        </select>
    }
    .into_any()
}
