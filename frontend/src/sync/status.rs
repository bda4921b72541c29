//! What pages are told of syncing: worked out in the tab that leads, passed on to the others through storage.

use app::sync::{Refused, SyncState, SyncStatus};
use domain::sync::client::{Client, Progress};
use leptos::prelude::*;

use super::{Sync, refused};
use crate::storage::{self, UNSENT};

/// What the tab that leads says to the others: the state in a word.
pub(super) const STATE: &str = "one-yes:sync-state";

impl Sync {
    /// Tells the session, and the other tabs, how things are.
    pub(super) fn report(self) {
        let Some(session) = self.session.get_value() else {
            return;
        };
        let Some(saved) = self.saved() else {
            session.sync_changed(SyncStatus::default());
            return;
        };
        let mut own = None;
        self.with_client(|client| {
            own = Some((
                state_of(client),
                client.entries(),
                client.saved().sweep.is_some(),
                client.refused().clone(),
            ));
        });
        let (state, waiting, is_sweeping, refused) = match own {
            Some((state, waiting, is_sweeping, refused)) => {
                if storage::get(STATE).as_deref() != Some(word(state)) {
                    storage::set(STATE, word(state));
                }
                (state, waiting, is_sweeping, refused)
            }
            None => {
                let state = state_from(&storage::get(STATE).unwrap_or_default());
                let waiting =
                    storage::names_after(UNSENT).len() + self.store.entries_in_memory().len();
                (state, waiting, saved.sweep.is_some(), refused())
            }
        };
        let refused = refused
            .into_iter()
            .map(|((record, field), refusal)| Refused {
                record,
                field,
                code: refusal.code,
                value: refusal.value,
            })
            .collect();
        session.sync_changed(SyncStatus {
            account: Some(saved.name),
            waiting,
            is_sweeping,
            state,
            refused,
            is_shared: saved.is_shared,
            is_fleeting: self.is_fleeting(),
            ..SyncStatus::default()
        });
    }
}

fn state_of(client: &Client) -> SyncState {
    let progress = client.progress();
    if progress == Progress::SignedOut {
        SyncState::SignedOut
    } else if !window().navigator().on_line() {
        SyncState::Offline
    } else {
        match progress {
            Progress::Failing => SyncState::Unreachable,
            Progress::Done => SyncState::Everywhere,
            _ => SyncState::Working,
        }
    }
}

const fn word(state: SyncState) -> &'static str {
    match state {
        SyncState::Guest => "guest",
        SyncState::Working => "working",
        SyncState::Everywhere => "everywhere",
        SyncState::Offline => "offline",
        SyncState::Unreachable => "unreachable",
        SyncState::SignedOut => "signed-out",
    }
}

fn state_from(text: &str) -> SyncState {
    match text {
        "everywhere" => SyncState::Everywhere,
        "offline" => SyncState::Offline,
        "unreachable" => SyncState::Unreachable,
        "signed-out" => SyncState::SignedOut,
        _ => SyncState::Working,
    }
}
