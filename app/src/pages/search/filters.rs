//! The filters of the tracker: words to find, active ones only, a stage, a kind.

use domain::model::opportunity::Kind;
use leptos::prelude::*;

use super::state::SearchState;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::session;

/// The row of filters.
#[component]
pub(super) fn Filters(state: SearchState) -> impl IntoView {
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
            view! { <option value=word selected=is_chosen>{shown}</option> }
        })
        .collect_view();
    view! {
        <label class="vh" for=id>{label}</label>
        <select id=id on:change=move |input| value.set(event_target_value(&input))>
            <option value="">{all}</option>
            {options}
        </select>
    }
    .into_any()
}
