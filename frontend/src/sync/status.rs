//! How far things are saved, derived from the state of a tab.

use app::sync::{RejectedCell, StorageState, SyncState, SyncStatus};
use domain::sync::client::{Client, Progress, Rejections};
use domain::sync::tab::{Disk, Tab, TabView};

use crate::storage::LIMIT;

/// How syncing goes, for the pages. `is_online` is the browser's opinion; `told` is asked for how
/// it goes where another tab leads.
pub(super) fn of(
    tab: &Tab<impl Disk, impl TabView>,
    is_online: bool,
    told: impl FnOnce() -> SyncState,
) -> SyncStatus {
    let Some(checkpoint) = tab.checkpoint() else {
        return SyncStatus {
            rejected: listed(tab.rejections()),
            ..SyncStatus::default()
        };
    };
    let is_resyncing = checkpoint.resync.is_some();
    let status = SyncStatus {
        account: Some(checkpoint.name),
        is_shared: checkpoint.is_shared,
        is_ephemeral: tab.is_ephemeral(),
        ..SyncStatus::default()
    };
    match tab.client() {
        Some(client) => SyncStatus {
            waiting: client.outbox_len(),
            is_resyncing: client.checkpoint().resync.is_some(),
            state: state_of(client, is_online),
            rejected: listed(client.rejections().clone()),
            ..status
        },
        None => SyncStatus {
            waiting: tab.outbox_len(),
            is_resyncing,
            state: told(),
            rejected: listed(tab.rejections()),
            ..status
        },
    }
}

/// Whether written values stay.
pub(super) fn of_storage(tab: &Tab<impl Disk, impl TabView>, is_blocked: bool) -> StorageState {
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

fn listed(rejections: Rejections) -> Vec<RejectedCell> {
    let rejections = rejections.into_iter();
    let listed = rejections.map(|((record, field), rejection)| RejectedCell {
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
