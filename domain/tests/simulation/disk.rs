//! What a browser keeps: texts by name, as in local storage, with room for so many bytes, and what its tabs are told of each other's writes.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use domain::state::record::{Record, RecordKey};
use domain::sync::client::EntryName;
use domain::sync::tab;
use domain::sync::tab::names::{self, Named};

/// What a tab is told: the name that was written, and what it holds now.
pub(crate) type StorageEvent = (String, Option<String>);

/// The storage of one browser; a handle.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk(Rc<RefCell<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    values: BTreeMap<String, String>,
    /// The names of values that something else than a tab has changed, and no tab since.
    damaged: BTreeSet<String>,
    used: usize,
    limit: Option<usize>,
    power: Option<u32>,
    tabs: BTreeMap<u64, Wire>,
    was_cut: bool,
}

/// What reaches a tab, and how long it lives.
#[derive(Debug, Default)]
struct Wire {
    inbox: VecDeque<StorageEvent>,
    power: Option<u32>,
}

impl Disk {
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        self.0.borrow().values.get(name).cloned()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.0.borrow().values.keys().cloned().collect()
    }

    /// Reads a record or an entry; the text where it cannot be read.
    pub(crate) fn record(&self, name: &str) -> Option<Result<Record, String>> {
        let text = self.get(name)?;
        Some(Record::from_text(&text).map_err(|_| text))
    }

    /// Something else than a tab changes a value, and tells nobody.
    pub(crate) fn damage(&self, name: &str, text: &str) {
        let mut inner = self.0.borrow_mut();
        let limit = inner.limit.take();
        inner.put(name, text);
        inner.damaged.insert(name.to_owned());
        inner.limit = limit;
    }

    /// Everything is gone, which nobody is told.
    pub(crate) fn clear(&self) {
        let mut inner = self.0.borrow_mut();
        inner.values.clear();
        inner.damaged.clear();
        inner.used = 0;
    }

    /// From now on there is room for so many bytes more, whatever is there already.
    pub(crate) fn fill_up(&self, left: usize) {
        let mut inner = self.0.borrow_mut();
        inner.limit = Some(inner.used + left);
    }

    pub(crate) fn is_limited(&self) -> bool {
        self.0.borrow().limit.is_some()
    }

    /// From now on there is room enough.
    pub(crate) fn lift_limit(&self) {
        self.0.borrow_mut().limit = None;
    }

    /// So many writes more come through, and then the power is cut; none where it is not.
    pub(crate) fn set_power(&self, left: Option<u32>) {
        self.0.borrow_mut().power = left;
    }

    /// So many writes more of a tab come through, and then it is gone; none where it lives.
    pub(crate) fn set_power_of(&self, tab: u64, left: Option<u32>) {
        self.0.borrow_mut().tabs.entry(tab).or_default().power = left;
    }

    pub(crate) fn is_without_power(&self) -> bool {
        self.0.borrow().power == Some(0)
    }

    /// Whether a write was cut off since this was asked last.
    pub(crate) fn take_cut(&self) -> bool {
        std::mem::take(&mut self.0.borrow_mut().was_cut)
    }

    pub(crate) fn open(&self, tab: u64) -> TabDisk {
        self.0.borrow_mut().tabs.insert(tab, Wire::default());
        TabDisk {
            disk: self.clone(),
            tab: Cell::new(tab),
        }
    }

    /// Opens a tab that is still to be told what another one is.
    pub(crate) fn open_like(&self, tab: u64, other: u64) {
        let mut inner = self.0.borrow_mut();
        let wire = Wire {
            inbox: inner.tabs[&other].inbox.clone(),
            power: None,
        };
        inner.tabs.insert(tab, wire);
    }

    pub(crate) fn close(&self, tab: u64) {
        self.0.borrow_mut().tabs.remove(&tab);
    }

    /// The first thing another tab has written that this one was not told yet.
    pub(crate) fn take_storage_event(&self, tab: u64) -> Option<StorageEvent> {
        self.0.borrow_mut().tabs.get_mut(&tab)?.inbox.pop_front()
    }

    /// The records it holds, and those together with what waits to be sent.
    pub(crate) fn records(&self, with_entries: bool) -> BTreeMap<RecordKey, Record> {
        let mut records: BTreeMap<RecordKey, Record> = BTreeMap::new();
        for (name, text) in &self.0.borrow().values {
            let key = match names::parse(name) {
                Named::Record(Some(key)) => key,
                Named::OutboxEntry(Some(entry)) if with_entries => entry.key,
                _ => continue,
            };
            if let Ok(record) = Record::from_text(text) {
                records.entry(key).or_default().merge(record);
            }
        }
        records
    }

    /// Whether a record on it cannot be read.
    pub(crate) fn is_damaged(&self) -> bool {
        let inner = self.0.borrow();
        let records = inner.damaged.iter();
        let mut records = records.filter(|name| matches!(names::parse(name), Named::Record(_)));
        records.any(|name| matches!(self.record(name), Some(Err(_))))
    }

    /// The entries that wait to be sent.
    pub(crate) fn outbox(&self) -> Vec<EntryName> {
        let names = self.names();
        let entry = |name: &String| match names::parse(name) {
            Named::OutboxEntry(entry) => entry,
            _ => None,
        };
        names.iter().filter_map(entry).collect()
    }
}

