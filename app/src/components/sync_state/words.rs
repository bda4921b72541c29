//! How far the search is saved, in a few words, in sentences, and as a mark for the style.

use crate::sync::{StorageState, SyncState, SyncStatus};

/// A few words: “Saved everywhere”, “1 waiting: no network”.
pub(super) fn words(sync: &SyncStatus) -> String {
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

/// A few sentences on the present state and what happens next.
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
    let rejected = if sync.rejected.is_empty() {
        ""
    } else {
        " Some things the server did not take; Settings lists them."
    };
    let ephemeral = if sync.is_ephemeral {
        " The browser could not keep the sign-in: once this page is closed, sign in again."
    } else {
        ""
    };
    let told = match sync.state {
        SyncState::Everywhere if sync.unsent() > 0 => format!("{waiting}{rejected}"),
        SyncState::Everywhere if stays(sync) => {
            "Everything is saved on this device and on the server.".to_owned()
        }
        SyncState::Everywhere => "Everything is saved on the server.".to_owned(),
        SyncState::Guest | SyncState::Working => {
            format!("{waiting} This is being done now.{rejected}")
        }
        SyncState::Offline => {
            format!("{waiting} There is no network; it goes on by itself.{rejected}")
        }
        SyncState::Unreachable => {
            format!("{waiting} The server does not answer; it is asked again by itself.{rejected}")
        }
        SyncState::SignedOut => {
            format!("{waiting} This device was signed out; sign in to go on.{rejected}")
        }
    };
    format!("{told}{here}{ephemeral}")
}

/// Sentences on the data that would be lost with this device; `None` if the server has everything
/// or there is no account.
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
pub(super) fn mark(sync: &SyncStatus) -> &'static str {
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
mod tests;
