//! The world of the simulation: time, network, what people do and what goes wrong, and what must hold in the end.

use std::collections::{BTreeMap, BTreeSet};

use domain::protocol::LARGEST_VALUE;
use domain::record::{Cell, REMOVED, Record, RecordKey};
use domain::stamp::Stamp;
use domain::sync::client::{Answer, Ask, Records};
use domain::sync::server::is_long_text;
use serde_json::{Value, json};

use crate::Dice;
use crate::device::{Device, Fault};
use crate::server::Server;

const START_MS: u64 = 1_800_000_000_000;
const HOUR_MS: u64 = 3_600_000;
const DAY_MS: u64 = 24 * HOUR_MS;
const KEYS: u64 = 5;

/// A request or an answer under way.
#[derive(Clone, Debug)]
struct Parcel {
    device: usize,
    number: u64,
    arrives_ms: u64,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Request(Ask),
    Answer(Box<Answer>),
}

/// Something a person wrote and that was kept: on a disk, so that it may never be lost.
#[derive(Clone, Debug)]
struct Written {
    device: usize,
    key: RecordKey,
    field: String,
    value: Value,
    stamp: Stamp,
    /// Stamped by a clock far ahead: it gets another stamp later.
    is_ahead: bool,
}

/// Everything there is.
pub struct World {
    dice: Dice,
    now_ms: u64,
    server: Server,
    backups: Vec<Server>,
    devices: Vec<Device>,
    parcels: Vec<Parcel>,
    ledger: Vec<Written>,
    /// Records of which something may be missing for a reason: damaged on a disk, or removed for good.
    excused: BTreeSet<RecordKey>,
    cursors: BTreeMap<usize, (Option<String>, u64)>,
    /// Every value a device tried to write, also those that did not come through whole.
    attempts: BTreeMap<(usize, RecordKey, String), Vec<Value>>,
    words: u64,
    nodes: u64,
    page: u32,
    is_told: bool,
    is_bad_network: bool,
    was_restored: bool,
}

impl World {
    pub fn new(mut dice: Dice, is_told: bool) -> Self {
        let count = 2 + dice.below(4);
        let devices = (0..count)
            .map(|node| Device::new(node + 1, "ada"))
            .collect();
        let page = 1 + dice.below(7) as u32;
        Self {
            dice,
            now_ms: START_MS,
            server: Server::default(),
            backups: Vec::new(),
            devices,
            parcels: Vec::new(),
            ledger: Vec::new(),
            excused: BTreeSet::new(),
            cursors: BTreeMap::new(),
            attempts: BTreeMap::new(),
            words: 0,
            nodes: 100,
            page,
            is_told,
            is_bad_network: true,
            was_restored: false,
        }
    }

    fn tell(&self, words: impl FnOnce() -> String) {
        if self.is_told {
            println!("{:>9} {}", self.now_ms - START_MS, words());
        }
    }

    /// One thing happens, and time goes on.
    pub fn step(&mut self) {
        let device = self.dice.below(self.devices.len() as u64) as usize;
        match self.dice.below(100) {
            0..35 => self.edit(device),
            35..41 => self.go(device),
            41..46 => self.crash(device),
            46..49 => self.power_cut(device),
            49..52 => self.jump(device),
            52..55 => self.fill_disk(device),
            55..57 => self.damage(device),
            57..60 => self.open_tab(device),
            60..63 => self.devices[device].tell_tabs(),
            63..65 => self.backups.push(self.server.clone()),
            65..66 => self.restore(),
            66..67 => self.purge(),
            67..68 => self.too_large(device),
            70..73 => self.devices[device].client.wake(),
            _ => {}
        }
        let pause = [5, 200, 3_000, 40_000][self.dice.below(4) as usize];
        self.now_ms += 1 + self.dice.below(pause);
        self.network();
    }

    fn key(&mut self) -> RecordKey {
        let kind = ["opportunity", "event", "gift-of-a-newer-build"][self.dice.below(3) as usize];
        let number = self.dice.below(KEYS);
        RecordKey::parse(&format!("{kind}:0190f5a0-0000-7000-8000-{number:012x}")).unwrap()
    }

