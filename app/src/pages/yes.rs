//! The page of a yes: what it took, people to thank, the rest of the search closed kindly, what
//! helped, and help given onward. It is the first page of that history.

mod kept;
mod model;
mod rest;
mod thanks;

use domain::values::id::RecordId;
use leptos::prelude::*;

use self::kept::{Onward, WhatHelped};
use self::model::{YesContent, took_sentences};
use self::rest::Rest;
use self::thanks::Thanks;
use crate::components::card::Card;
use crate::components::here::{back_to_opportunity, no_opportunity, opportunity_here};
use crate::components::live::live;
use crate::components::ring::Ring;
use crate::session::{Session, session};

/// The page at `/yes/<id>`.
#[component]
pub fn YesPage() -> impl IntoView {
    let session = session();
    let here = opportunity_here();
    let shown = Memo::new(move |_| {
        let id = here.get()?;
        Some((id, session.read(|journal| YesContent::of(journal, id))))
    });
    view! {
        <div class="page page--yes">
            {live(move || match shown.get() {
                Some((id, Some(content))) => yes(session, id, content),
                Some((id, None)) => no_yes(session, id),
                None => no_opportunity(session),
            })}
        </div>
    }
    .into_any()
}

fn yes(session: Session, id: RecordId, content: YesContent) -> AnyView {
    let sentences = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| took_sentences(journal, id, now))
    });
    let rows = move || {
        let sentences = sentences.get().into_iter();
        sentences
            .map(|sentence| view! { <li>{sentence}</li> })
            .collect_view()
    };
    view! {
        <header class="yes-head">
            <Ring percent=100 size="l" />
            <div>
                <h1 id="heading" tabindex="-1">"This is your yes"</h1>
                <p class="lede" dir="auto">{content.title}</p>
                <p>"It only ever takes one. You kept going until it came."</p>
            </div>
        </header>
        <Card name="took" title="What it took" class="card stack">
            <ul class="yes-took">{live(rows)}</ul>
        </Card>
        <Thanks id=id />
        <Rest id=id />
        <WhatHelped id=id />
        <Onward id=id />
        <p>
            <a class="btn btn--quiet" href=format!("/search/{id}")>
                "See its whole history"
            </a>
        </p>
    }
    .into_any()
}

/// An opportunity that did not end with a yes, or does so no longer.
fn no_yes(session: Session, id: RecordId) -> AnyView {
    view! {
        <div>
            {back_to_opportunity(session, id)}
            <h1 id="heading" tabindex="-1">"There’s no yes here yet"</h1>
            <p class="lede">"When there is one, choose “Accepted” on the opportunity’s page."</p>
        </div>
    }
    .into_any()
}
