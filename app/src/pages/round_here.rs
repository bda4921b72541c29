//! What the pages around a round share: the round in the address, the way back, and what is said
//! where there is no such round.

use domain::journal::Journal;
use domain::model::event::Event;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::actions::opportunities::name_of;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::{Session, session};

/// A round and its opportunity; cheap to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RoundHere {
    pub(super) opportunity: RecordId,
    pub(super) round: RecordId,
}

impl RoundHere {
    /// The event of the round, followed.
    pub(super) fn event(self, session: Session) -> Event {
        session.read(|journal| {
            let event = journal.round(self.opportunity, self.round);
            event.cloned().unwrap_or_default()
        })
    }
}

/// The id in the address, as the opportunity it names.
pub(super) fn opportunity_here(session: Session) -> Memo<Option<RecordId>> {
    let id = param("id");
    Memo::new(move |_| {
        let id = id.get()?;
        session.read(|journal| journal.opportunities().get(id).map(|_| id))
    })
}

/// The page of the round in the address.
pub(super) fn page_of_round(detail: fn(Session, RoundHere) -> AnyView) -> AnyView {
    let session = session();
    let (id, round) = (param("id"), param("round"));
    let here = Memo::new(move |_| {
        let here = RoundHere {
            opportunity: id.get()?,
            round: round.get()?,
        };
        session
            .read(|journal| is_here(journal, here))
            .then_some(here)
    });
    live(move || match here.get() {
        Some(here) => detail(session, here),
        None => missing(session, "This round isn’t on this device"),
    })
}

fn is_here(journal: &Journal, here: RoundHere) -> bool {
    journal.opportunities().get(here.opportunity).is_some()
        && journal.round(here.opportunity, here.round).is_some()
}

/// A record's id in the address, followed.
pub(super) fn param(name: &'static str) -> Memo<Option<RecordId>> {
    let params = use_params_map();
    Memo::new(move |_| {
        let given = params.with(|params| params.get(name));
        given.and_then(|given| RecordId::parse(&given))
    })
}

/// Said where the address names nothing that is here.
pub(super) fn missing(session: Session, words: &'static str) -> AnyView {
    view! {
        <div class="page">
            <h1 id="heading" tabindex="-1">
                {live(move || if session.is_loaded() { words } else { "One moment" })}
            </h1>
            <p class="lede">"It may have been removed, or it’s on another device."</p>
            <p>
                <a class="btn" href="/search">
                    "Back to the tracker"
                </a>
            </p>
        </div>
    }
    .into_any()
}

/// The way back to an opportunity.
pub(super) fn back_to(session: Session, opportunity: RecordId) -> AnyView {
    let name = move || session.read(|journal| name_of(journal, opportunity));
    view! {
        <p class="page__back">
            <a href=format!("/search/{opportunity}") dir="auto">
                <Icon name="arrow-left" />
                {live(name)}
            </a>
        </p>
    }
    .into_any()
}
