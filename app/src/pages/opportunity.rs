//! One opportunity: its facts, its history as a timeline, the people met, and “They said no” never
//! far.

mod actions_card;
mod ahead;
mod facts;
mod header;
mod kind_and_removal;
mod menu;
mod messages_card;
mod notes;
mod people;
mod timeline;

use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::components::live::live;
use crate::session::{Session, session};
use actions_card::ActionsCard;
use ahead::Ahead;
use facts::Facts;
use header::Header;
use kind_and_removal::KindAndRemoval;
use messages_card::MessagesCard;
use notes::Notes;
use people::People;
use timeline::Timeline;

/// The page at `/search/<id>`.
#[component]
pub fn OpportunityPage() -> impl IntoView {
    let session = session();
    let params = use_params_map();
    let shown = Memo::new(move |_| {
        let id = params
            .with(|params| params.get("id"))
            .and_then(|id| RecordId::parse(&id))?;
        session
            .read(|journal| journal.opportunities().get(id).is_some())
            .then_some(id)
    });
    view! {
        <div class="page page--opportunity">
            {live(move || match shown.get() {
                Some(id) => detail(session, id),
                None => missing(session),
            })}
        </div>
    }
    .into_any()
}

fn missing(session: Session) -> AnyView {
    view! {
        <h1 id="heading" tabindex="-1">
            {live(move || {
                if session.is_loaded() { "This opportunity is not on this device" } else { "One moment" }
            })}
        </h1>
        <p class="lede">"It may have been removed, or it is kept on another device."</p>
        <p>
            <a class="btn" href="/search">
                "Back to Search"
            </a>
        </p>
    }
    .into_any()
}

fn detail(session: Session, id: RecordId) -> AnyView {
    let about = Memo::new(move |_| {
        session.read(|journal| journal.opportunities().get(id).cloned().unwrap_or_default())
    });
    view! {
        <Header id=id />
        <div class="detail">
            <div class="detail__main">
                <Ahead id=id />
                <Timeline id=id />
                <Notes id=id about=about />
            </div>
            <aside class="detail__side">
                <Facts id=id about=about />
                <People id=id />
                <ActionsCard id=id />
                <MessagesCard id=id />
                <KindAndRemoval id=id about=about />
            </aside>
        </div>
    }
    .into_any()
}
