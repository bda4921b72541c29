//! One column of the board, onto which cards are dropped.

use domain::values::id::RecordId;
use leptos::ev::DragEvent;
use leptos::prelude::*;

use super::card::BoardCard;
use super::columns::Column;
use crate::actions::opportunities::move_to_stage;
use crate::components::kept_limit::kept_limit;
use crate::components::live::{Show, live};
use crate::session::session;

/// How many cards a column shows before it offers more.
const CARDS_AT_FIRST: usize = 24;

/// The cards of a stage.
#[component]
pub(super) fn BoardColumn(
    stage: String,
    label: String,
    columns: Memo<Vec<Column>>,
    dragged: RwSignal<Option<RecordId>>,
) -> impl IntoView {
    let is_over = RwSignal::new(false);
    let stage_id = stage.clone();
    let title_id = format!("column-{stage}");
    let labelled_by = title_id.clone();
    let cards = cards_of(columns, stage.clone());
    let drop_here = on_drop(stage.clone(), dragged, is_over);
    view! {
        <section
            class="column"
            data-stage=stage
            aria-labelledby=labelled_by
            class:column--over=move || is_over.get()
            on:dragover=move |event| {
                event.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop_here
        >
            <h2 class="column__head" id=title_id>
                {label}
                " "
                <span class="column__count">{live(move || cards.with(Vec::len))}</span>
            </h2>
            {card_list(&stage_id, cards, dragged)}
        </section>
    }
    .into_any()
}

/// The cards of a column, as many as it shows, and a way to more.
pub(super) fn card_list(
    stage: &str,
    cards: Memo<Vec<RecordId>>,
    dragged: RwSignal<Option<RecordId>>,
) -> AnyView {
    let limit = kept_limit(&format!("column-{stage}"), CARDS_AT_FIRST);
    view! {
        <ul class="column__list">
            <For
                each=move || cards.with(|cards| cards.iter().copied().take(limit.get()).collect::<Vec<_>>())
                key=|id| *id
                children=move |id| view! { <BoardCard id=id dragged=dragged /> }
            />
        </ul>
        <Show when=move || { limit.get() < cards.with(Vec::len) }>
            <button
                type="button"
                class="btn btn--small btn--quiet"
                on:click=move |_| limit.update(|limit| *limit += 2 * CARDS_AT_FIRST)
            >
                "Show more"
            </button>
        </Show>
    }
    .into_any()
}

/// Moves the dragged card to the stage of the column it is dropped on.
fn on_drop(
    stage: String,
    dragged: RwSignal<Option<RecordId>>,
    is_over: RwSignal<bool>,
) -> impl Fn(DragEvent) {
    let session = session();
    move |event| {
        event.prevent_default();
        is_over.set(false);
        if let Some(id) = dragged.get_untracked() {
            session.perform(|journal, moment| move_to_stage(journal, moment, &[id], &stage));
        }
        dragged.set(None);
    }
}

/// The cards of one column.
pub(super) fn cards_of(columns: Memo<Vec<Column>>, stage: String) -> Memo<Vec<RecordId>> {
    Memo::new(move |_| columns.with(|columns| cards_in(columns, &stage)))
}

fn cards_in(columns: &[Column], stage: &str) -> Vec<RecordId> {
    columns
        .iter()
        .find(|column| column.stage == stage)
        .map(|column| column.cards.clone())
        .unwrap_or_default()
}
