//! Storage that is cleared under an open page, by the browser or by the person: what the page holds
//! in memory is written again, and synced on.

use super::disk::Disk;
use super::names::{self, CHECKPOINT};
use super::state::Tab;
use super::view::TabView;
use crate::state::record::RecordKey;
use crate::sync::client::{Client, ResyncPosition};

impl<D: Disk, V: TabView> Tab<D, V> {
    /// Looks whether the storage was cleared under this page, and writes everything in memory again
    /// if it was. Cheap while it was not: one value is read. Returns whether it was.
    ///
    /// To be called before anything is written, so that one new record does not pass for all there
    /// ever was.
    pub fn restore_cleared(&mut self) -> bool {
        if !self.is_cleared() {
            return false;
        }
        self.used = 0;
        self.outbox.stored.clear();
        self.outbox.own.clear();
        self.restore_account();
        let keys: Vec<RecordKey> = self.view.read(|records| records.keys().cloned().collect());
        if self.has_account() {
            // The resync sends what the lost entries had.
            self.store_confirmed(keys);
        } else {
            self.store(keys);
        }
        true
    }

    /// Whether the disk has lost everything. A page that the server rendered may hold records that
    /// were never written, and another tab may have signed out, so one missing value proves
    /// nothing.
    fn is_cleared(&self) -> bool {
        if self.disk.is_erased() || self.disk.get(CHECKPOINT).is_some() {
            return false;
        }
        let written = |key: &&RecordKey| !self.pending.records.contains_key(*key);
        let sample = self
            .view
            .read(|records| records.keys().find(written).cloned());
        match sample {
            Some(key) => {
                self.disk.get(&names::record(&key)).is_none() && !self.has_stored_records()
            }
            // An account without a record yet. An ephemeral one never was on the disk.
            None => {
                self.known_checkpoint.is_some()
                    && !self.is_ephemeral()
                    && self.disk.names().is_some_and(|names| names.is_empty())
            }
        }
    }

