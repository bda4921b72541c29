//! Records on the disk, with storage full, blocked and damaged all survived.

use super::disk::Disk;
use super::names::{self, AHEAD_NOTICE, Named, REFETCH};
use super::state::Tab;
use super::view::TabView;
use crate::state::record::{Record, RecordKey};
use crate::sync::client::Client;
use crate::sync::protocol::Changes;

impl<D: Disk, V: TabView> Tab<D, V> {
    /// Reads everything into memory. What cannot be read is quarantined. Returns the number of
    /// values that could not be read, ever; `None` if storage is blocked.
    pub fn load(&mut self) -> Option<usize> {
        let names = self.disk.names()?;
        let mut records = Vec::with_capacity(names.len());
        let mut entries = Vec::new();
        let mut unreadable = 0;
        self.used = 0;
        self.outbox.stored.clear();
        self.known_checkpoint = self.checkpoint();
        for name in names {
            let Some(text) = self.disk.get(&name) else {
                continue;
            };
            self.used += name.len() + utf16_length(&text);
            match names::parse(&name) {
                Named::Quarantined => unreadable += 1,
                Named::OutboxEntry(entry) => match entry.zip(Record::from_text(&text).ok()) {
                    Some((entry, _)) if self.outbox.replaced.contains(&entry) => {}
                    Some((entry, cells)) => {
                        self.outbox.stored.insert(entry.clone());
                        entries.push((entry.key, cells));
                    }
                    // The tab that leads quarantines it.
                    None => unreadable += 1,
                },
                Named::Record(key) => {
                    if let Some((key, mut record)) = key.zip(Record::from_text(&text).ok()) {
                        record.replace(
                            self.pending
                                .replacing
                                .get(&key)
                                .cloned()
                                .unwrap_or_default(),
                        );
                        records.push((key, record));
                    } else {
                        unreadable += 1;
                        self.damage.is_unmarked = true;
                        if self.quarantine(&name, &text) {
                            self.disk.remove(&name);
                        }
                    }
                }
                Named::Other(_) => {}
            }
        }
        self.view.absorb(records);
        // An entry is written before its record: after a crash in between, it has cells that the
        // record lacks.
        let recovered = self.view.absorb(entries);
        if !recovered.is_empty() {
            self.store(recovered);
        }
        Some(unreadable)
    }

    /// Stores the cells of an edit, first as outbox entries if there is an account. Returns whether
    /// there was room for all.
    pub fn record_edit(&mut self, written: &Changes) -> bool {
        self.restore_cleared();
        if self.has_account() {
            self.add_to_outbox(written);
        }
        self.store(written.keys().cloned())
    }

    /// Merges records of a backup file and stores those that changed. Returns whether there was
    /// room for all.
    pub fn record_import(&mut self, records: Changes) -> bool {
        self.restore_cleared();
        self.preserve_rejected(&records);
        let changed = self.view.absorb(records.into_iter().collect());
        // A full resync is one mark, where entries would double what is stored. Only the tab that
        // leads knows of one under way.
        if self.start_full_resync() {
            self.store_confirmed(changed)
        } else {
            self.store(changed)
        }
    }

    /// Writes records, together with whatever another tab wrote into them meanwhile. Returns
    /// whether there was room for all.
    pub fn store(&mut self, keys: impl IntoIterator<Item = RecordKey>) -> bool {
        let keys: Vec<RecordKey> = keys.into_iter().collect();
        self.pending
            .records
            .extend(keys.iter().map(|key| (key.clone(), false)));
        self.write_with_all_that_waits(&keys)
    }

    /// As [`Self::store`], for records of which the server has every cell, or is about to.
    pub(super) fn store_confirmed(&mut self, keys: impl IntoIterator<Item = RecordKey>) -> bool {
        let keys: Vec<RecordKey> = keys.into_iter().collect();
        for key in &keys {
            self.pending.records.entry(key.clone()).or_insert(true);
        }
        self.write_with_all_that_waits(&keys)
    }

    /// Whether everything in memory is on the disk, too.
    pub fn has_room(&self) -> bool {
        self.has_written_all()
            && self.outbox.waiting.is_empty()
            && self.pending.ahead_notice.is_none()
    }

    /// The records that are in memory and have not found room on the disk.
    pub fn unwritten(&self) -> Vec<RecordKey> {
        self.pending.records.keys().cloned().collect()
    }

    /// The room that records and all else take, in UTF-16 code units.
    pub const fn used(&self) -> usize {
        self.used
    }

