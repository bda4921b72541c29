//! The opportunity whose page is open, by the id in the address.

use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::components::live::live;
use crate::session::{Session, session};

/// The opportunity with the id in the address; `None` where this device has none.
pub fn opportunity_here() -> Memo<Option<RecordId>> {
    let session = session();
    let params = use_params_map();
    Memo::new(move |_| {
        let id = params
            .with(|params| params.get("id"))
            .and_then(|id| RecordId::parse(&id))?;
        session
            .read(|journal| journal.opportunities().get(id).is_some())
            .then_some(id)
    })
}

/// What a page says where there is none.
pub fn no_opportunity(session: Session) -> AnyView {
    view! {
        <h1 id="heading" tabindex="-1">
            {live(move || {
                if session.is_loaded() { "This opportunity isn’t on this device" } else { "One moment" }
            })}
        </h1>
        <p class="lede">"It may have been removed, or it’s on another device."</p>
        <p>
            <a class="btn" href="/search">
                "Back to the tracker"
            </a>
        </p>
    }
    .into_any()
}

/// The link back to the page of an opportunity, named by its title.
pub fn back_to_opportunity(session: Session, id: RecordId) -> AnyView {
    let title = Memo::new(move |_| {
        session.read(|journal| {
            let about = journal.opportunities().get(id);
            about.map(domain::model::opportunity::Opportunity::title)
        })
    });
    view! {
        <p class="page__back">
            <a href=format!("/search/{id}")>
                <crate::components::icon::Icon name="arrow-left" />
                <span dir="auto">{live(move || title.get())}</span>
            </a>
        </p>
    }
    .into_any()
}
