//! Writing: records and entries, with storage full, blocked and damaged all survived.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{self, Named};
use super::{AHEAD, Client, Disk, Page, Place, REFETCH, Tab};
use crate::state::record::{Cell, Record, RecordKey, wins};
use crate::state::stamp::Stamp;
use crate::sync::client::{EntryName, Records, Saved};
use crate::sync::protocol::Changes;

impl<D: Disk, P: Page> Tab<D, P> {
    /// Reads everything into memory. What cannot be read is put aside under another name. Gives how many values there are that could not be
    /// read, ever; none where storage is blocked.
    pub fn load(&mut self) -> Option<usize> {
        let names = self.disk.names()?;
        let mut records = Vec::with_capacity(names.len());
        let mut entries = Vec::new();
        let mut unreadable = 0;
        self.used = 0;
        self.entries.clear();
        for name in names {
            let Some(text) = self.disk.get(&name) else {
                continue;
            };
            self.used += name.len() + utf16_length(&text);
            match names::parse(&name) {
                Named::Aside => unreadable += 1,
                Named::Unsent(entry) => match entry.zip(Record::from_text(&text).ok()) {
                    Some((entry, _)) if self.replaced.contains(&entry) => {}
                    Some((entry, cells)) => {
                        self.entries.insert(entry.clone());
                        entries.push((entry.key, cells));
                    }
                    // The tab that leads sets it aside.
                    None => unreadable += 1,
                },
                Named::Record(key) => {
                    if let Some((key, mut record)) = key.zip(Record::from_text(&text).ok()) {
                        record.replace(self.replacing.get(&key).cloned().unwrap_or_default());
                        records.push((key, record));
                    } else {
                        unreadable += 1;
                        self.is_damaged = true;
                        if self.put_aside(&name, &text) {
                            self.disk.remove(&name);
                        }
                    }
                }
                Named::Other(_) => {}
            }
        }
        self.page.merge(records);
        // An entry is written before its record: after a crash in between, the entry has what the record lacks.
        let recovered = self.page.merge(entries);
        if !recovered.is_empty() {
            self.keep(recovered);
        }
        Some(unreadable)
    }

    /// Keeps what an edit wrote, first as entries that wait to be sent, where there is an account to send them to. Says whether there was room
    /// for all.
    pub fn keep_edit(&mut self, written: &Changes) -> bool {
        if self.has_account() {
            self.mark_unsent(written);
        }
        self.keep(written.keys().cloned())
    }

    /// Merges records of a backup file and keeps what they changed. Says whether there was room for all.
    pub fn import(&mut self, records: Changes) -> bool {
        self.keep_refused(&records);
        let changed = self.page.merge(records.into_iter().collect());
        // A sweep is one word, where entries would double what is kept. Only the tab that leads has the one that is under way.
        if self.sweep() {
            self.keep_confirmed(changed)
        } else {
            self.keep(changed)
        }
    }

    /// Writes records, together with whatever another tab wrote into them meanwhile. Says whether there was room for all.
    pub fn keep(&mut self, keys: impl IntoIterator<Item = RecordKey>) -> bool {
        let keys: Vec<RecordKey> = keys.into_iter().collect();
        self.waiting
            .extend(keys.iter().map(|key| (key.clone(), false)));
        self.write_with_all_that_waits(&keys)
    }

    /// As [`Self::keep`], for records of which the server has all, or is about to.
    pub(super) fn keep_confirmed(&mut self, keys: impl IntoIterator<Item = RecordKey>) -> bool {
        let keys: Vec<RecordKey> = keys.into_iter().collect();
        for key in &keys {
            self.waiting.entry(key.clone()).or_insert(true);
        }
        self.write_with_all_that_waits(&keys)
    }

    /// Whether everything in memory is on the disk, too.
    pub fn has_room(&self) -> bool {
        self.has_written_all() && self.waiting_entries.is_empty() && self.telling.is_none()
    }

    /// What records and all else take of the disk, in UTF-16 code units.
    pub const fn used(&self) -> usize {
        self.used
    }

    /// How many entries wait to be sent, in a tab that does not lead.
    pub fn unsent(&self) -> usize {
        self.entries.len() + self.waiting_entries.len()
    }

