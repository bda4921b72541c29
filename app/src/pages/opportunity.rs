//! One opportunity: its details, its history as a timeline, the people met, and “They said no” never
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

use crate::components::here::{no_opportunity, opportunity_here};
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
    let shown = opportunity_here();
    view! {
        <div class="page page--opportunity">
            {live(move || match shown.get() {
                Some(id) => detail(session, id),
                None => no_opportunity(session),
            })}
        </div>
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