    /// Whether every record in memory is on the disk.
    pub(super) fn has_written_all(&self) -> bool {
        self.pending.records.is_empty() && self.pending.replacing.is_empty()
    }

    /// Writes values that wait for room, entries first. Returns whether there was room for all.
    pub(super) fn write_waiting(&mut self) -> bool {
        self.write_with_all_that_waits(&[])
    }

    /// Writes new records before those that have waited for longer: they may be shorter than what
    /// they replace.
    fn write_with_all_that_waits(&mut self, new: &[RecordKey]) -> bool {
        if !self.write_first() {
            return false;
        }
        let others: Vec<RecordKey> = self.pending.records.keys().cloned().collect();
        for key in new.iter().chain(&others) {
            let Some(is_confirmed) = self.pending.records.get(key).copied() else {
                continue;
            };
            if self.must_stay(key) {
                continue;
            }
            // After one failure the rest is not tried: with thousands of records each try would
            // cost.
            if !self.write(key, is_confirmed) {
                return false;
            }
            self.pending.records.remove(key);
            self.pending.confirmed_stamps.remove(key);
        }
        self.pending.records.is_empty()
    }

    /// Writes everything that goes before any record. Returns whether there was room for the
    /// entries.
    pub(super) fn write_first(&mut self) -> bool {
        if !self.rejections.orphaned.is_empty() && self.write_rejections(&self.rejections.orphaned)
        {
            self.rejections.orphaned.clear();
        }
        if let Some(limit) = self.pending.ahead_notice {
            let word = self.ahead_notice(&limit.to_string());
            if self.disk.set(AHEAD_NOTICE, &word) {
                self.pending.ahead_notice = None;
            }
        }
        if !self.write_entries() {
            return false;
        }
        let replacing: Vec<RecordKey> = self.pending.replacing.keys().cloned().collect();
        for key in replacing {
            if self.must_stay(&key) || !self.write(&key, true) {
                return true;
            }
        }
        for name in std::mem::take(&mut self.outbox.replaced) {
            let has_more = |client: &Client| client.is_in_outbox(&name);
            if !self.client.as_ref().is_some_and(has_more) {
                self.forget_entry(&name);
            }
        }
        true
    }

    fn write(&mut self, key: &RecordKey, is_confirmed: bool) -> bool {
        let Some(held) = self.view.read(|records| records.get(key).cloned()) else {
            return true;
        };
        let name = names::record(key);
        let before = self.disk.get(&name);
        let Some(mut stored) = self.read_or_quarantine(key) else {
            return false;
        };
        stored.replace(self.pending.replacing.get(key).cloned().unwrap_or_default());
        if !is_confirmed && !self.send_orphans(key, &held, &stored) {
            return false;
        }
        stored.merge(held);
        let text = stored.to_text();
        if before.as_deref() != Some(text.as_str()) {
            if !self.disk.set(&name, &text) {
                return false;
            }
            let length_before = before.map_or(0, |before| name.len() + utf16_length(&before));
            self.used =
                (self.used + name.len() + utf16_length(&text)).saturating_sub(length_before);
        }
        self.pending.replacing.remove(key);
        true
    }

    /// Reads a record as it is stored. One that was damaged while the page was open is quarantined.
    /// `None` if there is no room for that.
    pub(super) fn read_or_quarantine(&mut self, key: &RecordKey) -> Option<Record> {
        let name = names::record(key);
        let Some(text) = self.disk.get(&name) else {
            return Some(Record::default());
        };
        Record::from_text(&text)
            .ok()
            .or_else(|| self.quarantine(&name, &text).then(Record::default))
    }

    /// Copies a damaged value under another name, and marks that everything is to be fetched.
    /// Returns whether it could.
    pub(super) fn quarantine(&mut self, name: &str, text: &str) -> bool {
        if self
            .damage
            .quarantined
            .get(name)
            .is_some_and(|copy| copy == text)
        {
            return true;
        }
        let mark = format!("{:08x}", self.view.random());
        let is_quarantined = self.disk.set(&names::quarantine(name), text)
            && (self.disk.set(REFETCH, &mark) || self.disk.get(REFETCH).is_some());
        if is_quarantined {
            self.damage
                .quarantined
                .insert(name.to_owned(), text.to_owned());
        }
        is_quarantined
    }

    /// Reads a record or an entry.
    pub(super) fn read(&self, name: &str) -> Option<Result<Record, serde_json::Error>> {
        Some(Record::from_text(&self.disk.get(name)?))
    }
}

fn utf16_length(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.encode_utf16().count()
    }
}
