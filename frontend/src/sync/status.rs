//! What pages are told of syncing: worked out in the tab that leads, passed on to the others through storage.

use app::sync::{Refused, SyncState, SyncStatus};
use domain::sync::client::{Client, Progress};
use domain::sync::tab::names::STATE;
use domain::sync::tab::{Refusals, Tab};
use leptos::prelude::window;

use super::SessionPage;
use crate::storage::{self, LocalDisk};

/// How things are with a tab; told to the others, too, where it leads.
pub(super) fn of(tab: &Tab<LocalDisk, SessionPage>) -> SyncStatus {
    let Some(saved) = tab.saved() else {
        return SyncStatus {
            refused: listed(tab.refused()),
            ..SyncStatus::default()
        };
    };
    let (state, waiting, is_sweeping, refused) = if let Some(client) = tab.client() {
        let state = state_of(client);
        if storage::get(STATE).as_deref() != Some(word(state)) {
            storage::set(STATE, word(state));
        }
        let is_sweeping = client.saved().sweep.is_some();
        (
            state,
            client.entries(),
            is_sweeping,
            client.refused().clone(),
        )
    } else {
        let state = state_from(&storage::get(STATE).unwrap_or_default());
        (state, tab.unsent(), saved.sweep.is_some(), tab.refused())
    };
    SyncStatus {
        account: Some(saved.name),
        waiting,
        is_sweeping,
        state,
        refused: listed(refused),
        is_shared: saved.is_shared,
        is_fleeting: tab.is_fleeting(),
        ..SyncStatus::default()
    }
}

fn listed(refused: Refusals) -> Vec<Refused> {
    let refused = refused.into_iter();
    let listed = refused.map(|((record, field), refusal)| Refused {
        record,
        field,
        code: refusal.code,
        value: refusal.value,
    });
    listed.collect()
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
