//! A device of the simulation: a disk that its tabs share, and tabs that work exactly as the driver in `frontend` does.

use std::collections::BTreeMap;

use domain::protocol::Changes;
use domain::record::{Cell, Record, RecordKey};
use domain::stamp::{Clock, Stamp};
use domain::sync::client::{
    Answer, Client, EntryName, Records, Refusal, Request, Saved, Write, observe_up_to,
};
use serde_json::Value;

/// What a browser keeps. Texts, as in local storage, so that damage can happen.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    pub records: BTreeMap<RecordKey, String>,
    pub unsent: BTreeMap<EntryName, String>,
    pub saved: Saved,
    pub refused: BTreeMap<(RecordKey, String), Refusal>,
    pub is_full: bool,
    /// Something was damaged: everything is to be fetched once more. Written before the damaged value is put aside.
    pub refetch: bool,
    /// Writes left before the power is cut; none where it is not.
    pub power: Option<u32>,
}

/// The power was cut, or the disk is full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Cut,
    Full,
}

impl Disk {
    /// Every write goes through here. Deleting needs no room.
    fn write(&mut self, needs_room: bool, change: impl FnOnce(&mut Self)) -> Result<(), Fault> {
        match &mut self.power {
            Some(0) => return Err(Fault::Cut),
            Some(left) => *left -= 1,
            None => {}
        }
        if needs_room && self.is_full {
            return Err(Fault::Full);
        }
        change(self);
        Ok(())
    }

    fn merge(&mut self, key: &RecordKey, record: &Record) -> Result<(), Fault> {
        let mut merged = match self.records.get(key).map(|text| Record::from_text(text)) {
            Some(Err(_)) => {
                self.write(true, |disk| disk.refetch = true)?;
                Record::default()
            }
            Some(Ok(stored)) => stored,
            None => Record::default(),
        };
        if !merged.merge(record.clone()) {
            return Ok(());
        }
        self.write(true, |disk| {
            disk.records.insert(key.clone(), merged.to_text());
        })
    }

    pub fn all(&self) -> Records {
        self.records
            .iter()
            .filter_map(|(key, text)| Some((key.clone(), Record::from_text(text).ok()?)))
            .collect()
    }
}

/// One tab.
#[derive(Clone, Debug)]
pub struct Tab {
    pub records: Records,
    pub clock: Clock,
    /// Records in memory that could not be written yet.
    waiting: Vec<RecordKey>,
    /// Entries that could not be written yet; they go before any record.
    waiting_entries: BTreeMap<EntryName, Record>,
}

/// One browser: the first tab leads.
#[derive(Clone, Debug)]
pub struct Device {
    pub disk: Disk,
    pub tabs: Vec<Tab>,
    pub client: Client,
    /// What the device's clock is off by, in milliseconds.
    pub clock_error_ms: i64,
    pub is_online: bool,
    pub requests: Vec<Request>,
}

impl Device {
    pub fn new(node: u64, account: &str) -> Self {
        let disk = Disk {
            saved: Saved::signed_in(account, account, false),
            ..Disk::default()
        };
        let mut device = Self {
            client: Client::new(disk.saved.clone(), BTreeMap::new(), BTreeMap::new()),
            disk,
            tabs: Vec::new(),
            clock_error_ms: 0,
            is_online: true,
            requests: Vec::new(),
        };
        device.open_tab(node);
        device
    }

    pub fn now(&self, true_ms: u64) -> u64 {
        true_ms.saturating_add_signed(self.clock_error_ms)
    }

