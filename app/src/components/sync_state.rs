//! Where the search is kept, always visible and never loud.

use leptos::prelude::*;

use crate::components::live::live;
use crate::session::{Session, session};
use crate::sync::{StorageState, SyncState, SyncStatus};

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

/// A few words: “Saved everywhere”, “1 waiting: no network”.
fn words(sync: &SyncStatus) -> String {
    let why = why(sync.state).map(|why| format!(": {why}"));
    let why = why.unwrap_or_default();
    let waiting = match sync.waiting {
        0 => String::new(),
        many => format!("{many} waiting{why}"),
    };
    let and_waiting = if waiting.is_empty() {
        String::new()
    } else {
        format!(", {waiting}")
    };
    if !sync.rejected.is_empty() {
        return format!("{} not taken{and_waiting}", sync.rejected.len());
    }
    let is_elsewhere = sync.state == SyncState::Everywhere && sync.unsent() == 0;
    if !stays(sync) {
        return if is_elsewhere {
            "Saved on the server".into()
        } else {
            format!("Not saved here{and_waiting}")
        };
    }
    match sync.state {
        SyncState::Guest => "Saved here".into(),
        SyncState::Everywhere if is_elsewhere => "Saved everywhere".into(),
        SyncState::Everywhere | SyncState::Working => format!("Saving\u{2026}{and_waiting}"),
        _ if sync.waiting == 0 => format!("Saved here{why}"),
        _ => waiting,
    }
}

/// Why nothing is being sent, where that is so.
const fn why(state: SyncState) -> Option<&'static str> {
    match state {
        SyncState::Offline => Some("no network"),
        SyncState::Unreachable => Some("the server is away"),
        SyncState::SignedOut => Some("sign in again"),
        SyncState::Guest | SyncState::Working | SyncState::Everywhere => None,
    }
}

/// Whether what is written also stays on this device.
const fn stays(sync: &SyncStatus) -> bool {
    matches!(sync.storage, StorageState::Kept | StorageState::FillingUp)
}

/// What is going on, and what happens next, in a few sentences.
#[must_use]
pub fn sentence(sync: &SyncStatus) -> String {
    let here = if stays(sync) {
        ""
    } else {
        " This browser cannot keep what is new: here it stays only while this page is open."
    };
    if sync.state == SyncState::Guest {
        let told = if stays(sync) {
            "Everything is saved on this device."
        } else {
            "There is no account."
        };
        return format!("{told}{here} An account would save it elsewhere, too.");
    }
    let waiting = match sync.waiting {
        _ if sync.is_resyncing => "Your search has not been sent whole yet.".to_owned(),
        0 => "Nothing waits to be sent.".to_owned(),
        1 => "One change waits to be sent.".to_owned(),
        many => format!("{many} changes wait to be sent."),
    };
    let refused = if sync.rejected.is_empty() {
        ""
    } else {
        " Some things the server did not take; Settings lists them."
    };
    let fleeting = if sync.is_ephemeral {
        " The browser could not keep the sign-in: once this page is closed, sign in again."
    } else {
        ""
    };
    let told = match sync.state {
        SyncState::Everywhere if sync.unsent() > 0 => format!("{waiting}{refused}"),
        SyncState::Everywhere if stays(sync) => {
            "Everything is saved on this device and on the server.".to_owned()
        }
        SyncState::Everywhere => "Everything is saved on the server.".to_owned(),
        SyncState::Guest | SyncState::Working => {
            format!("{waiting} This is being done now.{refused}")
        }
        SyncState::Offline => {
            format!("{waiting} There is no network; it goes on by itself.{refused}")
        }
        SyncState::Unreachable => {
            format!("{waiting} The server does not answer; it is asked again by itself.{refused}")
        }
        SyncState::SignedOut => {
            format!("{waiting} This device was signed out; sign in to go on.{refused}")
        }
    };
    format!("{told}{here}{fleeting}")
}

/// What would be lost with this device, in sentences; none where the server has everything, or there is no account.
#[must_use]
pub fn only_here(sync: &SyncStatus) -> Option<String> {
    if sync.account.is_none() || sync.unsent() == 0 {
        return None;
    }
    let mut parts = Vec::new();
    if sync.is_resyncing {
        parts.push("Your search has not been sent whole yet.".to_owned());
    }
    match sync.waiting {
        0 => {}
        1 => parts.push("One change has not been sent yet.".into()),
        many => parts.push(format!("{many} changes have not been sent yet.")),
    }
    match sync.rejected.len() {
        0 => {}
        1 => parts.push("One thing the server did not take.".into()),
        many => parts.push(format!("{many} things the server did not take.")),
    }
    parts.push("That much is on this device only.".into());
    Some(parts.join(" "))
}

