//! The list of rejected cells, and their values wherever something else is about to replace them.

use std::collections::BTreeSet;

use super::disk::Disk;
use super::names::{self, Named, REJECTIONS};
use super::state::Tab;
use super::view::TabView;
use crate::state::record::{Cell, RecordKey};
use crate::sync::client::{Client, EntryName, OutboxEntry, Records, Rejection, Rejections};
use crate::sync::protocol::Changes;

impl<D: Disk, V: TabView> Tab<D, V> {
    /// The stored rejections, empty if they are damaged.
    pub fn rejections(&self) -> Rejections {
        self.read_rejections().unwrap_or_default()
    }

    /// Reads the stored rejections. `None` if they are damaged.
    pub(super) fn read_rejections(&self) -> Option<Rejections> {
        let Some(text) = self.disk.get(REJECTIONS) else {
            return Some(Rejections::new());
        };
        let list: Vec<(RecordKey, String, Rejection)> = serde_json::from_str(&text).ok()?;
        let list = list.into_iter();
        Some(
            list.map(|(key, field, rejection)| ((key, field), rejection))
                .collect(),
        )
    }

    pub(super) fn write_rejections(&self, rejections: &Rejections) -> bool {
        if rejections.is_empty() {
            self.disk.remove(REJECTIONS);
            return true;
        }
        let list = rejections.iter();
        let list: Vec<_> = list
            .map(|((key, field), rejection)| (key, field, rejection))
            .collect();
        self.write_json(REJECTIONS, &list)
    }

    /// Stores the rejections of the client. Returns whether they are stored.
    pub(super) fn store_rejections(&mut self) -> bool {
        // The edit that takes a rejection off the list is stored first: after a crash in between,
        // either of the two still marks the unsent cell.
        let is_written = self.write_entries()
            && self.write_rejected_cells()
            && self
                .client
                .as_ref()
                .is_some_and(|client| self.write_rejections(client.rejections()));
        self.rejections.is_dirty = self.client.is_some() && !is_written;
        is_written
    }

    /// Keeps the values of rejected cells that these cells are about to replace. Returns whether
    /// there were any.
    pub(super) fn preserve_rejected(&mut self, arriving: &Changes) -> bool {
        let Some(client) = &mut self.client else {
            return false;
        };
        let keep = |records: &Records| client.preserve_rejected(records, arriving);
        let has_kept = self.view.read(keep);
        if has_kept {
            self.store_rejections();
        }
        has_kept
    }

    /// Has the client send an entry.
    pub(super) fn note(&mut self, entry: OutboxEntry) {
        let note = |client: &mut Client| client.note(entry);
        if self.client.as_mut().is_some_and(note) {
            self.store_rejections();
        }
    }

    /// Reads the records on the disk that have rejected cells, with their outbox entries.
    pub(super) fn read_rejected_records(&self) -> Changes {
        let rejections = self.client.as_ref().map(Client::rejections);
        let held = rejections.into_iter().flatten();
        let held = held.filter(|(_, rejection)| rejection.value.is_none());
        let keys: BTreeSet<&RecordKey> = held.map(|((key, _), _)| key).collect();
        let mut found = Changes::new();
        if keys.is_empty() {
            return found;
        }
        for name in self.disk.names().unwrap_or_default() {
            let (Named::Record(Some(key)) | Named::OutboxEntry(Some(EntryName { key, .. }))) =
                names::parse(&name)
            else {
                continue;
            };
            if keys.contains(&key)
                && let Some(Ok(cells)) = self.read(&name)
            {
                found.entry(key).or_default().merge(cells);
            }
        }
        found
    }

    /// Writes the rejected cells, and nothing else of their records: their entries are about to go,
    /// and nothing else has them. Returns whether there was room.
    fn write_rejected_cells(&mut self) -> bool {
        let rejections = self.client.as_ref().map(Client::rejections);
        let held = rejections.into_iter().flatten();
        let held = held.filter(|(_, rejection)| rejection.value.is_none());
        let held: Vec<_> = held
            .map(|((key, field), rejection)| (key.clone(), field.clone(), rejection.stamp))
            .collect();
        held.into_iter().all(|(key, field, stamp)| {
            let cell_of = |records: &Records| records.get(&key)?.cell(&field).cloned();
            let held = self.view.read(cell_of);
            held.filter(|cell| cell.stamp == stamp)
                .is_none_or(|cell| self.write_cell(&key, &field, cell))
        })
    }

    fn write_cell(&mut self, key: &RecordKey, field: &str, cell: Cell) -> bool {
        let Some(mut stored) = self.read_or_quarantine(key) else {
            return false;
        };
        !stored.merge_cell(field, cell) || self.disk.set(&names::record(key), &stored.to_text())
    }

    /// Whether a record must stay on the disk as it is: it has a rejected cell that memory has not,
    /// and the list that is to keep its value is not stored.
    pub(super) fn must_stay(&self, key: &RecordKey) -> bool {
        let client = self.client.as_ref().filter(|_| self.rejections.is_dirty);
        let unstored = client.map(Client::rejections).into_iter();
        unstored
            .chain([&self.rejections.orphaned])
            .any(|rejections| {
                let from = (key.clone(), String::new());
                let rejections = rejections.range(from..);
                let mut rejections = rejections.take_while(|((rejected, _), _)| rejected == key);
                rejections.any(|(_, rejection)| rejection.value.is_some())
            })
    }
}