    fn edit(&mut self, device: usize) {
        let key = self.key();
        let tab = self.dice.below(self.devices[device].tabs.len() as u64) as usize;
        self.words += 1;
        let words = format!("text {} of device {device}", self.words);
        let fields = match self.dice.below(10) {
            0 => vec![(REMOVED.to_owned(), json!(true))],
            1 => vec![(REMOVED.to_owned(), json!(false))],
            2 => vec![("notes".to_owned(), json!(words.repeat(4)))],
            3 => vec![
                ("role".to_owned(), json!(words)),
                ("from-the-future".to_owned(), json!({"words": [words]})),
            ],
            _ => vec![(
                ["role", "company", "place"][self.dice.below(3) as usize].to_owned(),
                json!(words),
            )],
        };
        self.write(device, tab, &key, &fields);
    }

    fn write(&mut self, device: usize, tab: usize, key: &RecordKey, fields: &[(String, Value)]) {
        let outcome = self.devices[device].edit(tab, key, fields, self.now_ms);
        for (field, value) in fields {
            let place = (device, key.clone(), field.clone());
            self.attempts.entry(place).or_default().push(value.clone());
        }
        self.tell(|| format!("device {device} tab {tab} writes {key} {fields:?}: {outcome:?}"));
        match outcome {
            Ok(stamp) => {
                for (field, value) in fields {
                    let held = self.devices[device].tabs[tab].records[key]
                        .cell(field)
                        .unwrap();
                    assert_eq!(&held.value, value, "an edit is read back at once");
                    self.ledger.push(Written {
                        device,
                        key: key.clone(),
                        field: field.clone(),
                        value: value.clone(),
                        stamp,
                        is_ahead: stamp.ms > self.now_ms + 60_000,
                    });
                }
            }
            Err(Fault::Full) => {}
            Err(Fault::Cut) => self.restart(device),
        }
    }

    fn too_large(&mut self, device: usize) {
        let key = RecordKey::parse("answer:0190f5a0-0000-7000-8000-0000000000ff").unwrap();
        let field = format!("large-{device}");
        self.words += 1;
        let value = json!("x".repeat(LARGEST_VALUE + self.words as usize));
        let outcome = self.devices[device].edit(0, &key, &[(field, value)], self.now_ms);
        if outcome == Err(Fault::Cut) {
            self.restart(device);
        }
        self.excused.insert(key);
    }

    fn go(&mut self, device: usize) {
        let device = &mut self.devices[device];
        device.is_online = !device.is_online;
        if device.is_online {
            device.client.back_online();
        }
    }

    fn restart(&mut self, device: usize) {
        self.nodes += 1;
        self.parcels.retain(|parcel| parcel.device != device);
        self.devices[device].restart(self.nodes);
        self.cursors.remove(&device);
        self.tell(|| format!("device {device} starts anew"));
    }

    fn crash(&mut self, device: usize) {
        self.restart(device);
    }

    /// The next few writes of the device come through, and then no more.
    fn power_cut(&mut self, device: usize) {
        let left = self.dice.below(6) as u32;
        self.devices[device].disk.power = Some(left);
    }

    fn jump(&mut self, device: usize) {
        let jumps = [0, 0, 48, -48, 2];
        let hours = jumps[self.dice.below(5) as usize];
        self.devices[device].clock_error_ms = hours * HOUR_MS as i64;
        self.tell(|| format!("the clock of device {device} is {hours} hours ahead"));
    }

    fn fill_disk(&mut self, device: usize) {
        let disk = &mut self.devices[device].disk;
        disk.is_full = !disk.is_full;
    }

    fn damage(&mut self, device: usize) {
        let keys: Vec<RecordKey> = self.devices[device].disk.records.keys().cloned().collect();
        if keys.is_empty() {
            return;
        }
        let key = keys[self.dice.below(keys.len() as u64) as usize].clone();
        self.tell(|| format!("{key} is damaged on device {device}"));
        self.devices[device]
            .disk
            .records
            .insert(key.clone(), "{damaged".into());
        self.excused.insert(key);
        self.restart(device);
    }

    fn open_tab(&mut self, device: usize) {
        if self.devices[device].tabs.len() < 3 {
            if self.dice.chance(30) {
                // A tab is cloned, its memory and its node with it.
                let clone = self.devices[device].tabs[0].clone();
                self.devices[device].tabs.push(clone);
            } else {
                self.nodes += 1;
                self.devices[device].open_tab(self.nodes);
            }
        }
    }

