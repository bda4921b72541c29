//! Requests and responses: the client decides, the tab carries out.

use super::disk::Disk;
use super::state::Tab;
use super::view::TabView;
use crate::state::record::RecordKey;
use crate::sync::client::{DriverStep, EntryName, OutboxEntry, Request, Response};
use crate::sync::protocol::Changes;

impl<D: Disk, V: TabView> Tab<D, V> {
    /// The request that is due, if any.
    pub fn next(&mut self, now_ms: u64) -> Option<Request> {
        self.restore_cleared();
        self.apply_refetch_mark();
        self.write_waiting();
        let client = self.client.as_mut()?;
        self.view.read(|records| client.next(records, now_ms))
    }

    /// Takes the response to a request.
    pub fn on_response(&mut self, number: u64, response: Response, now_ms: u64) {
        self.restore_cleared();
        let Some(client) = &mut self.client else {
            return;
        };
        let steps = self.view.with_clock(|records, clock| {
            client.on_response(number, response, records, clock, now_ms)
        });
        self.carry_out(steps);
    }

    /// Carries out the client's steps in their order.
    fn carry_out(&mut self, steps: Vec<DriverStep>) {
        let mut is_written = true;
        if self.rejections.is_dirty {
            self.store_rejections();
        }
        for step in steps {
            match step {
                DriverStep::Merge(changes) => is_written &= self.merge_pulled(changes),
                DriverStep::ForgetAhead(limit_ms) => self.announce_ahead_limit(limit_ms),
                DriverStep::AddEntry(OutboxEntry { name, cells }) => {
                    self.outbox.waiting.insert(name, cells);
                }
                DriverStep::Replace(cells, replaced) => self.replace(cells, replaced),
                DriverStep::RemoveEntries(names) => self.remove_confirmed(&names),
                DriverStep::StoreRejections => {
                    // Another tab may have replaced a rejected cell, unheard of here.
                    let stored = self.read_rejected_records();
                    if !self.preserve_rejected(&stored) {
                        self.store_rejections();
                    }
                }
                DriverStep::StoreCheckpoint => {
                    // A full resync that has ended would not send again what the stored list does
                    // not call rejected.
                    if is_written && self.has_written_all() && !self.rejections.is_dirty {
                        self.store_client_checkpoint();
                    }
                }
            }
        }
    }

    /// Merges a page of changes; returns whether everything is on the disk.
    fn merge_pulled(&mut self, changes: Changes) -> bool {
        // All of these records, also those that memory had before: it may have come from the
        // document and never have been written.
        let keys: Vec<RecordKey> = changes.keys().cloned().collect();
        self.confirm_stamps(&changes);
        self.view.absorb(changes.into_iter().collect());
        let is_written = self.store_confirmed(keys);
        // A rejected text may have found no room beside the one that has just been replaced.
        if self.rejections.is_dirty {
            self.store_rejections();
        }
        is_written
    }

    /// Removes entries that the server has.
    fn remove_confirmed(&mut self, names: &[EntryName]) {
        if self.rejections.is_dirty {
            // Left on the disk, they are sent once more after a reload, and rejected once more.
            return;
        }
        for name in names {
            // Sent from memory, perhaps, while neither the entry nor its record found room.
            self.confirm_stamp(&name.key, name.stamp);
            self.forget_entry(name);
        }
        // Something else may be waiting for their room.
        self.write_first();
    }

    /// Has other tabs forget the stamps of a wrong clock; entries with new stamps follow.
    fn announce_ahead_limit(&mut self, limit_ms: u64) {
        self.outbox
            .waiting
            .retain(|name, _| name.stamp.ms <= limit_ms);
        self.pending.ahead_notice = Some(limit_ms);
        self.write_first();
    }

    /// Replaces the cells held, here and on the disk, and then removes entries.
    fn replace(&mut self, cells: Changes, replaced: Vec<EntryName>) {
        self.view.replace(cells.clone());
        for (key, cells) in cells {
            let replacing = self.pending.replacing.entry(key).or_default();
            replacing.replace(cells);
        }
        self.outbox.replaced.extend(replaced);
        self.write_first();
    }
}
