//! The column of what has ended: slim, for it asks for nothing. It opens on a tap, where words are
//! looked for, and for a card that is dropped on it: then it asks how that one ended.

use domain::model::event::Ending;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::super::state::SearchState;
use super::column::{card_list, cards_of};
use super::columns::{Column, ENDED};
use crate::actions::opportunities::{end_with, name_of};
use crate::actions::yes::page_after;
use crate::components::live::{Show, live};
use crate::components::stage_options::ending_words;
use crate::session::session;

/// The column, and its question.
#[component]
pub(super) fn EndedColumn(
    state: SearchState,
    columns: Memo<Vec<Column>>,
    dragged: RwSignal<Option<RecordId>>,
) -> impl IntoView {
    let cards = cards_of(columns, ENDED.to_owned());
    let asked = RwSignal::new(None::<RecordId>);
    let is_over = RwSignal::new(false);
    let is_open = Memo::new(move |_| {
        let is_looked_for = !state.find.with(String::is_empty);
        state.ended_open.get() || is_looked_for || asked.get().is_some()
    });
    let session = session();
    let drop_here = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        is_over.set(false);
        asked.set(dragged.get_untracked());
        dragged.set(None);
        session.with_platform(|platform| platform.focus("how-it-ended"));
    };
    view! {
        <section
            class="column column--ended"
            data-stage=ENDED
            aria-labelledby="column-ended"
            class:column--slim=move || !is_open.get()
            class:column--over=move || is_over.get()
            on:dragover=move |event| {
                event.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop_here
        >
            <h2 class="column__head" id="column-ended">
                <button
                    type="button"
                    class="column__toggle"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| {
                        let opens = !is_open.get_untracked();
                        asked.set(None);
                        state.ended_open.set(opens);
                    }
                >
                    "Ended "
                    <span class="column__count">{live(move || cards.with(Vec::len))}</span>
                </button>
            </h2>
            {live(move || asked.get().map(|id| view! { <HowItEnded id=id asked=asked /> }))}
            <Show when=is_open>{card_list(ENDED, cards, dragged)}</Show>
        </section>
    }
    .into_any()
}

/// Asks how the dropped one ended, and leads to the page that opens.
#[component]
fn HowItEnded(id: RecordId, asked: RwSignal<Option<RecordId>>) -> impl IntoView {
    let session = session();
    let name = session.peek(|journal| name_of(journal, id));
    let navigate = use_navigate();
    let end = move |ending: Ending| {
        asked.set(None);
        let comeback =
            session.perform_and_tell(|journal, moment| end_with(journal, moment, &[id], ending));
        if let Some(address) = page_after(&[id], ending, comeback) {
            navigate(&address, NavigateOptions::default());
        }
    };
    let endings = Ending::ALL
        .into_iter()
        .map(|ending| {
            let end = end.clone();
            view! {
                <button type="button" class="btn btn--small" on:click=move |_| end(ending)>
                    {ending_words(ending)}
                </button>
            }
            .into_any()
        })
        .collect_view();
    let leave = move |_| {
        asked.set(None);
        session.with_platform(|platform| platform.focus(&format!("card-{id}")));
    };
    view! {
        <div class="how-it-ended" role="group" aria-labelledby="how-it-ended">
            <h3 id="how-it-ended" tabindex="-1" dir="auto">
                {format!("How did it end at {name}?")}
            </h3>
            {endings}
            <button type="button" class="btn btn--small btn--quiet" on:click=leave>
                "It goes on"
            </button>
        </div>
    }
    .into_any()
}