    /// Says again which account this device belongs to. Everything is sent and fetched once more:
    /// which entries were lost, nobody knows.
    fn restore_account(&mut self) {
        let client = self.client.as_ref().map(Client::checkpoint);
        let known = client.cloned().or_else(|| self.known_checkpoint.clone());
        let Some(mut checkpoint) = known else {
            return;
        };
        checkpoint.resync = Some(ResyncPosition::default());
        checkpoint.cursor = 0;
        self.store_checkpoint(&checkpoint);
        if let Some(client) = &mut self.client {
            client.start_full_resync();
            client.refetch();
            let rejections = client.rejections().clone();
            self.write_rejections(&rejections);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    use std::rc::Rc;

    use super::*;
    use crate::state::record::{Cell, Record, RecordKind};
    use crate::state::stamp::{Clock, Stamp};
    use crate::sync::client::{Ask, Records};
    use crate::sync::protocol::Changes;
    use crate::values::id::RecordId;

    #[derive(Clone, Default)]
    struct Memory(Rc<RefCell<BTreeMap<String, String>>>);

    impl Memory {
        fn clear(&self) {
            self.0.borrow_mut().clear();
        }
    }

    impl Disk for Memory {
        fn get(&self, name: &str) -> Option<String> {
            self.0.borrow().get(name).cloned()
        }

        fn set(&self, name: &str, text: &str) -> bool {
            self.0.borrow_mut().insert(name.into(), text.into());
            true
        }

        fn remove(&self, name: &str) {
            self.0.borrow_mut().remove(name);
        }

        fn names(&self) -> Option<Vec<String>> {
            Some(self.0.borrow().keys().cloned().collect())
        }

        fn is_erased(&self) -> bool {
            false
        }
    }

    struct Shown {
        records: Records,
        clock: Clock,
    }

    fn shown() -> Shown {
        Shown {
            records: Records::default(),
            clock: Clock::new(1),
        }
    }

    impl TabView for Shown {
        fn read<T>(&self, read: impl FnOnce(&Records) -> T) -> T {
            read(&self.records)
        }

        fn absorb(&mut self, records: Vec<(RecordKey, Record)>) -> Vec<RecordKey> {
            let keys = records.iter().map(|(key, _)| key.clone()).collect();
            for (key, cells) in records {
                self.records.entry(key).or_default().merge(cells);
            }
            keys
        }

        fn replace(&mut self, _cells: Changes) {}

        fn forget_ahead(&mut self, _limit_ms: u64) {}

        fn with_clock<T: Default>(&mut self, with: impl FnOnce(&Records, &mut Clock) -> T) -> T {
            with(&self.records, &mut self.clock)
        }

        fn set_clock_offset(&mut self, _offset_ms: i64) {}

        fn random(&mut self) -> u32 {
            0
        }
    }

    fn edit(number: u128, ms: u64) -> Changes {
        let mut cells = Record::default();
        let stamp = Stamp {
            ms,
            ..Stamp::default()
        };
        cells.merge_cell(
            "company",
            Cell {
                value: "Acme".into(),
                stamp,
            },
        );
        let key = RecordKey::new(RecordKind::Opportunity, RecordId::fixed(number));
        Changes::from([(key, cells)])
    }

    fn write(tab: &mut Tab<Memory, Shown>, changes: &Changes) {
        tab.view_mut().absorb(changes.clone().into_iter().collect());
        tab.record_edit(changes);
    }

    fn stored_records(disk: &Memory) -> usize {
        let names = disk.names().unwrap_or_default();
        let is_record = |name: &&String| matches!(names::parse(name), names::Named::Record(_));
        names.iter().filter(is_record).count()
    }

    #[test]
    fn a_guest_writes_everything_again_before_the_next_edit() {
        let disk = Memory::default();
        let mut tab = Tab::new(disk.clone(), shown());
        for number in 1..=3 {
            write(&mut tab, &edit(number, 1));
        }
        assert!(!tab.restore_cleared(), "nothing is missing");
        disk.clear();
        write(&mut tab, &edit(4, 2));
        assert_eq!(stored_records(&disk), 4);
        assert!(!tab.restore_cleared());
    }

    #[test]
    fn an_account_stays_one_and_sends_everything_once_more() {
        for leads in [true, false] {
            let disk = Memory::default();
            let mut tab = Tab::new(disk.clone(), shown());
            tab.sign_in("a", "ada", false);
            write(&mut tab, &edit(1, 1));
            if leads {
                tab.lead();
            }
            disk.clear();
            assert!(tab.restore_cleared());
            assert_eq!(stored_records(&disk), 1);
            let checkpoint = tab.checkpoint().unwrap_or_default();
            assert_eq!(checkpoint.account, "a");
            assert!(checkpoint.resync.is_some());
            if leads {
                let request = tab.next(10_000);
                assert!(request.is_some_and(|request| matches!(request.ask, Ask::Push(_))));
            }
        }
    }

    #[test]
    fn an_account_without_a_record_yet_is_remembered_as_well() {
        let disk = Memory::default();
        let mut tab = Tab::new(disk.clone(), shown());
        tab.sign_in("a", "ada", false);
        disk.clear();
        assert!(tab.restore_cleared());
        assert!(tab.has_account());
    }

    #[test]
    fn a_tab_that_hears_of_signing_out_does_not_sign_in_again() {
        let disk = Memory::default();
        let mut other = Tab::new(disk.clone(), shown());
        let mut tab = Tab::new(disk.clone(), shown());
        tab.sign_in("a", "ada", false);
        write(&mut tab, &edit(1, 1));
        other.load();
        other.sign_out();
        assert!(!tab.restore_cleared(), "the records are there");
        tab.on_storage_event(CHECKPOINT, None);
        disk.clear();
        assert!(tab.restore_cleared());
        assert!(!tab.has_account());
        assert_eq!(stored_records(&disk), 1);
    }
}