    /// Whether every record in memory is on the disk.
    pub(super) fn has_written_all(&self) -> bool {
        self.waiting.is_empty() && self.replacing.is_empty()
    }

    pub(super) fn keeps_any_record(&self) -> bool {
        let names = self.disk.names().unwrap_or_default();
        let is_record = |name: &String| matches!(names::parse(name), Named::Record(_));
        names.iter().any(is_record)
    }

    /// Writes what waits for room, entries first. Says whether there was room for all.
    pub(super) fn write_waiting(&mut self) -> bool {
        self.write_with_all_that_waits(&[])
    }

    /// What is new may be shorter than what it takes the place of, so it goes before what has waited for longer.
    fn write_with_all_that_waits(&mut self, new: &[RecordKey]) -> bool {
        if !self.write_first() {
            return false;
        }
        let others: Vec<RecordKey> = self.waiting.keys().cloned().collect();
        for key in new.iter().chain(&others) {
            let Some(is_confirmed) = self.waiting.get(key).copied() else {
                continue;
            };
            if self.is_to_stay(key) {
                continue;
            }
            // After one refusal the rest is not tried: with thousands of records each try would cost.
            if !self.write(key, is_confirmed) {
                return false;
            }
            self.waiting.remove(key);
            self.vouched.remove(key);
        }
        self.waiting.is_empty()
    }

    /// Writes what goes before any record; says whether there was room for the entries.
    pub(super) fn write_first(&mut self) -> bool {
        if !self.left_behind.is_empty() && self.store_refused(&self.left_behind) {
            self.left_behind.clear();
        }
        if let Some(limit) = self.telling {
            let word = self.word_of_limit(&limit.to_string());
            if self.disk.set(AHEAD, &word) {
                self.telling = None;
            }
        }
        if !self.write_entries() {
            return false;
        }
        let replacing: Vec<RecordKey> = self.replacing.keys().cloned().collect();
        for key in replacing {
            if self.is_to_stay(&key) || !self.write(&key, true) {
                return true;
            }
        }
        for name in std::mem::take(&mut self.replaced) {
            let has_more = |client: &Client| client.is_unsent(&name);
            if !self.client.as_ref().is_some_and(has_more) {
                self.forget_entry(&name);
            }
        }
        true
    }

    /// Writes the entries that wait; says whether there was room for all.
    pub(super) fn write_entries(&mut self) -> bool {
        while let Some((entry, cells)) = self.waiting_entries.pop_first() {
            let name = names::unsent(&entry);
            let mut merged = self.read(&name).and_then(Result::ok).unwrap_or_default();
            merged.merge(cells.clone());
            if !self.disk.set(&name, &merged.to_text()) {
                self.waiting_entries.insert(entry, cells);
                return false;
            }
            self.vouch(&entry.key, entry.stamp);
            self.entries.insert(entry);
        }
        true
    }

