//! The history as a timeline: every event can be corrected, backdated and removed; nothing is
//! overwritten by a status.

mod event_content;
mod event_form;
mod event_input;
mod event_kinds;
mod event_row;
mod people_fields;
mod round_details;
mod round_fields;

use domain::journal::Journal;
use domain::model::event::Event;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::form_draft::open_with_draft;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::session;
use event_form::{EventForm, draft_name};
use event_row::EventRow;

/// The history of an opportunity, latest first, with a form to add to it.
#[component]
pub(super) fn Timeline(id: RecordId) -> impl IntoView {
    let session = session();
    let events = Memo::new(move |_| session.read(|journal| latest_first(journal, id)));
    let adding = RwSignal::new(false);
    open_with_draft(draft_name(None, Some(id)), adding);
    let form = move || {
        adding.get().then(|| {
            let new = Event::round(id, "", session.day_of_writing(), None);
            view! { <EventForm id=None event=new open=adding /> }
        })
    };
    view! {
        <section aria-labelledby="history-title">
            <div class="split">
                <h2 id="history-title">"History"</h2>
                <button
                    type="button"
                    class="btn btn--small"
                    aria-expanded=move || adding.get().to_string()
                    on:click=move |_| adding.update(|adding| *adding = !*adding)
                >
                    <Icon name="add" />
                    "Add to the history"
                </button>
            </div>
            {live(form)}
            <ol class="timeline">
                <For each=move || events.get() key=|id| *id children=move |id| view! { <EventRow id=id /> } />
            </ol>
        </section>
    }
    .into_any()
}

fn latest_first(journal: &Journal, opportunity: RecordId) -> Vec<RecordId> {
    let history = journal.history(opportunity).into_iter();
    history.map(|(id, _)| id).rev().collect()
}
