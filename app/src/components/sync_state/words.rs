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
        return format!("{} not accepted{and_waiting}", sync.rejected.len());
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
        SyncState::Unreachable => Some("server unreachable"),
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
        " This browser can’t save what’s new: it lasts only while this page is open."
    };
    if sync.state == SyncState::Guest {
        let told = if stays(sync) {
            "Everything is saved on this device."
        } else {
            "There is no account."
        };
        return format!("{told}{here} With an account it would also be saved elsewhere.");
    }
    let waiting = match sync.waiting {
        _ if sync.is_resyncing => "Part of your search hasn’t been sent yet.".to_owned(),
        0 => "Nothing is waiting to be sent.".to_owned(),
        1 => "One change is waiting to be sent.".to_owned(),
        many => format!("{many} changes are waiting to be sent."),
    };
    let rejected = if sync.rejected.is_empty() {
        ""
    } else {
        " The server didn’t accept some things; they’re listed in Settings."
    };
    let ephemeral = if sync.is_ephemeral {
        " The browser couldn’t store the sign-in: after closing this page, sign in again."
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
            format!("{waiting} Syncing now.{rejected}")
        }
        SyncState::Offline => {
            format!("{waiting} There’s no network; syncing carries on once there is.{rejected}")
        }
        SyncState::Unreachable => {
            format!("{waiting} The server isn’t answering; One Yes keeps trying.{rejected}")
        }
        SyncState::SignedOut => {
            format!("{waiting} This device was signed out; sign in to carry on.{rejected}")
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
        parts.push("Part of your search hasn’t been sent yet.".to_owned());
    }
    match sync.waiting {
        0 => {}
        1 => parts.push("One change hasn’t been sent yet.".into()),
        many => parts.push(format!("{many} changes haven’t been sent yet.")),
    }
    match sync.rejected.len() {
        0 => {}
        1 => parts.push("The server didn’t accept one thing.".into()),
        many => parts.push(format!("The server didn’t accept {many} things.")),
    }
    parts.push("All of that is on this device only.".into());
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
