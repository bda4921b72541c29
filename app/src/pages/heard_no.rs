//! “I just heard no”: two kind sentences, then which one it was. One tap on a known opportunity is
//! enough.

mod model;
mod other_one;

use domain::model::event::Ending;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::actions::opportunities::end_with;
use crate::components::composure::Composure;
use crate::components::live::live;
use crate::session::{Session, session};

use model::{Open, open_opportunities};
use other_one::OtherOne;

/// The page at `/comeback/new`.
#[component]
pub fn HeardNo() -> impl IntoView {
    let session = session();
    let navigate = use_navigate();
    let go = move |comeback: RecordId| {
        navigate(&format!("/comeback/{comeback}"), NavigateOptions::default());
    };
    let open = Memo::new(move |_| session.read(open_opportunities));
    let choose = go.clone();
    let known = move || {
        let buttons = open
            .get()
            .into_iter()
            .map(|open| known_one(session, open, choose.clone()))
            .collect_view();
        (!open.with(Vec::is_empty)).then(|| {
            view! {
                <h2>"Which one was it?"</h2>
                <ul class="choices choices--list">{buttons}</ul>
            }
        })
    };
    view! {
        <div class="page page--narrow letter">
            <h1 id="heading" tabindex="-1">"That hurts, and it is allowed to"</h1>
            <p class="lede">
                "One company decided about one role. Nothing has to happen today."
            </p>
            <Composure />
            {live(known)}
            <OtherOne go=go />
        </div>
    }
    .into_any()
}

/// An opportunity of the search: one tap notes the no and begins its comeback.
fn known_one(session: Session, open: Open, go: impl Fn(RecordId) + 'static) -> AnyView {
    let choose = move |_| {
        let comeback = session
            .perform_and_tell(|journal, moment| end_with(journal, moment, &[open.id], Ending::No));
        if let Some(comeback) = comeback {
            go(comeback);
        }
    };
    view! {
        <li>
            <button type="button" class="choice choice--button" on:click=choose>
                <strong dir="auto">{open.title}</strong>
                <span class="choice__hint">{open.words}</span>
            </button>
        </li>
    }
    .into_any()
}
