//! Invariants: a cursor never runs ahead of the disk, and goes back only with a reason.

use domain::sync::client::{Checkpoint, Client, Response};
use domain::sync::protocol::{RejectCode, Rejected};
use domain::sync::tab::names::{self, CHECKPOINT, REFETCH};

use crate::device::ACCOUNT;
use crate::world::{Cursor, Whose, World};

impl World {
    /// Notes a reason to fetch everything once more: a value on the disk is damaged, or was
    /// quarantined.
    pub(crate) fn look(&mut self, device: usize) {
        let it = &self.devices[device];
        if it.disk.is_damaged() || it.disk.get(REFETCH).is_some() {
            self.refetches.insert(device);
            let tabs = it.tabs.iter().map(|tab| (device, tab.id));
            self.has_read_damaged.extend(tabs);
        }
    }

    /// The stored account data is gone or unreadable: every client that reads it starts over.
    pub(crate) fn forget_cursor(&mut self, device: usize) {
        self.cursors.remove(&Whose::Disk(device));
    }

    /// A client's cursor goes back, and the database it is of changes, only if the server has just
    /// said so, or to 0 if something on the disk was damaged. A client starts with what is on the
    /// disk, and the disk has what a client has.
    pub(crate) fn check_cursors(&mut self, device: usize, told: Option<u64>) {
        let refetches = self.refetches.remove(&device);
        let it = &self.devices[device];
        let on_disk = self.cursors.get(&Whose::Disk(device)).cloned();
        let goes_on = |before: Option<&Cursor>, now: &Cursor, refetches: bool| {
            let goes_on = |before: &Cursor| before.0 == now.0 && before.1 <= now.1;
            before.is_none_or(goes_on) || (refetches && now.1 == 0)
        };
        let mut of_clients = Vec::new();
        for tab in &it.tabs {
            let Some(client) = tab.it.client() else {
                continue;
            };
            let whose = Whose::Client(device, tab.id, tab.it.generation());
            let checkpoint = client.checkpoint();
            let now = (checkpoint.epoch.clone(), checkpoint.cursor);
            let before = self.cursors.get(&whose).or(on_disk.as_ref());
            let has_read = self.has_read_damaged.remove(&(device, tab.id));
            assert!(
                told == Some(tab.id) || goes_on(before, &now, refetches || has_read),
                "a cursor went back: {whose:?} {before:?} {now:?}"
            );
            of_clients.push(now.clone());
            self.cursors.insert(whose, now);
        }
        let stored = it.disk.get(CHECKPOINT);
        let stored = stored.and_then(|text| serde_json::from_str::<Checkpoint>(&text).ok());
        if let Some(checkpoint) = stored.filter(|checkpoint| checkpoint.account == ACCOUNT) {
            let now = (checkpoint.epoch, checkpoint.cursor);
            assert!(
                of_clients.contains(&now) || goes_on(on_disk.as_ref(), &now, refetches),
                "a cursor went back: on device {device} {on_disk:?} {now:?}"
            );
            self.cursors.insert(Whose::Disk(device), now);
        }
    }

    /// The cursor on a disk, found by whoever starts from it, stands for nothing that is not on
    /// that disk.
    pub(crate) fn check_disk(&self, device: usize) {
        let it = &self.devices[device];
        let Some(checkpoint) = it.checkpoint() else {
            return;
        };
        if checkpoint.epoch != Some(self.server.epoch()) || it.disk.get(REFETCH).is_some() {
            return;
        }
        let held = it.disk.records(true);
        for ((key, field), row) in &self.server.rows {
            if row.seq > checkpoint.cursor {
                continue;
            }
            let is_unreadable = matches!(it.disk.record(&names::record(key)), Some(Err(_)));
            let cell = held.get(key).and_then(|record| record.cell(field));
            assert!(
                is_unreadable
                    || self
                        .blemished
                        .contains(&(device, key.clone(), field.clone()))
                    || cell.is_some_and(|cell| cell.stamp >= row.cell.stamp),
                "device {device} has a cursor of {} on its disk, and of {key} {field} there, at {}, only {cell:?}: {:?}",
                checkpoint.cursor,
                row.seq,
                row.cell
            );
        }
    }
}

/// Whether an answer is a reason to fetch everything once more: another database, one that was
/// restored, or cells stamped ahead, which have hidden others.
pub(crate) fn restarts(answer: &Response, client: Option<&Client>) -> bool {
    let epoch = client.and_then(|client| client.checkpoint().epoch.as_ref());
    match answer {
        Response::Pushed(pushed) => {
            let is_ahead = |it: &Rejected| it.code == RejectCode::StampAhead;
            epoch != Some(&pushed.epoch) || pushed.rejected.iter().any(is_ahead)
        }
        Response::Pulled(pulled) => epoch != Some(&pulled.epoch) || pulled.restart.is_some(),
        _ => false,
    }
}
