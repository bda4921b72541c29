//! How far things are saved, derived from the state of a tab.

use app::sync::{Refused, StorageState, SyncState, SyncStatus};
use domain::sync::client::{Client, Progress};
use domain::sync::tab::{Refusals, Tab};

use super::view::SessionView;
use crate::storage::{LIMIT, LocalDisk};

/// How syncing goes, for the pages. `is_online` is the browser's opinion; `told` is asked for how it goes where another tab leads.
pub(super) fn of(
    tab: &Tab<LocalDisk, SessionView>,
    is_online: bool,
    told: impl FnOnce() -> SyncState,
) -> SyncStatus {
    let Some(saved) = tab.saved() else {
        return SyncStatus {
            refused: listed(tab.refused()),
            ..SyncStatus::default()
        };
    };
    let client = tab.client();
    let (state, waiting, is_sweeping, refused) = client.map_or_else(
        || (told(), tab.unsent(), saved.sweep.is_some(), tab.refused()),
        |client| {
            let is_sweeping = client.saved().sweep.is_some();
            let refused = client.refused().clone();
            (
                state_of(client, is_online),
                client.entries(),
                is_sweeping,
                refused,
            )
        },
    );
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

/// Whether what is written stays.
pub(super) fn of_storage(tab: &Tab<LocalDisk, SessionView>, is_blocked: bool) -> StorageState {
    if is_blocked {
        StorageState::Blocked
    } else if !tab.has_room() {
        StorageState::Full
    } else if tab.used() * 10 > LIMIT * 6 {
        StorageState::FillingUp
    } else {
        StorageState::Kept
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

fn state_of(client: &Client, is_online: bool) -> SyncState {
    match client.progress() {
        Progress::SignedOut => SyncState::SignedOut,
        _ if !is_online => SyncState::Offline,
        Progress::Failing => SyncState::Unreachable,
        Progress::Done => SyncState::Everywhere,
        _ => SyncState::Working,
    }
}
