//! The rest of the search after a yes: what is still open, with a message for each where someone is
//! known, withdrawn in one step.

use std::collections::BTreeSet;

use domain::method::Occasion;
use domain::model::event::Ending;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::model::{RestRow, rest_rows};
use super::thanks::write_button;
use crate::actions::opportunities::end_with;
use crate::components::card::Card;
use crate::components::choice::Choice;
use crate::components::draft::DraftEditor;
use crate::components::live::{Show, live};
use crate::session::session;

/// The card. All that is open is ticked, and what is unticked stays open.
#[component]
pub(super) fn Rest(id: RecordId) -> impl IntoView {
    let session = session();
    let rows = Memo::new(move |_| session.read(|journal| rest_rows(journal, id)));
    let unticked = RwSignal::new(BTreeSet::<RecordId>::new());
    let list = move || {
        let rows = rows.get().into_iter();
        rows.map(|row| rest_row(row, unticked)).collect_view()
    };
    let withdraw = move |_| {
        let open = rows.get_untracked().into_iter().filter(|row| row.is_open);
        let kept = unticked.get_untracked();
        let ids: Vec<RecordId> = open
            .map(|row| row.id)
            .filter(|id| !kept.contains(id))
            .collect();
        if !ids.is_empty() {
            session.perform(|journal, moment| end_with(journal, moment, &ids, Ending::Withdrawn).0);
        }
    };
    let has_open = move || rows.with(|rows| rows.iter().any(|row| row.is_open));
    let words = move || {
        if rows.with(Vec::is_empty) {
            "Nothing else is open."
        } else {
            "Let them know kindly. Untick what you want to keep open, for example until the contract is signed."
        }
    };
    view! {
        <Card name="rest" title="The rest of your search" class="card stack">
            <p>{live(words)}</p>
            <ul class="due-list">{live(list)}</ul>
            <Show when=has_open>
                <p>
                    <button type="button" class="btn" on:click=withdraw>
                        "Withdraw from the rest"
                    </button>
                </p>
            </Show>
        </Card>
    }
    .into_any()
}

fn rest_row(row: RestRow, unticked: RwSignal<BTreeSet<RecordId>>) -> AnyView {
    let RestRow {
        id,
        title,
        company,
        words,
        is_open,
        can_write,
    } = row;
    let is_writing = RwSignal::new(false);
    let tick = move |is_ticked: bool| {
        unticked.update(|kept| {
            if is_ticked {
                kept.remove(&id);
            } else {
                kept.insert(id);
            }
        });
    };
    let name = if is_open {
        let is_ticked = Signal::derive(move || unticked.with(|kept| !kept.contains(&id)));
        view! { <Choice label=title dir="auto" checked=is_ticked on_change=Callback::new(tick) /> }
            .into_any()
    } else {
        view! { <a class="due__what" href=format!("/search/{id}") dir="auto">{title}</a> }
            .into_any()
    };
    let button =
        can_write.then(|| write_button(format!("Write to {company}, to withdraw"), is_writing));
    view! {
        <li class="due">
            <div class="due__text">
                {name}
                <span class="due__about">{words}</span>
            </div>
            <div class="due__actions">{button}</div>
            <Show when=move || is_writing.get()>
                <div class="due__draft">
                    <DraftEditor opportunity=Some(id) occasion=Occasion::Withdraw action=id />
                </div>
            </Show>
        </li>
    }
    .into_any()
}
