//! The driver's side of the session: loading, merging, the clock, and reports of how things are.
//! Pages leave these alone.

use std::sync::Arc;

use domain::state::record::{Record, RecordKey};
use domain::state::stamp::Clock;
use domain::sync::client::observe_up_to;
use domain::sync::protocol::{Changes, FirstVisit};
use domain::values::date::Now;
use leptos::prelude::*;

use super::state::Session;
use crate::platform::Platform;
use crate::sync::{StorageState, SyncStatus};

impl Session {
    /// Puts the whole platform in place of the one that the first picture began with.
    pub fn set_platform(&self, platform: Arc<dyn Platform>) {
        self.platform.set_value(platform);
    }

    /// Begins with what an account holds, as of a moment, so that server and browser draw the
    /// same first picture.
    pub fn begin_as(&self, visit: &FirstVisit) {
        self.now.set(Now {
            ms: visit.now,
            offset_minutes: 0,
        });
        self.absorb(visit.page.changes.clone().into_iter().collect());
    }

    /// Notes that the storage of this device has been read, with this many values set aside as
    /// unreadable.
    pub fn finish_loading(&self, unreadable: usize) {
        self.unreadable.set(unreadable);
        self.loaded.set(true);
    }

    /// Merges records from storage, another tab or a backup; returns the keys of those that
    /// changed.
    pub fn absorb(&self, records: Vec<(RecordKey, Record)>) -> Vec<RecordKey> {
        let mut changed = Vec::new();
        self.clock.update_value(|clock| {
            changed = self
                .journal
                .try_update(|journal| journal.merge_records(records, clock))
                .unwrap_or_default();
        });
        changed
    }

    /// Takes cells in place of the ones held, whatever their stamps.
    pub fn replace(&self, cells: Changes) {
        self.journal.update(|journal| journal.replace(cells));
    }

    /// Forgets cells stamped ahead of a limit, in milliseconds, and restarts the clock. Another tab
    /// has stamped them again.
    pub fn forget_ahead(&self, limit_ms: u64) {
        self.journal
            .update(|journal| journal.forget_ahead(limit_ms));
        let now_ms = self.stamping_ms();
        self.clock.update_value(|clock| {
            clock.restart(now_ms);
            self.peek(|journal| observe_up_to(journal.all(), limit_ms, clock));
        });
    }

    /// Sets the server's clock minus this device's, in milliseconds.
    pub fn set_clock_offset(&self, offset_ms: i64) {
        self.clock_offset_ms.set_value(offset_ms);
    }

    /// Reads or changes the clock that stamps edits.
    pub fn with_clock<T>(&self, change: impl FnOnce(&mut Clock) -> T) -> Option<T> {
        self.clock.try_update_value(change)
    }

    /// Notes that storage works, fills up, is full or blocked.
    pub fn storage_changed(&self, state: StorageState) {
        if self.storage.get_untracked() != state {
            self.storage.set(state);
        }
    }

    /// Notes how things are between this device and the server.
    pub fn sync_changed(&self, status: SyncStatus) {
        if self.sync.with_untracked(|shown| *shown != status) {
            self.sync.set(status);
        }
    }

    /// Moves the present on: a minute has passed, or the page was shown again.
    pub fn refresh_now(&self) {
        let now = self.exact_now();
        self.now.set(now);
    }

    /// Notes that a new version waits.
    pub fn new_version_waits(&self) {
        self.new_version.set(true);
    }
}