    /// The records on the disk of which the server does not take something, with the entries there that wait.
    pub(super) fn read_where_refused(&self) -> Changes {
        let refused = self.client.as_ref().map(Client::refused);
        let held = refused.into_iter().flatten();
        let held = held.filter(|(_, refusal)| refusal.value.is_none());
        let keys: BTreeSet<&RecordKey> = held.map(|((key, _), _)| key).collect();
        let mut found = Changes::new();
        if keys.is_empty() {
            return found;
        }
        for name in self.disk.names().unwrap_or_default() {
            let (Named::Record(Some(key)) | Named::Unsent(Some(EntryName { key, .. }))) =
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

    /// Writes what the server does not take, and nothing else of its records: its entries are about to go, so it is nowhere else. Says whether
    /// there was room.
    pub(super) fn write_what_is_refused(&mut self) -> bool {
        let refused = self.client.as_ref().map(Client::refused);
        let held = refused.into_iter().flatten();
        let held = held.filter(|(_, refusal)| refusal.value.is_none());
        let held: Vec<_> = held
            .map(|((key, field), refusal)| (key.clone(), field.clone(), refusal.stamp))
            .collect();
        held.into_iter().all(|(key, field, stamp)| {
            let cell_of = |records: &Records| records.get(&key)?.cell(&field).cloned();
            let held = self.page.read(cell_of);
            held.filter(|cell| cell.stamp == stamp)
                .is_none_or(|cell| self.write_cell(&key, &field, cell))
        })
    }

    fn write_cell(&mut self, key: &RecordKey, field: &str, cell: Cell) -> bool {
        let Some(mut stored) = self.read_or_put_aside(key) else {
            return false;
        };
        !stored.merge_cell(field, cell) || self.disk.set(&names::record(key), &stored.to_text())
    }

    /// Whether a record on the disk still has something that the server does not take and that has been overwritten in memory, while the list
    /// that is to keep it is not stored.
    fn is_to_stay(&self, key: &RecordKey) -> bool {
        let client = self.client.as_ref().filter(|_| self.is_untold);
        let untold = client.map(Client::refused).into_iter();
        untold.chain([&self.left_behind]).any(|refused| {
            let from = (key.clone(), String::new());
            let refused = refused.range(from..);
            let mut refused = refused.take_while(|((refused, _), _)| refused == key);
            refused.any(|(_, refusal)| refusal.value.is_some())
        })
    }

    /// What another tab may still hold under a wrong clock is forgotten there; what waits here is stamped anew.
    pub(super) fn begin_to_replace(&mut self, limit_ms: u64) {
        self.waiting_entries
            .retain(|name, _| name.stamp.ms <= limit_ms);
        self.telling = Some(limit_ms);
        self.write_first();
    }

    /// Puts cells in place of those held, here and on the disk, and then forgets entries.
    pub(super) fn replace(&mut self, cells: Changes, replaced: Vec<EntryName>) {
        self.page.replace(cells.clone());
        for (key, cells) in cells {
            self.replacing.entry(key).or_default().replace(cells);
        }
        self.replaced.extend(replaced);
        self.write_first();
    }

    /// Takes note that the server has what these changes have, where records of them wait.
    pub(super) fn vouch_for(&mut self, changes: &Changes) {
        for (key, cells) in changes {
            for (_, cell) in cells.cells() {
                self.vouch(key, cell.stamp);
            }
        }
    }

    pub(super) fn vouch(&mut self, key: &RecordKey, stamp: Stamp) {
        if self.waiting.contains_key(key) {
            self.vouched.entry(key.clone()).or_default().insert(stamp);
        }
    }

    pub(super) fn forget_entry(&mut self, name: &EntryName) {
        self.entries.remove(name);
        self.waiting_entries.remove(name);
        self.disk.remove(&names::unsent(name));
    }

    /// The unsent entries on the disk. One that is damaged is put aside, and everything is sent: its record may have what it had.
    pub(super) fn read_entries(&mut self, saved: &mut Saved) -> BTreeMap<EntryName, Record> {
        let mut entries = BTreeMap::new();
        let mut damaged = Vec::new();
        for name in self.disk.names().unwrap_or_default() {
            let Named::Unsent(entry) = names::parse(&name) else {
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
            saved.sweep = Some(Place::default());
            // Only once it is known on the disk that everything is to be sent.
            if self.keep_saved(saved) {
                for (name, text) in damaged {
                    if self.disk.set(&names::aside(&name), &text) {
                        self.disk.remove(&name);
                    }
                }
            }
        }
        entries
    }

    /// Marks what an edit wrote as unsent.
    fn mark_unsent(&mut self, written: &Changes) {
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
            self.waiting_entries.insert(name.clone(), cells.clone());
            self.note(name, cells.clone());
        }
        // The new one is on the disk before the old one goes: else a crash, or a full storage, would leave neither.
        if !overwritten.is_empty() && self.write_entries() {
            for before in &overwritten {
                self.forget_overwritten(before);
            }
        }
    }

    /// This tab's last entry for a record, where the new one has all its fields.
    fn overwritten_by(&mut self, name: &EntryName, cells: &Record) -> Option<EntryName> {
        let before = self.own.insert(name.key.clone(), name.clone());
        let before = before.filter(|before| before != name)?;
        let old = self.read(&names::unsent(&before))?.ok()?;
        let is_covered = old.cells().all(|(field, _)| cells.cell(field).is_some());
        is_covered.then_some(before)
    }

    /// Deletes an entry that a later one has made needless, unless it is under way.
    fn forget_overwritten(&mut self, before: &EntryName) {
        let is_under_way = self
            .client
            .as_mut()
            .is_some_and(|client| client.is_unsent(before) && !client.supersede(before));
        if !is_under_way {
            self.forget_entry(before);
        }
    }

    fn write(&mut self, key: &RecordKey, is_confirmed: bool) -> bool {
        let Some(held) = self.page.read(|records| records.get(key).cloned()) else {
            return true;
        };
        let name = names::record(key);
        let before = self.disk.get(&name);
        let Some(mut stored) = self.read_or_put_aside(key) else {
            return false;
        };
        stored.replace(self.replacing.get(key).cloned().unwrap_or_default());
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
        self.replacing.remove(key);
        true
    }

    /// A record as it is stored. One that was damaged while the page was open is put aside like at the start, or left as it is: none then.
    fn read_or_put_aside(&mut self, key: &RecordKey) -> Option<Record> {
        let name = names::record(key);
        let Some(text) = self.disk.get(&name) else {
            return Some(Record::default());
        };
        Record::from_text(&text)
            .ok()
            .or_else(|| self.put_aside(&name, &text).then(Record::default))
    }

    /// Gives the cells of a record that would be new, and that nobody would send, entries of their own: a guest's record that found room only
    /// after someone had signed in, a copy of what another tab has put aside, cells that another tab has stamped anew. Says whether there was
    /// room for these entries.
    pub(super) fn send_orphans(&mut self, key: &RecordKey, new: &Record, known: &Record) -> bool {
        let vouched = self.vouched.get(key);
        let mut orphans: BTreeMap<EntryName, Record> = BTreeMap::new();
        for (field, cell) in new.cells() {
            let is_known = known.cell(field).is_some_and(|known| !wins(cell, known));
            if is_known || vouched.is_some_and(|stamps| stamps.contains(&cell.stamp)) {
                continue;
            }
            let name = EntryName {
                stamp: cell.stamp,
                key: key.clone(),
            };
            // One that has been stamped anew is about to go.
            let is_going = self.replaced.contains(&name);
            // A tab cloned with its memory may have written another field under the same name.
            let has_entry = || {
                let entry = self.read(&names::unsent(&name)).and_then(Result::ok);
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
        self.add_refused_before(key, known, &mut orphans);
        for (name, cells) in orphans {
            self.waiting_entries.insert(name.clone(), cells.clone());
            self.note(name, cells);
        }
        self.write_entries()
    }

    /// Gives what the server does not take, and these entries are about to take the place of, an entry that goes before them: nobody has typed over
    /// it, and the tab that leads may be gone before it has kept it with its refusal.
    fn add_refused_before(
        &self,
        key: &RecordKey,
        known: &Record,
        orphans: &mut BTreeMap<EntryName, Record>,
    ) {
        let is_replaced = |field: &str| orphans.values().any(|new| new.cell(field).is_some());
        let replaced: Vec<_> = known
            .cells()
            .filter(|(field, _)| is_replaced(field))
            .collect();
        if replaced.is_empty() {
            return;
        }
        let refused = self.refused();
        for (field, cell) in replaced {
            let refusal = refused.get(&(key.clone(), field.to_owned()));
            let is_refused = refusal.is_some_and(|it| it.stamp == cell.stamp && it.value.is_none());
            if is_refused {
                let name = EntryName {
                    stamp: cell.stamp,
                    key: key.clone(),
                };
                let before = orphans.entry(name).or_default();
                before.merge_cell(field, cell.clone());
            }
        }
    }

    /// Copies a damaged value under another name, and marks that everything is to be fetched. Says whether it could.
    fn put_aside(&mut self, name: &str, text: &str) -> bool {
        if self.aside.get(name).is_some_and(|aside| aside == text) {
            return true;
        }
        let mark = format!("{:08x}", self.page.random());
        let is_aside = self.disk.set(&names::aside(name), text)
            && (self.disk.set(REFETCH, &mark) || self.disk.get(REFETCH).is_some());
        if is_aside {
            self.aside.insert(name.to_owned(), text.to_owned());
        }
        is_aside
    }

    /// Reads a record or an entry.
    fn read(&self, name: &str) -> Option<Result<Record, serde_json::Error>> {
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