/// For the style: whether all is well, something is going on, or the person is asked for.
fn mark(sync: &SyncStatus) -> &'static str {
    let is_elsewhere = sync.state == SyncState::Everywhere && sync.unsent() == 0;
    match sync.state {
        _ if !sync.rejected.is_empty() => "asks",
        SyncState::SignedOut => "asks",
        _ if !stays(sync) && !is_elsewhere => "asks",
        SyncState::Guest => "well",
        _ if is_elsewhere => "well",
        _ => "waits",
    }
}

#[cfg(test)]
mod tests {
    use domain::state::record::{RecordKey, RecordKind};
    use domain::sync::protocol::RejectCode;

    use super::*;
    use crate::sync::RejectedCell;

    fn status(state: SyncState, waiting: usize) -> SyncStatus {
        SyncStatus {
            account: Some("ada".into()),
            state,
            waiting,
            ..SyncStatus::default()
        }
    }

    fn refused() -> RejectedCell {
        RejectedCell {
            record: RecordKey::new(RecordKind::Settings, domain::values::id::RecordId::ONLY),
            field: "name".into(),
            code: RejectCode::TooLarge,
            value: None,
        }
    }

    #[test]
    fn saved_is_said_only_of_what_is_saved() {
        let words_of = |state, waiting| words(&status(state, waiting));
        assert_eq!(words_of(SyncState::Guest, 0), "Saved here");
        assert_eq!(words_of(SyncState::Everywhere, 0), "Saved everywhere");
        assert_eq!(
            words_of(SyncState::Everywhere, 2),
            "Saving\u{2026}, 2 waiting"
        );
        assert_eq!(words_of(SyncState::Working, 0), "Saving\u{2026}");
        assert_eq!(words_of(SyncState::Working, 3), "Saving\u{2026}, 3 waiting");
        for (state, at_rest, waiting) in [
            (
                SyncState::Offline,
                "Saved here: no network",
                "1 waiting: no network",
            ),
            (
                SyncState::Unreachable,
                "Saved here: the server is away",
                "1 waiting: the server is away",
            ),
            (
                SyncState::SignedOut,
                "Saved here: sign in again",
                "1 waiting: sign in again",
            ),
        ] {
            assert_eq!(words_of(state, 0), at_rest);
            assert_eq!(words_of(state, 1), waiting);
        }
        let sweeping = SyncStatus {
            is_resyncing: true,
            ..status(SyncState::Everywhere, 0)
        };
        assert_eq!(words(&sweeping), "Saving\u{2026}");
        assert!(sentence(&sweeping).starts_with("Your search has not been sent whole yet."));
    }

    #[test]
    fn a_browser_that_keeps_nothing_is_not_called_a_place_where_things_are_saved() {
        for storage in [StorageState::Full, StorageState::Blocked] {
            for (state, waiting, expected) in [
                (SyncState::Guest, 0, "Not saved here"),
                (
                    SyncState::Offline,
                    1,
                    "Not saved here, 1 waiting: no network",
                ),
                (SyncState::Everywhere, 1, "Not saved here, 1 waiting"),
                (SyncState::Everywhere, 0, "Saved on the server"),
            ] {
                let sync = SyncStatus {
                    storage,
                    ..status(state, waiting)
                };
                assert_eq!(words(&sync), expected);
                assert!(!sentence(&sync).contains("saved on this device"));
                assert!(sentence(&sync).contains("only while this page is open"));
            }
        }
    }

    #[test]
    fn what_was_not_taken_is_named_beside_what_waits_and_why() {
        let told = |state, waiting| {
            words(&SyncStatus {
                rejected: vec![refused()],
                ..status(state, waiting)
            })
        };
        assert_eq!(told(SyncState::Everywhere, 0), "1 not taken");
        assert_eq!(told(SyncState::Working, 2), "1 not taken, 2 waiting");
        assert_eq!(told(SyncState::Offline, 0), "1 not taken");
        assert_eq!(
            told(SyncState::Offline, 2),
            "1 not taken, 2 waiting: no network"
        );
    }

    #[test]
    fn what_would_be_lost_with_the_device_is_named() {
        assert_eq!(only_here(&SyncStatus::default()), None);
        assert_eq!(only_here(&status(SyncState::Everywhere, 0)), None);
        let one = only_here(&status(SyncState::Offline, 1));
        assert_eq!(
            one.as_deref(),
            Some("One change has not been sent yet. That much is on this device only.")
        );
        let all = SyncStatus {
            is_resyncing: true,
            rejected: vec![refused(), refused()],
            ..status(SyncState::Working, 3)
        };
        assert_eq!(all.unsent(), 6);
        assert_eq!(
            only_here(&all).as_deref(),
            Some(
                "Your search has not been sent whole yet. 3 changes have not been sent yet. \
                 2 things the server did not take. That much is on this device only."
            )
        );
    }
}