    /// Loads a tab from the disk, entries included, as after a crash.
    pub fn open_tab(&mut self, node: u64) {
        let mut tab = Tab {
            records: Records::new(),
            clock: Clock::new(node),
            waiting: Vec::new(),
            waiting_entries: BTreeMap::new(),
        };
        for (key, text) in self.disk.records.clone() {
            match Record::from_text(&text) {
                Ok(record) => take(&mut tab, &key, &record),
                Err(_) => {
                    if self.disk.write(true, |disk| disk.refetch = true).is_ok() {
                        self.disk.records.remove(&key);
                    } else {
                        self.client.refetch();
                    }
                }
            }
        }
        for (name, text) in self.disk.unsent.clone() {
            if let Ok(cells) = Record::from_text(&text) {
                take(&mut tab, &name.key, &cells);
                let _ = self.disk.merge(&name.key, &tab.records[&name.key]);
            }
        }
        self.tabs.push(tab);
        self.refetch_if_marked();
    }

    /// Fetches everything once more where the disk says so.
    pub fn refetch_if_marked(&mut self) {
        if self.disk.refetch {
            self.client.refetch();
            let saved = self.client.saved().clone();
            if self.disk.write(true, |disk| disk.saved = saved).is_ok() {
                self.disk.refetch = false;
            }
        }
    }

    /// The browser is closed and opened: everything but the disk is gone.
    pub fn restart(&mut self, node: u64) {
        self.disk.power = None;
        self.tabs.clear();
        self.requests.clear();
        let entries = self
            .disk
            .unsent
            .iter()
            .filter_map(|(name, text)| Some((name.clone(), Record::from_text(text).ok()?)));
        self.client = Client::new(
            self.disk.saved.clone(),
            entries.collect(),
            self.disk.refused.clone(),
        );
        self.open_tab(node);
    }

    /// An edit in a tab. Gives its stamp, and whether it is on the disk.
    pub fn edit(
        &mut self,
        tab: usize,
        key: &RecordKey,
        fields: &[(String, Value)],
        true_ms: u64,
    ) -> Result<Stamp, Fault> {
        let now = self
            .now(true_ms)
            .saturating_add_signed(self.disk.saved.offset_ms);
        let stamp = self.tabs[tab].clock.tick(now);
        let mut cells = Record::default();
        for (field, value) in fields {
            let cell = Cell {
                value: value.clone(),
                stamp,
            };
            cells.merge_cell(field, cell);
        }
        take(&mut self.tabs[tab], key, &cells);
        let name = EntryName {
            stamp,
            key: key.clone(),
        };
        self.tabs[tab]
            .waiting_entries
            .insert(name.clone(), cells.clone());
        if tab == 0 {
            self.client.note(name, cells);
        }
        self.keep(tab, std::slice::from_ref(key)).map(|()| stamp)
    }

    /// Writes records of a tab, and what waited for room before.
    fn keep(&mut self, tab: usize, keys: &[RecordKey]) -> Result<(), Fault> {
        let mut all = std::mem::take(&mut self.tabs[tab].waiting);
        all.extend_from_slice(keys);
        while let Some((name, cells)) = self.tabs[tab].waiting_entries.pop_first() {
            let stored = self
                .disk
                .unsent
                .get(&name)
                .and_then(|text| Record::from_text(text).ok());
            let mut merged = stored.unwrap_or_default();
            merged.merge(cells.clone());
            let written = self.disk.write(true, |disk| {
                disk.unsent.insert(name.clone(), merged.to_text());
            });
            if let Err(fault) = written {
                self.tabs[tab].waiting_entries.insert(name, cells);
                self.tabs[tab].waiting = all;
                return Err(fault);
            }
            if tab != 0 {
                // The leader hears of what another tab has written.
                take(&mut self.tabs[0], &name.key, &cells);
                self.client.note(name, cells);
            }
        }
        let mut outcome = Ok(());
        for key in all {
            let record = self.tabs[tab].records[&key].clone();
            match self.disk.merge(&key, &record) {
                Err(Fault::Cut) => return Err(Fault::Cut),
                Err(Fault::Full) => {
                    self.tabs[tab].waiting.push(key);
                    outcome = Err(Fault::Full);
                }
                Ok(()) => {}
            }
        }
        outcome
    }

