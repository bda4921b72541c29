//! The outbox on the disk: an entry for each unsent change, written before its record.

use super::disk::Disk;
use super::names::{self, Named};
use super::state::Tab;
use super::view::TabView;
use crate::state::record::{Record, RecordKey, wins};
use crate::state::stamp::Stamp;
use crate::sync::client::{Checkpoint, EntryName, Outbox, OutboxEntry, ResyncPosition};
use crate::sync::protocol::Changes;

impl<D: Disk, V: TabView> Tab<D, V> {
    /// The number of entries that wait to be sent, in a tab that does not lead.
    pub fn outbox_len(&self) -> usize {
        self.outbox.stored.len() + self.outbox.waiting.len()
    }

    /// Adds the cells of an edit to the outbox.
    pub(super) fn add_to_outbox(&mut self, written: &Changes) {
        let mut overwritten = Vec::new();
        for (key, cells) in written {
            let Some(stamp) = cells.latest_stamp() else {
                continue;
            };
            let name = EntryName {
                stamp,
                key: key.clone(),
            };
            overwritten.extend(self.overwritten_by(&name, cells));
            let cells = cells.clone();
            self.outbox.waiting.insert(name.clone(), cells.clone());
            self.note(OutboxEntry { name, cells });
        }
        // The new one is on the disk before the old one goes: else a crash, or a full storage,
        // would leave neither.
        if !overwritten.is_empty() && self.write_entries() {
            for before in &overwritten {
                self.forget_overwritten(before);
            }
        }
    }

    /// This tab's last entry for a record, if the new one has all its fields.
    fn overwritten_by(&mut self, name: &EntryName, cells: &Record) -> Option<EntryName> {
        let before = self.outbox.own.insert(name.key.clone(), name.clone());
        let before = before.filter(|before| before != name)?;
        let old = self.read(&names::outbox_entry(&before))?.ok()?;
        let is_covered = old.cells().all(|(field, _)| cells.cell(field).is_some());
        is_covered.then_some(before)
    }

    /// Removes an entry whose fields a later one has, unless it is under way.
    fn forget_overwritten(&mut self, before: &EntryName) {
        let is_under_way = self
            .client
            .as_mut()
            .is_some_and(|client| client.is_in_outbox(before) && !client.supersede(before));
        if !is_under_way {
            self.forget_entry(before);
        }
    }

    pub(super) fn forget_entry(&mut self, name: &EntryName) {
        self.outbox.stored.remove(name);
        self.outbox.waiting.remove(name);
        self.disk.remove(&names::outbox_entry(name));
    }

    /// Writes the entries that wait. Returns whether there was room for all.
    pub(super) fn write_entries(&mut self) -> bool {
        while let Some((entry, cells)) = self.outbox.waiting.pop_first() {
            let name = names::outbox_entry(&entry);
            let mut merged = self.read(&name).and_then(Result::ok).unwrap_or_default();
            merged.merge(cells.clone());
            if !self.disk.set(&name, &merged.to_text()) {
                self.outbox.waiting.insert(entry, cells);
                return false;
            }
            self.confirm_stamp(&entry.key, entry.stamp);
            self.outbox.stored.insert(entry);
        }
        true
    }

    /// Reads the outbox on the disk. A damaged entry is quarantined, and everything is sent: its
    /// record may have its cells.
    pub(super) fn read_entries(&mut self, checkpoint: &mut Checkpoint) -> Outbox {
        let mut entries = Outbox::new();
        let mut damaged = Vec::new();
        for name in self.disk.names().unwrap_or_default() {
            let Named::OutboxEntry(entry) = names::parse(&name) else {
                continue;
            };
            let text = self.disk.get(&name).unwrap_or_default();
            match entry.zip(Record::from_text(&text).ok()) {
                Some((entry, cells)) => {
                    entries.insert(entry, cells);
                }
                None => damaged.push((name, text)),
            }
        }
        if !damaged.is_empty() {
            checkpoint.resync = Some(ResyncPosition::default());
            // Only once the disk says that everything is to be sent.
            if self.store_checkpoint(checkpoint) {
                for (name, text) in damaged {
                    if self.disk.set(&names::quarantine(&name), &text) {
                        self.disk.remove(&name);
                    }
                }
            }
        }
        entries
    }

    /// Adds entries for the cells of a record that are new and that nobody would send: a record of
    /// a guest that found room only after someone had signed in, a copy of one that another tab has
    /// quarantined, cells that another tab has given new stamps. Returns whether there was room for
    /// the entries.
    pub(super) fn send_orphans(&mut self, key: &RecordKey, new: &Record, known: &Record) -> bool {
        let confirmed_stamps = self.pending.confirmed_stamps.get(key);
        let mut orphans: Outbox = Outbox::new();
        for (field, cell) in new.cells() {
            let is_known = known.cell(field).is_some_and(|known| !wins(cell, known));
            if is_known || confirmed_stamps.is_some_and(|stamps| stamps.contains(&cell.stamp)) {
                continue;
            }
            let name = EntryName {
                stamp: cell.stamp,
                key: key.clone(),
            };
            // An entry whose cells have new stamps is about to go.
            let is_going = self.outbox.replaced.contains(&name);
            // A tab cloned with its memory may have written another field under the same name.
            let has_entry = || {
                let entry = self.read(&names::outbox_entry(&name)).and_then(Result::ok);
                entry.is_some_and(|entry| entry.cell(field) == Some(cell))
            };
            if is_going || orphans.contains_key(&name) || !has_entry() {
                let cells = orphans.entry(name).or_default();
                cells.merge_cell(field, cell.clone());
            }
        }
        if orphans.is_empty() || !self.has_account() {
            return true;
        }
        self.add_rejected_before(key, known, &mut orphans);
        for (name, cells) in orphans {
            self.outbox.waiting.insert(name.clone(), cells.clone());
            self.note(OutboxEntry { name, cells });
        }
        self.write_entries()
    }

    /// Adds an entry for each rejected cell that these entries are about to replace, to go before
    /// them: no edit here has replaced it, and the tab that leads may be gone before it has kept
    /// the value with its rejection.
    fn add_rejected_before(&self, key: &RecordKey, known: &Record, orphans: &mut Outbox) {
        let is_replaced = |field: &str| orphans.values().any(|new| new.cell(field).is_some());
        let replaced: Vec<_> = known
            .cells()
            .filter(|(field, _)| is_replaced(field))
            .collect();
        if replaced.is_empty() {
            return;
        }
        let rejections = self.rejections();
        for (field, cell) in replaced {
            let rejection = rejections.get(&(key.clone(), field.to_owned()));
            let is_rejected =
                rejection.is_some_and(|it| it.stamp == cell.stamp && it.value.is_none());
            if is_rejected {
                let name = EntryName {
                    stamp: cell.stamp,
                    key: key.clone(),
                };
                let before = orphans.entry(name).or_default();
                before.merge_cell(field, cell.clone());
            }
        }
    }

    /// Notes that the server has these cells, if records of them wait.
    pub(super) fn confirm_stamps(&mut self, changes: &Changes) {
        for (key, cells) in changes {
            for (_, cell) in cells.cells() {
                self.confirm_stamp(key, cell.stamp);
            }
        }
    }

    pub(super) fn confirm_stamp(&mut self, key: &RecordKey, stamp: Stamp) {
        if self.pending.records.contains_key(key) {
            self.pending
                .confirmed_stamps
                .entry(key.clone())
                .or_default()
                .insert(stamp);
        }
    }
}
