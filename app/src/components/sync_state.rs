//! Where the search is kept, always visible and never loud.

use leptos::prelude::*;

use crate::components::live::live;
use crate::session::{Session, session};
use crate::sync::{SyncState, SyncStatus};

/// The line at the foot of the rail; on a phone at the top of the page.
#[component]
pub fn SyncLine() -> impl IntoView {
    let session = session();
    let address = move || {
        if session.sync().refused.is_empty() {
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
        let needs_person = sync.state == SyncState::SignedOut || !sync.refused.is_empty();
        if needs_person && before == Some(false) {
            session.announce(&sentence(&sync));
        }
        needs_person
    });
}

/// A few words: “Saved everywhere”.
fn words(sync: &SyncStatus) -> String {
    if !sync.refused.is_empty() {
        return format!("{} not taken", sync.refused.len());
    }
    match (sync.state, sync.waiting) {
        (SyncState::Guest, _) => "Saved here".into(),
        (SyncState::Everywhere, _) => "Saved everywhere".into(),
        (SyncState::Working, _) => "Saving\u{2026}".into(),
        (SyncState::SignedOut, 0) => "Saved here, signed out".into(),
        (_, 0) => "Saved here".into(),
        (_, waiting) => format!("Saved here, {waiting} waiting"),
    }
}

/// What is going on, and what happens next, in a sentence or two.
#[must_use]
pub fn sentence(sync: &SyncStatus) -> String {
    let waiting = match sync.waiting {
        0 => "Nothing waits to be sent.".to_owned(),
        1 => "One change waits to be sent.".to_owned(),
        many => format!("{many} changes wait to be sent."),
    };
    let refused = if sync.refused.is_empty() {
        ""
    } else {
        " Some things the server did not take; Settings lists them."
    };
    let told = match sync.state {
        SyncState::Guest => {
            return "Everything is saved on this device. An account would save it elsewhere, too."
                .into();
        }
        SyncState::Everywhere => "Everything is saved on this device and on the server.".to_owned(),
        SyncState::Working => format!("{waiting} This is being done now."),
        SyncState::Offline => format!("{waiting} There is no network; it goes on by itself."),
        SyncState::Unreachable => {
            format!("{waiting} The server does not answer; it is asked again by itself.")
        }
        SyncState::SignedOut => format!("{waiting} This device was signed out; sign in to go on."),
    };
    format!("{told}{refused}")
}

/// For the style: whether all is well, something is going on, or the person is asked for.
fn mark(sync: &SyncStatus) -> &'static str {
    match sync.state {
        _ if !sync.refused.is_empty() => "asks",
        SyncState::SignedOut => "asks",
        SyncState::Guest | SyncState::Everywhere => "well",
        _ => "waits",
    }
}