impl Inner {
    /// Stores a value; says whether there was room. What grows nothing always fits.
    fn put(&mut self, name: &str, text: &str) -> bool {
        let before = self.values.get(name);
        let before = before.map_or(0, |before| name.len() + before.len());
        let used = self.used - before + name.len() + text.len();
        if used > self.used && self.limit.is_some_and(|limit| used > limit) {
            return false;
        }
        self.used = used;
        self.values.insert(name.to_owned(), text.to_owned());
        true
    }

    /// Whether a tab has the power for one more write.
    fn spend(&mut self, tab: u64) -> bool {
        let of_tab = self.tabs.get_mut(&tab).map(|wire| &mut wire.power);
        for power in [Some(&mut self.power), of_tab].into_iter().flatten() {
            match power {
                Some(0) => {
                    self.was_cut = true;
                    return false;
                }
                Some(left) => *left -= 1,
                None => {}
            }
        }
        true
    }

    fn tell(&mut self, from: u64, name: &str, text: Option<&str>) {
        for (tab, wire) in &mut self.tabs {
            if *tab != from {
                let told = (name.to_owned(), text.map(str::to_owned));
                wire.inbox.push_back(told);
            }
        }
    }
}

/// The storage as one tab has it.
#[derive(Clone, Debug)]
pub(crate) struct TabDisk {
    disk: Disk,
    /// Which tab it is.
    pub(crate) tab: Cell<u64>,
}

impl tab::Disk for TabDisk {
    fn get(&self, name: &str) -> Option<String> {
        self.disk.get(name)
    }

    fn set(&self, name: &str, text: &str) -> bool {
        let mut inner = self.disk.0.borrow_mut();
        if inner.values.get(name).is_some_and(|before| before == text) {
            return true;
        }
        let is_written = inner.spend(self.tab.get()) && inner.put(name, text);
        if is_written {
            inner.damaged.remove(name);
            inner.tell(self.tab.get(), name, Some(text));
        }
        is_written
    }

    fn remove(&self, name: &str) {
        let mut inner = self.disk.0.borrow_mut();
        if inner.values.contains_key(name) && inner.spend(self.tab.get()) {
            let text = inner.values.remove(name).unwrap_or_default();
            inner.damaged.remove(name);
            inner.used -= name.len() + text.len();
            inner.tell(self.tab.get(), name, None);
        }
    }

    fn names(&self) -> Option<Vec<String>> {
        Some(self.disk.names())
    }

    fn is_erased(&self) -> bool {
        false
    }
}