    fn restore(&mut self) {
        if let Some(backup) = self.backups.pop() {
            let epoch = self.server.epoch + 1;
            self.server = backup;
            self.server.epoch = epoch;
            self.was_restored = true;
            self.tell(|| format!("the server is restored as e{epoch}"));
        }
    }

    fn purge(&mut self) {
        self.now_ms += 190 * DAY_MS;
        let gone = self.server.purge(self.now_ms);
        self.tell(|| format!("half a year goes by; {} records go for good", gone.len()));
        self.excused.extend(gone);
    }

    /// Requests set out, parcels arrive, get lost, or come twice.
    fn network(&mut self) {
        for device in 0..self.devices.len() {
            let now = self.devices[device].now(self.now_ms);
            self.devices[device].refetch_if_marked();
            let Device {
                client,
                tabs,
                is_online,
                ..
            } = &mut self.devices[device];
            if !*is_online {
                continue;
            }
            let records: &Records = &tabs[0].records;
            if let Some(request) = client.next(records, now) {
                self.send(device, request.number, Content::Request(request.ask));
            }
            self.check_cursor(device);
        }
        self.parcels.sort_by_key(|parcel| parcel.arrives_ms);
        let due = self
            .parcels
            .partition_point(|parcel| parcel.arrives_ms <= self.now_ms);
        for parcel in self.parcels.drain(..due).collect::<Vec<_>>() {
            self.arrive(parcel);
        }
    }

    fn send(&mut self, device: usize, number: u64, content: Content) {
        let copies = if self.is_bad_network && self.dice.chance(10) {
            2
        } else {
            1
        };
        for _ in 0..copies {
            if self.is_bad_network && self.dice.chance(20) {
                continue;
            }
            let delay = if self.is_bad_network {
                self.dice.below(5_000)
            } else {
                5
            };
            self.parcels.push(Parcel {
                device,
                number,
                arrives_ms: self.now_ms + delay,
                content: content.clone(),
            });
        }
    }

    fn arrive(&mut self, parcel: Parcel) {
        let Parcel {
            device,
            number,
            content,
            ..
        } = parcel;
        if !self.devices[device].is_online {
            return;
        }
        match content {
            Content::Request(ask) => {
                let before = self.server.seq();
                let answer = match &ask {
                    Ask::Push(push) => Answer::Pushed(self.server.push(push, self.now_ms)),
                    Ask::Pull(pull) => {
                        Answer::Pulled(self.server.pull(pull, self.page, self.now_ms))
                    }
                };
                self.tell(|| format!("the server answers device {device}: {answer:?}"));
                self.send(device, number, Content::Answer(Box::new(answer)));
                if self.server.seq() != before {
                    let seq = self.server.seq();
                    for device in &mut self.devices {
                        if device.is_online && (!self.is_bad_network || self.dice.chance(70)) {
                            device.client.poked(seq);
                        }
                    }
                }
            }
            Content::Answer(answer) => {
                if self.devices[device].answered(number, *answer, self.now_ms) == Err(Fault::Cut) {
                    self.restart(device);
                }
                self.check_cursor(device);
            }
        }
    }

    /// A cursor goes back only for another database, or when everything is fetched once more.
    fn check_cursor(&mut self, device: usize) {
        let saved = self.devices[device].client.saved();
        let now = (saved.epoch.clone(), saved.cursor);
        if let Some(before) = self.cursors.get(&device) {
            assert!(
                before.0 != now.0 || now.1 >= before.1 || now.1 == 0,
                "a cursor went back: {before:?} {now:?}"
            );
        }
        self.cursors.insert(device, now);
    }

    /// Everything works again: 30 seconds later all have met.
    pub fn heal_and_check(mut self) {
        self.is_bad_network = false;
        self.tell(|| "everything works again".into());
        for device in 0..self.devices.len() {
            let it = &mut self.devices[device];
            it.disk.is_full = false;
            it.disk.power = None;
            it.clock_error_ms = 0;
            it.is_online = true;
            it.tell_tabs();
            it.client.back_online();
        }
        for _ in 0..600 {
            self.now_ms += 50;
            self.network();
        }
        for device in &mut self.devices {
            device.tell_tabs();
            device.tell_tabs();
        }
        self.check();
    }

