//! Where the search is kept, always visible and never loud.

mod words;

use leptos::prelude::*;

use self::words::{mark, words};
pub use self::words::{only_here, sentence};
use crate::components::live::live;
use crate::session::{Session, session};
use crate::sync::SyncState;

/// The line at the foot of the rail; on a phone at the top of the page.
#[component]
pub fn SyncLine() -> impl IntoView {
    let session = session();
    let address = move || {
        if session.sync().rejected.is_empty() {
            "/account"
        } else {
            "/settings#refused"
        }
    };
    view! {
        <a class="sync-state" href=address data-state=move || mark(&session.sync())>
            <span>{live(move || words(&session.sync()))}</span>
            <span class="vh">{live(move || format!(". {}", sentence(&session.sync())))}</span>
        </a>
    }
    .into_any()
}

/// Says aloud, once, when the person is asked for: signed out, or something was not taken.
pub fn announce_needs(session: Session) {
    Effect::new(move |before: Option<bool>| {
        let sync = session.sync();
        let needs_person = sync.state == SyncState::SignedOut || !sync.rejected.is_empty();
        if needs_person && before == Some(false) {
            session.announce(&sentence(&sync));
        }
        needs_person
    });
}
