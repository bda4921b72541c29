//! People to thank for a yes, each with a draft; who was thanked is ticked.

use domain::values::id::RecordId;
use leptos::prelude::*;

use super::model::{ThanksRow, thanks_rows};
use crate::components::card::Card;
use crate::components::draft::DraftEditor;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::session::session;

/// The card, with whoever is of this opportunity first.
#[component]
pub(super) fn Thanks(id: RecordId) -> impl IntoView {
    let session = session();
    let rows = Memo::new(move |_| session.read(|journal| thanks_rows(journal, id)));
    let list = move || {
        let rows = rows.get();
        if rows.is_empty() {
            return nobody(id);
        }
        let rows = rows.into_iter().map(|row| thanks_row(id, row));
        view! { <ul class="due-list">{rows.collect_view()}</ul> }.into_any()
    };
    view! { <Card name="thanks" title="People to thank" class="card stack">{live(list)}</Card> }
        .into_any()
}

fn nobody(id: RecordId) -> AnyView {
    view! {
        <p>
            "Nobody is linked to this opportunity yet. "
            <a href=format!("/search/{id}")>"Add the people you met"</a>
        </p>
    }
    .into_any()
}

fn thanks_row(id: RecordId, row: ThanksRow) -> AnyView {
    let ThanksRow {
        person,
        name,
        place,
        occasion,
        is_thanked,
    } = row;
    let is_writing = RwSignal::new(false);
    let label = format!("Write to {name}");
    let thanked = is_thanked.then(|| {
        view! {
            <span class="tag">
                <Icon name="check" />
                "Thanked"
            </span>
        }
    });
    view! {
        <li class="due">
            <div class="due__text">
                <a class="due__what" href=format!("/people/{person}") dir="auto">
                    {name}
                </a>
                <span class="due__about" dir="auto">{place}</span>
            </div>
            <div class="due__actions">
                {thanked}
                {write_button(label, is_writing)}
            </div>
            <Show when=move || is_writing.get()>
                <div class="due__draft">
                    <DraftEditor opportunity=Some(id) occasion=occasion person=Some(person) action=person />
                </div>
            </Show>
        </li>
    }
    .into_any()
}

/// The button that opens a draft, and closes it.
pub(super) fn write_button(label: String, is_writing: RwSignal<bool>) -> AnyView {
    view! {
        <button
            type="button"
            class="btn btn--small"
            aria-expanded=move || is_writing.get().to_string()
            aria-label=label
            on:click=move |_| is_writing.update(|is_writing| *is_writing = !*is_writing)
        >
            <Icon name="edit" />
            "Write"
        </button>
    }
    .into_any()
}
