//! Storage events: the handling of values that other tabs of the browser write.

use super::disk::Disk;
use super::names::{self, AHEAD_NOTICE, CHECKPOINT, LEADER_REQUEST, Named};
use super::requests::TabRequest;
use super::state::Tab;
use super::view::TabView;
use crate::state::record::{Record, RecordKey};
use crate::sync::client::{EntryName, OutboxEntry, ResyncPosition};
use crate::sync::protocol::Changes;

impl<D: Disk, V: TabView> Tab<D, V> {
    /// Takes note of a value that another tab has written or deleted.
    pub fn on_storage_event(&mut self, name: &str, value: Option<&str>) {
        match names::parse(name) {
            Named::Record(Some(key)) => self.on_record(&key, value),
            Named::OutboxEntry(Some(entry)) => self.on_entry(entry, value),
            Named::Other(LEADER_REQUEST) => {
                // Of another build, perhaps: a request that is not understood is left to the next
                // attempt.
                if let Ok((asked, _)) =
                    serde_json::from_str::<(TabRequest, f64)>(value.unwrap_or_default())
                {
                    self.handle_request(&asked);
                }
            }
            Named::Other(AHEAD_NOTICE) => {
                let limit = value.and_then(|word| word.split(' ').next()?.parse().ok());
                if let Some(limit) = limit {
                    self.forget_ahead(limit);
                }
            }
            Named::Other(CHECKPOINT) => self.on_checkpoint(value),
            _ => {}
        }
    }

    fn on_record(&mut self, key: &RecordKey, value: Option<&str>) {
        let Some(text) = value else {
            // Quarantined, and not deleted with everything else: if this tab still holds it,
            // nothing is lost.
            let quarantine = names::quarantine(&names::record(key));
            if self.disk.get(&quarantine).is_some() {
                self.store([key.clone()]);
            }
            return;
        };
        let Ok(record) = Record::from_text(text) else {
            return;
        };
        self.preserve_rejected(&Changes::from([(key.clone(), record.clone())]));
        let known = self.view.read(|records| records.get(key).cloned());
        self.view.absorb(vec![(key.clone(), record.clone())]);
        if self.client.is_some() {
            // An entry is heard of before its record, so cells that are new here mostly have none.
            self.send_orphans(key, &record, &known.unwrap_or_default());
        }
        if self.view.read(|records| records.get(key) != Some(&record)) {
            // The other tab wrote without having seen our cells: write the merged record, which it
            // will then see.
            self.store([key.clone()]);
        }
    }

    fn on_entry(&mut self, entry: EntryName, value: Option<&str>) {
        let Some(text) = value else {
            self.outbox.stored.remove(&entry);
            if let Some(client) = &mut self.client {
                client.supersede(&entry);
            }
            return;
        };
        self.outbox.stored.insert(entry.clone());
        // Damaged on its way: it is quarantined when it is read from the disk.
        let Ok(cells) = Record::from_text(text) else {
            return;
        };
        // Should everything have to be sent once more, the leader sends everything in its memory.
        self.view.absorb(vec![(entry.key.clone(), cells.clone())]);
        if self.client.is_some() {
            // Cells sent from here are confirmed here: the other tab may die before it writes its
            // record.
            self.store([entry.key.clone()]);
        }
        self.note(OutboxEntry { name: entry, cells });
    }

    fn on_checkpoint(&mut self, value: Option<&str>) {
        let ephemeral_checkpoint = value.and_then(|_| self.ephemeral_checkpoint.take());
        let stored = self.checkpoint();
        self.known_checkpoint.clone_from(&stored);
        let now_of = stored.as_ref().map(|checkpoint| &checkpoint.account);
        let known = self
            .client
            .as_ref()
            .map(|client| &client.checkpoint().account);
        if now_of != known || ephemeral_checkpoint.is_some() {
            // If the checkpoint has found room, the tab that leads syncs for this one, too.
            self.open_client();
            let epoch = stored.and_then(|checkpoint| checkpoint.epoch);
            if ephemeral_checkpoint
                .is_some_and(|ephemeral_checkpoint| ephemeral_checkpoint.epoch != epoch)
            {
                self.resend_everything();
            }
        } else if stored
            .is_some_and(|checkpoint| checkpoint.resync == Some(ResyncPosition::default()))
        {
            // Another tab has signed in to this very account: the records it found here are to be
            // sent, too.
            self.start_full_resync();
        }
        if let Some(checkpoint) = self.checkpoint() {
            if let Some(client) = &mut self.client {
                client.set_shared(checkpoint.is_shared);
            }
            self.view.set_clock_offset(checkpoint.offset_ms);
        }
    }

    /// Sends everything once more: while this tab synced for itself, it was to another database
    /// than that of the stored checkpoint.
    fn resend_everything(&mut self) {
        if self.client.is_some() {
            self.start_full_resync();
            return;
        }
        // Records that wait get entries, and the tab that leads sends all else.
        for is_confirmed in self.pending.records.values_mut() {
            *is_confirmed = false;
        }
        self.pending.confirmed_stamps.clear();
        if let Some(mut stored) = self.checkpoint() {
            stored.resync = Some(ResyncPosition::default());
            self.store_checkpoint(&stored);
        }
    }

    /// Forgets cells that a wrong clock has stamped after a limit: another tab has given them
    /// new stamps on the disk. Cells that only this tab has stay as they are.
    fn forget_ahead(&mut self, limit_ms: u64) {
        let entries = self.outbox.waiting.iter();
        let mut own: Vec<(RecordKey, Record)> = entries
            .map(|(name, cells)| (name.key.clone(), cells.clone()))
            .collect();
        for key in self.pending.records.keys() {
            own.push((key.clone(), self.ahead_without_entry(key, limit_ms)));
        }
        self.view.forget_ahead(limit_ms);
        self.load();
        self.view.absorb(own);
    }

    /// The cells of a waiting record after a limit that no tab has stored, so that none can have
    /// given them new stamps.
    fn ahead_without_entry(&self, key: &RecordKey, limit_ms: u64) -> Record {
        let mut own = Record::default();
        self.view.read(|records| {
            for (field, cell) in records.get(key).iter().flat_map(|record| record.cells()) {
                let name = EntryName {
                    stamp: cell.stamp,
                    key: key.clone(),
                };
                if cell.stamp.ms > limit_ms && !self.outbox.stored.contains(&name) {
                    own.merge_cell(field, cell.clone());
                }
            }
        });
        own
    }
}