    fn check(&self) {
        let truth = self.server_records();
        for (number, device) in self.devices.iter().enumerate() {
            assert_eq!(
                device.client.waiting(),
                0,
                "device {number} still has something to send"
            );
            assert!(
                device.disk.unsent.is_empty(),
                "device {number} keeps entries that were sent"
            );
            must_be_equal(
                &device.disk.all(),
                &truth,
                &format!("the disk of device {number}"),
            );
            for (tab, held) in device.tabs.iter().enumerate() {
                must_be_equal(
                    &held.records,
                    &truth,
                    &format!("tab {tab} of device {number}"),
                );
            }
        }
        for written in &self.ledger {
            if !self.excused.contains(&written.key) {
                self.check_written(written);
            }
        }
    }

    fn check_written(&self, written: &Written) {
        let place = (written.key.clone(), written.field.clone());
        let row = self
            .server
            .rows
            .get(&place)
            .unwrap_or_else(|| panic!("{written:?} is nowhere"));
        if row.cell.value == written.value {
            return;
        }
        assert!(
            written.is_ahead || row.cell.stamp >= written.stamp,
            "{written:?} was kept, and an earlier write won: {:?}",
            row.cell
        );
        // A text that lost to another device is an earlier version; a backup of the server does not know those since.
        let of_same_field =
            |other: &&Written| (&other.key, &other.field) == (&written.key, &written.field);
        let mut rivals = self.ledger.iter().filter(of_same_field);
        let winner = rivals.find(|other| other.value == row.cell.value);
        // Also by an edit that a power cut or a full disk let through in part: what one device rewrites before it is sent goes as one.
        let place = (written.device, written.key.clone(), written.field.clone());
        let was_rewritten = self.attempts[&place]
            .iter()
            .any(|value| *value != written.value);
        let lost_to_another = winner.is_some_and(|winner| winner.device != written.device);
        if is_long_text(&written.value) && lost_to_another && !was_rewritten && !self.was_restored {
            let is_version = |(key, field, cell): &(RecordKey, String, Cell)| {
                (key, field, &cell.value) == (&written.key, &written.field, &written.value)
            };
            assert!(
                self.server.versions.iter().any(is_version),
                "{written:?} lost and is no earlier version"
            );
        }
    }

    fn server_records(&self) -> Records {
        let mut records = Records::new();
        for ((key, field), row) in &self.server.rows {
            records
                .entry(key.clone())
                .or_default()
                .merge_cell(field, row.cell.clone());
        }
        records
    }
}

/// Compares what is held with what the server has, but for what may differ.
fn must_be_equal(held: &Records, truth: &Records, whose: &str) {
    let (held, truth) = (comparable(held), comparable(truth));
    for key in held.keys().chain(truth.keys()) {
        let (here, there) = (held.get(key), truth.get(key));
        assert!(
            here == there,
            "{whose} has {key} {here:?}\nthe server has {there:?}"
        );
    }
}

/// Without what may differ: cells too large for the server.
fn comparable(records: &Records) -> BTreeMap<RecordKey, Record> {
    let mut compared = BTreeMap::new();
    for (key, record) in records {
        let mut kept = Record::default();
        for (field, cell) in record.cells() {
            if !field.starts_with("large-") {
                kept.merge_cell(field, cell.clone());
            }
        }
        if !kept.is_empty() {
            compared.insert(key.clone(), kept);
        }
    }
    compared
}

/// Two devices with so many records each, and pages of that size: both have all in the end.
pub fn boundary(here: u64, there: u64, page: u32) {
    let mut world = World::new(Dice(1), false);
    world.devices.truncate(2);
    world.page = page;
    world.is_bad_network = false;
    for (device, count) in [(0, here), (1, there)] {
        for number in 0..count {
            let key = format!(
                "event:0190f5a0-0000-7000-8000-{:012x}",
                device as u64 * 1_000 + number
            );
            let fields = [("title".to_owned(), json!(number))];
            world.write(device, 0, &RecordKey::parse(&key).unwrap(), &fields);
        }
    }
    for _ in 0..400 {
        world.now_ms += 50;
        world.network();
    }
    for device in &world.devices {
        assert_eq!(
            device.disk.records.len() as u64,
            here + there,
            "{here} and {there}, pages of {page}"
        );
    }
    world.check();
}
