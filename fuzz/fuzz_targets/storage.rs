//! The storage of a browser, whatever is in it: a tab reads it, leads, hears what other tabs write, and has sent all within a few requests.
//!
//! The first line is the room left, in bytes; then one value a line, `1:event:<id>={…}`. After an empty line follows what another tab writes;
//! a name alone is a value it deletes.
#![no_main]

use std::cell::RefCell;
use std::collections::BTreeMap;

use domain::state::record::{Record, RecordKey};
use domain::state::stamp::Clock;
use domain::sync::client::{Ask, Records, Response, observe_up_to};
use domain::sync::protocol::{Changes, Pulled, Pushed};
use domain::sync::server::judge;
use domain::sync::tab::names::PREFIX;
use domain::sync::tab::{self, Tab};
use libfuzzer_sys::fuzz_target;

const NOW: u64 = 1_800_000_000_000;

/// The most requests that a storage of this size gives rise to, and as many again.
const ROUNDS: u64 = 80;

/// The most values of which something is still found out.
const MOST_LINES: usize = 60;

#[derive(Default)]
struct Disk {
    values: RefCell<BTreeMap<String, String>>,
    most: Option<usize>,
}

impl Disk {
    fn used(&self) -> usize {
        let values = self.values.borrow();
        values
            .iter()
            .map(|(name, text)| name.len() + text.len())
            .sum()
    }
}

impl tab::Disk for &Disk {
    fn get(&self, name: &str) -> Option<String> {
        self.values.borrow().get(name).cloned()
    }

    fn set(&self, name: &str, text: &str) -> bool {
        let before = self.get(name).map_or(0, |before| name.len() + before.len());
        let after = name.len() + text.len();
        if after > before
            && self
                .most
                .is_some_and(|most| self.used() - before + after > most)
        {
            return false;
        }
        self.values
            .borrow_mut()
            .insert(name.to_owned(), text.to_owned());
        true
    }

    fn remove(&self, name: &str) {
        self.values.borrow_mut().remove(name);
    }

    fn names(&self) -> Option<Vec<String>> {
        Some(self.values.borrow().keys().cloned().collect())
    }

    fn is_erased(&self) -> bool {
        false
    }
}

struct FuzzView {
    records: Records,
    clock: Clock,
    random: u32,
}

impl tab::TabView for FuzzView {
    fn read<T>(&self, read: impl FnOnce(&Records) -> T) -> T {
        read(&self.records)
    }

    fn absorb(&mut self, records: Vec<(RecordKey, Record)>) -> Vec<RecordKey> {
        let mut changed = Vec::new();
        for (key, record) in records {
            if let Some(stamp) = record.latest_stamp() {
                self.clock.observe(stamp);
            }
            if self.records.entry(key.clone()).or_default().merge(record) {
                changed.push(key);
            }
        }
        changed
    }

    fn replace(&mut self, cells: Changes) {
        for (key, cells) in cells {
            self.records.entry(key).or_default().replace(cells);
        }
    }

    fn forget_ahead(&mut self, limit_ms: u64) {
        for record in self.records.values_mut() {
            record.forget_ahead(limit_ms);
        }
        self.clock.restart(NOW);
        observe_up_to(&self.records, limit_ms, &mut self.clock);
    }

    fn with_clock<T: Default>(&mut self, with: impl FnOnce(&Records, &mut Clock) -> T) -> T {
        with(&self.records, &mut self.clock)
    }

    fn set_clock_offset(&mut self, _offset_ms: i64) {}

    fn random(&mut self) -> u32 {
        self.random += 1;
        self.random
    }
}

/// A name and a value, or a name alone.
fn value_of(line: &str) -> (String, Option<&str>) {
    let (name, text) = line
        .split_once('=')
        .map_or((line, None), |(name, text)| (name, Some(text)));
    (format!("{PREFIX}{name}"), text)
}

fn open(disk: &Disk) -> Tab<&Disk, FuzzView> {
    let page = FuzzView {
        records: Records::new(),
        clock: Clock::new(7),
        random: 0,
    };
    let mut tab = Tab::new(disk, page);
    tab.load();
    tab.lead();
    tab
}

/// Whether the tab has sent all.
fn is_done(tab: &Tab<&Disk, FuzzView>) -> bool {
    tab.client().is_none_or(|client| client.waiting() == 0)
}

/// Asks a server that takes what a server may, and has nothing of its own, until nothing waits.
fn go_on(tab: &mut Tab<&Disk, FuzzView>, rounds: u64) {
    for round in 0..rounds {
        let now_ms = NOW + round * 60_000;
        let Some(request) = tab.next(now_ms) else {
            continue;
        };
        let answer = match request.ask {
            Ask::Push(push) => Response::Pushed(Pushed {
                epoch: "e".into(),
                server_time: now_ms,
                rejected: judge(push.changes, now_ms).1,
                ..Pushed::default()
            }),
            Ask::Pull(_) => Response::Pulled(Pulled {
                epoch: "e".into(),
                server_time: now_ms,
                ..Pulled::default()
            }),
        };
        tab.on_response(request.number, answer, now_ms);
        if is_done(tab) {
            break;
        }
    }
}

fuzz_target!(|text: &str| {
    let mut lines = text.lines();
    let room = lines.next().and_then(|line| line.parse::<usize>().ok());
    let mut disk = Disk::default();
    let kept = lines.by_ref().take_while(|line| !line.is_empty());
    for line in kept.take(MOST_LINES) {
        let (name, text) = value_of(line);
        let text = text.unwrap_or_default().to_owned();
        disk.values.get_mut().insert(name, text);
    }
    disk.most = room.map(|room| disk.used().saturating_add(room));
    let mut tab = open(&disk);
    for line in lines.take(MOST_LINES) {
        let (name, value) = value_of(line);
        match value {
            Some(text) if !tab::Disk::set(&&disk, &name, text) => continue,
            Some(_) => {}
            None => tab::Disk::remove(&&disk, &name),
        }
        tab.on_storage_event(&name, value);
        go_on(&mut tab, 1);
    }
    go_on(&mut tab, ROUNDS);
    assert!(room.is_some() || is_done(&tab), "something waits for ever");
    // And after a reload.
    go_on(&mut open(&disk), 2);
});