    /// Other tabs hear of what was written (the storage event), sooner or later.
    pub fn tell_tabs(&mut self) {
        let stored = self.disk.all();
        for tab in &mut self.tabs {
            for (key, record) in &stored {
                take(tab, key, record);
            }
        }
        for tab in 0..self.tabs.len() {
            // Crossing writes heal: a tab that knows more than the disk writes the merged record.
            let keys: Vec<RecordKey> = self.tabs[tab].records.keys().cloned().collect();
            let _ = self.keep(tab, &keys);
        }
    }

    pub fn answered(&mut self, number: u64, answer: Answer, true_ms: u64) -> Result<(), Fault> {
        let now = self.now(true_ms);
        let leader = &mut self.tabs[0];
        let writes = self
            .client
            .answered(number, answer, &leader.records, &mut leader.clock, now);
        let mut is_written = true;
        for write in writes {
            match self.carry_out(write, is_written, true_ms) {
                Ok(()) => {}
                Err(Fault::Full) => is_written = false,
                Err(Fault::Cut) => return Err(Fault::Cut),
            }
        }
        Ok(())
    }

    fn carry_out(&mut self, write: Write, is_written: bool, true_ms: u64) -> Result<(), Fault> {
        match write {
            Write::Merge(changes) => {
                let keys: Vec<RecordKey> = changes.keys().cloned().collect();
                for (key, record) in &changes {
                    take(&mut self.tabs[0], key, record);
                }
                self.keep(0, &keys)
            }
            Write::ForgetAhead(limit) => {
                let now = self
                    .now(true_ms)
                    .saturating_add_signed(self.client.saved().offset_ms);
                for tab in self.tabs.iter_mut().skip(1) {
                    for record in tab.records.values_mut() {
                        record.forget_ahead(limit);
                    }
                    tab.clock.start_anew(now);
                    observe_up_to(&tab.records, limit, &mut tab.clock);
                }
                self.disk.write(false, |_| {})
            }
            Write::Replace(cells) => self.replace(&cells),
            Write::Keep(name, cells) => self.disk.write(false, |disk| {
                disk.unsent.insert(name, cells.to_text());
            }),
            Write::Forget(names) => {
                for name in names {
                    // The leader's own; what waits in another tab, it cannot reach.
                    self.tabs[0].waiting_entries.remove(&name);
                    self.disk.write(false, |disk| {
                        disk.unsent.remove(&name);
                    })?;
                }
                Ok(())
            }
            Write::Refused => {
                let refused = self.client.refused().clone();
                self.disk.write(true, |disk| disk.refused = refused)
            }
            Write::Saved if is_written && self.tabs[0].waiting.is_empty() => {
                let saved = self.client.saved().clone();
                self.disk.write(true, |disk| disk.saved = saved)
            }
            Write::Saved => Ok(()),
        }
    }

    fn replace(&mut self, cells: &Changes) -> Result<(), Fault> {
        let mut outcome = Ok(());
        for (key, cells) in cells {
            let held = self.tabs[0].records.entry(key.clone()).or_default();
            held.replace(cells.clone());
            let stored = self
                .disk
                .records
                .get(key)
                .map(|text| Record::from_text(text));
            if let Some(Err(_)) = stored
                && let Err(fault) = self.disk.write(true, |disk| disk.refetch = true)
            {
                outcome = Err(fault);
                continue;
            }
            let mut record = stored.and_then(Result::ok).unwrap_or_default();
            record.replace(cells.clone());
            // The same words under other stamps: the driver puts it where the old text was, so it needs no room.
            let written = self.disk.write(false, |disk| {
                disk.records.insert(key.clone(), record.to_text());
            });
            if written == Err(Fault::Cut) {
                return written;
            }
            outcome = outcome.and(written);
        }
        outcome
    }
}

fn take(tab: &mut Tab, key: &RecordKey, record: &Record) {
    if let Some(stamp) = record.latest_stamp() {
        tab.clock.observe(stamp);
    }
    tab.records
        .entry(key.clone())
        .or_default()
        .merge(record.clone());
}
