//! The page at `/feedback`: a new request, those that are open, companies' answers, and what is
//! closed.

use leptos::prelude::*;

use super::list::list;
use super::model::Lists;
use super::new_request::NewRequest;
use crate::components::live::{Show, live};
use crate::session::session;

/// The page at `/feedback`.
#[component]
pub fn Feedback() -> impl IntoView {
    let session = session();
    let lists = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| Lists::of(journal, now))
    });
    let is_empty = move || lists.with(|lists| lists.open.is_empty() && lists.closed.is_empty());
    view! {
        <div class="page page--narrow stack">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Feedback"</h1>
            </div>
            <p class="lede">
                "Ask for an honest look at one thing. A narrow question is easier to answer than “What do you think?”"
            </p>
            <Show when=is_empty>
                <p>"You haven’t asked for any yet. Choose one thing, and one or two people whose view you trust."</p>
            </Show>
            <NewRequest />
            {live(move || list("Open", lists.with(|lists| lists.open.clone())))}
            {live(move || companies(&lists.get()))}
            {live(move || closed(&lists.get()))}
            <p>
                <a href="/method/feedback">"How to ask for feedback"</a>
            </p>
        </div>
    }
    .into_any()
}

/// What companies answered to “why?”, or were asked.
fn companies(lists: &Lists) -> AnyView {
    if lists.companies.is_empty() {
        return ().into_any();
    }
    view! {
        {list("What companies said", lists.companies.clone())}
        <p class="quiet-line">"Whether you ask after a no or from here, their words are in one place."</p>
    }
    .into_any()
}

fn closed(lists: &Lists) -> AnyView {
    if lists.closed.is_empty() {
        return ().into_any();
    }
    let title = format!("Closed ({})", lists.closed.len());
    view! {
        <details class="disclosure">
            <summary>{title}</summary>
            {list("Closed", lists.closed.clone())}
        </details>
    }
    .into_any()
}
