//! How far things are saved, derived from the state of a tab.

use app::sync::{RejectedCell, StorageState, SyncState, SyncStatus};
use domain::sync::client::{Client, Progress};
use domain::sync::tab::{Rejections, Tab};

use super::view::SessionView;
use crate::storage::{LIMIT, LocalDisk};

/// How syncing goes, for the pages. `is_online` is the browser's opinion; `told` is asked for how it goes where another tab leads.
pub(super) fn of(
    tab: &Tab<LocalDisk, SessionView>,
    is_online: bool,
    told: impl FnOnce() -> SyncState,
) -> SyncStatus {
    let Some(checkpoint) = tab.checkpoint() else {
        return SyncStatus {
            rejected: listed(tab.rejections()),
            ..SyncStatus::default()
        };
    };
    let client = tab.client();
    let (state, waiting, is_resyncing, rejected) = client.map_or_else(
        || {
            (
                told(),
                tab.outbox_len(),
                checkpoint.resync.is_some(),
                tab.rejections(),
            )
        },
        |client| {
            let is_resyncing = client.checkpoint().resync.is_some();
            let rejected = client.rejections().clone();
            (
                state_of(client, is_online),
                client.outbox_len(),
                is_resyncing,
                rejected,
            )
        },
    );
    SyncStatus {
        account: Some(checkpoint.name),
        waiting,
        is_resyncing,
        state,
        rejected: listed(rejected),
        is_shared: checkpoint.is_shared,
        is_ephemeral: tab.is_ephemeral(),
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

fn listed(rejected: Rejections) -> Vec<RejectedCell> {
    let rejected = rejected.into_iter();
    let listed = rejected.map(|((record, field), rejection)| RejectedCell {
        record,
        field,
        code: rejection.code,
        value: rejection.value,
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
