//! The world of the simulation: time, network, what people do and what goes wrong.

use std::collections::{BTreeMap, BTreeSet};

use domain::state::edit::Edit;
use domain::state::record::LARGEST_VALUE;
use domain::state::record::{Cell, REMOVED, Record, RecordKey};
use domain::state::stamp::Stamp;
use domain::sync::client::{Ask, Checkpoint, Client, Records, Request, Response};
use domain::sync::protocol::{Changes, RejectCode, Rejected};
use domain::sync::tab::TabRequest;
use domain::sync::tab::names::{self, CHECKPOINT, Named, REFETCH, REJECTIONS};
use serde_json::{Value, json};

use crate::Dice;
use crate::device::{ACCOUNT, Cut, Device};
use crate::older;
use crate::server::Server;

const START_MS: u64 = 1_800_000_000_000;
const HOUR_MS: i64 = 3_600_000;
const DAY_MS: u64 = 86_400_000;
const KEYS: u64 = 5;

/// A request or an answer under way.
#[derive(Clone, Debug)]
struct Parcel {
    device: usize,
    /// The tab, and which of its clients.
    tab: (u64, u32),
    number: u64,
    arrives_ms: u64,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Request(Ask),
    Response(Box<Response>),
}

/// Something a person wrote and that was kept: on a disk, so that it may never be lost.
#[derive(Clone, Debug)]
pub struct Written {
    pub device: usize,
    pub key: RecordKey,
    pub field: String,
    pub value: Value,
    pub stamp: Stamp,
    /// Stamped by a clock far ahead: it gets another stamp later.
    pub is_ahead: bool,
    /// It was in a value that was damaged.
    pub is_damaged: bool,
    /// And nowhere else on the disk.
    pub is_excused: bool,
}

/// A cell of one device.
pub type CellOf = (usize, RecordKey, String);

/// Whose cursor it is: a device's disk, or a client of a tab there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    Disk(usize),
    Client(usize, u64, u32),
}

/// Up to where everything was fetched, and from which database.
type Cursor = (Option<String>, u64);

/// Everything there is.
pub struct World {
    pub dice: Dice,
    pub now_ms: u64,
    pub server: Server,
    backups: Vec<Server>,
    /// Until when nobody answers, as the server starts.
    down_until_ms: u64,
    /// Devices whose stream of pokes has ended, and when they connect again.
    deaf: BTreeMap<usize, u64>,
    pub devices: Vec<Device>,
    parcels: Vec<Parcel>,
    pub ledger: Vec<Written>,
    /// Cells that were in a damaged value, and nowhere else on the disk.
    pub blemished: BTreeSet<CellOf>,
    /// Cells that the server rejected, as the damaged list said.
    pub unknown_rejections: BTreeSet<CellOf>,
    /// The last cursor of each client, and of each disk.
    cursors: BTreeMap<Whose, Cursor>,
    /// Devices where a damaged record, or the mark of one, was seen since their cursors were checked.
    fetches_anew: BTreeSet<usize>,
    /// Tabs that may have read something damaged, and have no client yet that could fetch it.
    has_read_damaged: BTreeSet<(usize, u64)>,
    /// What was saved to a backup file.
    file: Records,
    /// Every value a device tried to write, also those that did not come through whole.
    pub attempts: BTreeMap<CellOf, Vec<Value>>,
    /// What files have brought to a device, and may have overwritten something there before it was sent.
    pub imported: BTreeMap<CellOf, Vec<Cell>>,
    /// Devices whose session the server has ended.
    signed_out: BTreeSet<usize>,
    /// Devices that have left the account, and forgotten what they had to send.
    pub left: BTreeSet<usize>,
    /// How many requests were made.
    pub requests: usize,
    words: u64,
    nodes: u64,
    pub page: u32,
    is_told: bool,
    pub is_bad_network: bool,
    pub was_restored: bool,
    /// The first device has an older build.
    pub has_older: bool,
}

impl World {
    pub fn new(mut dice: Dice, is_told: bool) -> Self {
        let count = 2 + dice.below(4);
        let devices = (0..count).map(|node| Device::new(node + 1)).collect();
        // Smaller ones are in the matrix of pages; here they would only take long.
        let page = 3 + dice.below(7) as u32;
        let has_older = dice.chance(50);
        Self {
            dice,
            now_ms: START_MS,
            server: Server::default(),
            backups: Vec::new(),
            down_until_ms: 0,
            deaf: BTreeMap::new(),
            devices,
            parcels: Vec::new(),
            ledger: Vec::new(),
            blemished: BTreeSet::new(),
            unknown_rejections: BTreeSet::new(),
            cursors: BTreeMap::new(),
            fetches_anew: BTreeSet::new(),
            has_read_damaged: BTreeSet::new(),
            file: Records::new(),
            attempts: BTreeMap::new(),
            imported: BTreeMap::new(),
            signed_out: BTreeSet::new(),
            left: BTreeSet::new(),
            requests: 0,
            words: 0,
            nodes: 100,
            page,
            is_told,
            is_bad_network: true,
            was_restored: false,
            has_older,
        }
    }

    pub fn tell(&self, words: impl FnOnce() -> String) {
        if self.is_told {
            println!("{:>9} {}", self.now_ms - START_MS, words());
        }
    }

    /// One thing happens, and time goes on.
    pub fn step(&mut self) {
        let device = self.dice.below(self.devices.len() as u64) as usize;
        let tab = self.dice.below(self.devices[device].tabs.len() as u64) as usize;
        match self.dice.below(100) {
            0..32 => self.edit(device, tab),
            32..36 => self.undo(device, tab),
            36..41 => self.go(device),
            41..45 => self.crash(device),
            45..48 => self.power_cut(device),
            48..52 => self.kill(device, tab),
            52..55 => self.jump(device),
            55..58 => self.fill_disk(device),
            58..60 => self.damage(device),
            60..63 => self.open_tab(device),
            63..65 => self.backups.push(self.server.clone()),
            65 => self.restore(),
            66 => self.purge(),
            67 => self.too_large(device, tab),
            68 => self.restart_server(),
            69 => self.end_session(device),
            70..72 => self.sign_in(device, tab),
            72 => self.sign_out(device, tab),
            73 => self.fill_account(),
            74..77 => self.wake(device, tab),
            77 => self
                .file
                .clone_from(self.devices[device].tabs[tab].records()),
            78 => self.import(device, tab),
            _ => {}
        }
        let pause = [5, 200, 3_000, 40_000][self.dice.below(4) as usize];
        self.now_ms += 1 + self.dice.below(pause);
        self.network();
    }

    // What people do.

    fn key(&mut self) -> RecordKey {
        let kind = ["opportunity", "event", "gift-of-a-newer-build"][self.dice.below(3) as usize];
        let number = self.dice.below(KEYS);
        RecordKey::parse(&format!("{kind}:0190f5a0-0000-7000-8000-{number:012x}")).unwrap()
    }

    fn edit(&mut self, device: usize, tab: usize) {
        let key = self.key();
        self.words += 1;
        let words = format!("text {} of device {device}", self.words);
        if self.is_older(device) {
            let held = self.devices[device].tabs[tab].records().get(&key);
            if let Some(edit) = older::edit(&key, held, &words) {
                self.write(device, tab, &edit);
            }
            return;
        }
        let fields = match self.dice.below(10) {
            0 => vec![(REMOVED, json!(true))],
            1 => vec![(REMOVED, json!(false))],
            2 => vec![("notes", json!(words.repeat(4)))],
            3 => vec![
                ("role", json!(words)),
                ("from-the-future", json!({"words": [words]})),
            ],
            _ => vec![(
                ["role", "company", "place"][self.dice.below(3) as usize],
                json!(words),
            )],
        };
        self.write(device, tab, &edit_of(&key, fields));
    }

    pub fn write(&mut self, device: usize, tab: usize, edit: &Edit) {
        let (written, outcome) = self.devices[device].commit(tab, edit, self.now_ms);
        self.has_written(device, tab, &written, outcome);
    }

    fn undo(&mut self, device: usize, tab: usize) {
        let (written, outcome) = self.devices[device].undo(tab, self.now_ms);
        self.has_written(device, tab, &written, outcome);
    }

    fn has_written(
        &mut self,
        device: usize,
        tab: usize,
        written: &Changes,
        outcome: Result<bool, Cut>,
    ) {
        self.tell(|| format!("device {device} tab {tab} writes {outcome:?} {written:.400?}"));
        let from = self.ledger.len();
        for (key, cells) in written {
            for (field, Cell { value, stamp }) in cells.cells() {
                let place = (device, key.clone(), field.to_owned());
                self.attempts.entry(place).or_default().push(value.clone());
                if outcome == Ok(true) {
                    let held = self.devices[device].tabs[tab].records()[key].cell(field);
                    assert_eq!(&held.unwrap().value, value, "an edit is read back at once");
                    self.ledger.push(Written {
                        device,
                        key: key.clone(),
                        field: field.to_owned(),
                        value: value.clone(),
                        stamp: *stamp,
                        is_ahead: stamp.ms > self.now_ms + 60_000,
                        is_damaged: false,
                        is_excused: false,
                    });
                }
            }
        }
        self.go_on(device, tab, outcome);
        if self.dice.chance(10) {
            self.read_back(device, from);
        }
    }

    /// What was just written is in the other tabs once they were told, and in a new one after a reload.
    fn read_back(&mut self, device: usize, from: usize) {
        if self.dice.chance(50) {
            self.restart(device);
        } else {
            self.deliver_storage_events(device);
        }
        for written in &self.ledger[from..] {
            for (tab, held) in self.devices[device].tabs.iter().enumerate() {
                let held = held.records().get(&written.key);
                let cell = held.and_then(|record| record.cell(&written.field));
                assert!(
                    written.is_ahead || cell.is_some_and(|cell| cell.stamp >= written.stamp),
                    "tab {tab} does not know {written:?}, but {cell:?}"
                );
            }
        }
    }

    fn too_large(&mut self, device: usize, tab: usize) {
        let key = RecordKey::parse("answer:0190f5a0-0000-7000-8000-0000000000ff").unwrap();
        self.words += 1;
        let words = format!("{} of device {device} ", self.words);
        let text = if self.dice.chance(60) {
            words + &"x".repeat(LARGEST_VALUE)
        } else {
            words
        };
        self.write(device, tab, &edit_of(&key, vec![("large", json!(text))]));
    }

    fn go(&mut self, device: usize) {
        let device = &mut self.devices[device];
        device.is_online = !device.is_online;
        if device.is_online {
            device.back_online();
        }
    }

    pub fn sign_in(&mut self, device: usize, tab: usize) {
        self.signed_out.remove(&device);
        if self.devices[device].is_of_nobody() {
            self.left.insert(device);
            self.forget_cursor(device);
        }
        let outcome = self.devices[device].sign_in(tab);
        self.tell(|| format!("device {device} tab {tab} signs in {outcome:?}"));
        self.go_on(device, tab, outcome);
    }

    pub fn sign_out(&mut self, device: usize, tab: usize) {
        self.left.insert(device);
        self.forget_cursor(device);
        let outcome = self.devices[device].sign_out(tab);
        self.tell(|| format!("device {device} tab {tab} signs out {outcome:?}"));
        self.go_on(device, tab, outcome);
    }

    fn wake(&mut self, device: usize, tab: usize) {
        let outcome = self.devices[device].ask(tab, &TabRequest::Wake);
        self.tell(|| format!("device {device} tab {tab} asks to wake {outcome:?}"));
        self.go_on(device, tab, outcome);
    }

    /// A backup file is merged.
    fn import(&mut self, device: usize, tab: usize) {
        let file = self.file.clone();
        for (key, record) in &file {
            for (field, cell) in record.cells() {
                let place = (device, key.clone(), field.to_owned());
                self.imported.entry(place).or_default().push(cell.clone());
            }
        }
        let outcome = self.devices[device].import(tab, file, self.now_ms);
        self.tell(|| format!("device {device} tab {tab} merges a file {outcome:?}"));
        self.go_on(device, tab, outcome);
    }

    // What goes wrong.

    pub fn restart(&mut self, device: usize) {
        self.check_disk(device);
        self.look(device);
        self.nodes += 1;
        self.devices[device].restart(self.nodes);
        self.tell(|| format!("device {device} starts anew"));
    }

    fn crash(&mut self, device: usize) {
        self.restart(device);
    }

    /// After something a tab did: where the power was cut meanwhile, or the tab killed, what is left goes on.
    fn go_on<T>(&mut self, device: usize, tab: usize, outcome: Result<T, Cut>) -> Option<T> {
        if outcome.is_err() {
            self.tell(|| format!("device {device} tab {tab} is cut off"));
            self.check_disk(device);
            self.look(device);
            self.nodes += 1;
            self.devices[device].fall(tab, self.nodes);
        }
        outcome.ok()
    }

    /// The next few writes of the device come through, and then no more.
    fn power_cut(&mut self, device: usize) {
        let left = self.dice.below(6) as u32;
        self.devices[device].disk.set_power(Some(left));
    }

    /// The next few writes of a tab come through, and then it is gone; the others go on.
    fn kill(&mut self, device: usize, tab: usize) {
        self.look(device);
        if self.dice.chance(20) {
            self.nodes += 1;
            self.tell(|| format!("device {device} tab {tab} is closed"));
            self.devices[device].close_tab(tab, self.nodes);
        } else {
            // Most often after the entry and before the record.
            let left = [0, 1, 1, 1, 2, 3][self.dice.below(6) as usize];
            let it = &self.devices[device];
            it.disk.set_power_of(it.tabs[tab].id, Some(left));
        }
    }

    fn jump(&mut self, device: usize) {
        let jumps_ms = [0, 0, 48 * HOUR_MS, -48 * HOUR_MS, 2 * HOUR_MS, 40_000];
        let ahead_ms = jumps_ms[self.dice.below(6) as usize];
        self.devices[device].clock_error_ms = ahead_ms;
        self.tell(|| format!("the clock of device {device} is {ahead_ms} ms ahead"));
    }

    fn fill_disk(&mut self, device: usize) {
        let left = [0, 60, 300, 1_500][self.dice.below(4) as usize];
        let disk = &self.devices[device].disk;
        if disk.is_limited() {
            disk.lift_limit();
        } else {
            disk.fill_up(left);
        }
        self.tell(|| format!("device {device} has room for {left}, or again for all"));
    }

    fn damage(&mut self, device: usize) {
        let mut names = self.devices[device].disk.names();
        names.retain(|name| match names::parse(name) {
            Named::Record(_) | Named::OutboxEntry(_) => true,
            Named::Other(name) => name == CHECKPOINT || name == REJECTIONS,
            Named::Quarantined => false,
        });
        if names.is_empty() {
            return;
        }
        let name = names[self.dice.below(names.len() as u64) as usize].clone();
        self.tell(|| format!("{name} is damaged on device {device}"));
        self.excuse_rejected(device, &name);
        let disk = &self.devices[device].disk;
        let before = disk.record(&name);
        let half = disk.get(&name).unwrap_or_default();
        let half: String = half.chars().take(half.len() / 2).collect();
        let texts = ["{damaged", "", "[1]", "null", "\u{0}\u{fffd}", &half];
        disk.damage(&name, texts[self.dice.below(6) as usize]);
        let key = match names::parse(&name) {
            Named::Record(Some(key)) => key,
            Named::OutboxEntry(Some(entry)) => entry.key,
            Named::Other(CHECKPOINT) => return self.forget_cursor(device),
            _ => return,
        };
        self.look(device);
        if let Some(Ok(lost)) = before {
            self.excuse(device, &key, &lost);
        }
        if self.dice.chance(50) {
            self.restart(device);
        }
    }

    /// Excuses what was in a damaged value. What is in another one of the same disk still may not get lost, as long as neither the server nor
    /// the account's owner forgets it.
    fn excuse(&mut self, device: usize, key: &RecordKey, lost: &Record) {
        let left = self.devices[device].disk.records(true);
        for (field, cell) in lost.cells() {
            let other = left.get(key).and_then(|record| record.cell(field));
            let is_alone = other.is_none_or(|other| other.stamp < cell.stamp);
            let place = (device, key.clone(), field.to_owned());
            for written in &mut self.ledger {
                let is_of_it = (written.device, &written.key, written.field.as_str())
                    == (device, key, field)
                    && (written.stamp <= cell.stamp || written.is_ahead);
                written.is_damaged |= is_of_it;
                written.is_excused |= is_of_it && is_alone;
            }
            if is_alone {
                self.blemished.insert(place);
            }
        }
    }

    fn excuse_rejected(&mut self, device: usize, name: &str) {
        if name == REJECTIONS {
            let it = &self.devices[device];
            let known = it.client().map(|client| client.rejections().clone());
            let places = known.unwrap_or_default().into_keys();
            let places = places.chain(it.tabs[0].it.rejections().into_keys());
            let places = places.map(|(key, field)| (device, key, field));
            self.unknown_rejections.extend(places);
        }
    }

    fn open_tab(&mut self, device: usize) {
        let tab = self.devices[device].tabs.len();
        if tab < 3 {
            self.nodes += 1;
            self.look(device);
            let outcome = if self.dice.chance(30) {
                self.devices[device].clone_tab()
            } else {
                self.devices[device].open_tab(self.nodes)
            };
            self.look(device);
            self.go_on(device, tab, outcome);
        }
    }

    /// The server stops, and starts within seconds. Connections end with it: of the requests under way some were done, and nobody hears of it; some
    /// answers had left before. Streams of pokes end too.
    pub fn restart_server(&mut self) {
        self.tell(|| "the server starts anew".into());
        let down_until_ms = self.now_ms + self.dice.below(3_000);
        for device in 0..self.devices.len() {
            let pause_ms = self.dice.below(5_000);
            self.deaf.insert(device, down_until_ms + pause_ms);
        }
        for mut parcel in std::mem::take(&mut self.parcels) {
            if let Content::Request(ask) = &parcel.content
                && self.dice.chance(50)
            {
                self.answer(parcel.device, ask);
            }
            let has_left = matches!(parcel.content, Content::Response(_)) && self.dice.chance(50);
            if !has_left {
                parcel.content = Content::Response(Box::new(Response::Failed));
            }
            self.parcels.push(parcel);
        }
        self.down_until_ms = down_until_ms;
    }

    /// Streams of pokes that have ended begin again, each with how far the server is.
    fn listen(&mut self) {
        let seq = self.server.seq();
        let devices = &mut self.devices;
        let now_ms = self.now_ms;
        self.deaf.retain(|device, until_ms| {
            let it = &mut devices[*device];
            let is_deaf = now_ms < *until_ms || !it.is_online;
            if !is_deaf {
                it.poked(seq);
            }
            is_deaf
        });
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

    fn fill_account(&mut self) {
        self.server.is_full = !self.server.is_full;
        let is_full = self.server.is_full;
        self.tell(|| format!("the account is full: {is_full}"));
    }

    fn end_session(&mut self, device: usize) {
        self.signed_out.insert(device);
    }

    fn purge(&mut self) {
        self.now_ms += 190 * DAY_MS;
        let gone = self.server.purge(self.now_ms);
        self.tell(|| format!("half a year goes by; {gone:?} go for good"));
        for written in &mut self.ledger {
            written.is_excused |= gone.contains(&written.key);
        }
    }

    /// Requests set out, parcels arrive, get lost, or come twice.
    pub fn network(&mut self) {
        self.listen();
        for device in 0..self.devices.len() {
            self.deliver_some_storage_events(device);
            if !self.devices[device].is_online {
                continue;
            }
            let mut tab = 0;
            while let Some(it) = self.devices[device].tabs.get(tab) {
                let id = it.id;
                self.request(device, tab);
                let is_there = |it: &crate::device::Tab| it.id == id;
                // Where it was killed, another is in its place.
                tab += usize::from(self.devices[device].tabs.get(tab).is_some_and(is_there));
            }
        }
        self.deliver();
    }

    /// What is due arrives, and nobody hears of anything else.
    pub fn deliver(&mut self) {
        self.parcels.sort_by_key(|parcel| parcel.arrives_ms);
        let due = self
            .parcels
            .partition_point(|parcel| parcel.arrives_ms <= self.now_ms);
        for parcel in self.parcels.drain(..due).collect::<Vec<_>>() {
            self.arrive(parcel);
        }
    }

    /// A tab makes the request that is due.
    fn request(&mut self, device: usize, tab: usize) {
        self.look(device);
        let it = &mut self.devices[device];
        let now_ms = it.now(self.now_ms);
        let request = it.at(tab, self.now_ms).next(now_ms);
        let address = (it.tabs[tab].id, it.tabs[tab].it.generation());
        if request.is_some() {
            self.check_cursors(device, None);
        }
        let outcome = self.devices[device].outcome(request);
        if let Some(Some(Request { number, ask })) = self.go_on(device, tab, outcome) {
            self.requests += 1;
            let ask = if self.is_older(device) {
                older::asks(&ask)
            } else {
                ask
            };
            self.send(device, address, number, Content::Request(ask));
        }
    }

    /// Tabs hear of what others wrote; in a bad network, which is a bad day, sometimes later.
    fn deliver_some_storage_events(&mut self, device: usize) {
        if self.is_bad_network && self.dice.chance(30) {
            return;
        }
        self.deliver_storage_events(device);
    }

    pub fn deliver_storage_events(&mut self, device: usize) {
        let mut tab = 0;
        let mut idle = 0;
        while idle < self.devices[device].tabs.len() {
            tab = (tab + 1) % self.devices[device].tabs.len();
            self.look(device);
            let outcome = self.devices[device].deliver_storage_event(tab, self.now_ms);
            let is_news = self.go_on(device, tab, outcome).unwrap_or(true);
            idle = if is_news { 0 } else { idle + 1 };
            tab = tab.min(self.devices[device].tabs.len() - 1);
        }
    }

    fn is_older(&self, device: usize) -> bool {
        self.has_older && device == 0
    }

    fn send(&mut self, device: usize, tab: (u64, u32), number: u64, content: Content) {
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
                tab,
                number,
                arrives_ms: self.now_ms + delay,
                content: content.clone(),
            });
        }
    }

    fn arrive(&mut self, parcel: Parcel) {
        let Parcel {
            device,
            tab,
            number,
            content,
            ..
        } = parcel;
        match content {
            Content::Request(ask) => {
                let before = self.server.seq();
                let answer = self.answer(device, &ask);
                self.tell(|| format!("the server answers device {device}: {answer:.600?}"));
                self.send(device, tab, number, Content::Response(Box::new(answer)));
                if self.server.seq() != before {
                    self.poke();
                }
            }
            Content::Response(answer) => {
                let it = &mut self.devices[device];
                let is_it = |it: &crate::device::Tab| (it.id, it.it.generation()) == tab;
                let Some(tab) = it.tabs.iter().position(is_it).filter(|_| it.is_online) else {
                    return;
                };
                let now_ms = it.now(self.now_ms);
                let is_anew = says_anew(&answer, it.tabs[tab].it.client());
                let told = is_anew.then_some(it.tabs[tab].id);
                it.at(tab, self.now_ms).on_response(number, *answer, now_ms);
                self.check_cursors(device, told);
                let outcome = self.devices[device].outcome(());
                self.go_on(device, tab, outcome);
            }
        }
    }

    fn answer(&mut self, device: usize, ask: &Ask) -> Response {
        if self.now_ms < self.down_until_ms {
            return Response::Failed;
        }
        if self.signed_out.contains(&device) {
            return Response::SignedOut;
        }
        if self.is_bad_network && self.dice.chance(8) {
            // A server that is busy, or breaks off: before it has done it.
            return match (self.dice.below(3), ask) {
                (0, _) => Response::Failed,
                // Something on the way that takes only small ones. A single cell would be rejected for good.
                (1, Ask::Push(push)) if push.changes.len() > 1 => {
                    Response::Rejected(RejectCode::TooLarge)
                }
                _ => Response::RetryLater(1_000 * self.dice.below(120)),
            };
        }
        let answer = match ask {
            Ask::Push(push) => Response::Pushed(self.server.push(push, self.now_ms)),
            Ask::Pull(pull) => Response::Pulled(self.server.pull(pull, self.page, self.now_ms)),
        };
        if self.is_bad_network && self.dice.chance(4) {
            // Done, and then an answer that nobody could read.
            return Response::Failed;
        }
        if self.is_older(device) {
            older::answers(&answer)
        } else {
            answer
        }
    }

    fn poke(&mut self) {
        let seq = self.server.seq();
        for (number, device) in self.devices.iter_mut().enumerate() {
            let is_deaf = !device.is_online || self.deaf.contains_key(&number);
            if !is_deaf && (!self.is_bad_network || self.dice.chance(70)) {
                device.poked(seq);
            }
        }
    }

    // What must hold at all times.

    /// Takes note of a reason to fetch everything once more: what is on the disk is damaged, or was quarantined.
    fn look(&mut self, device: usize) {
        let it = &self.devices[device];
        if it.disk.is_damaged() || it.disk.get(REFETCH).is_some() {
            self.fetches_anew.insert(device);
            let tabs = it.tabs.iter().map(|tab| (device, tab.id));
            self.has_read_damaged.extend(tabs);
        }
    }

    /// What is stored of the account is gone, or cannot be read: whoever starts from it starts anew.
    fn forget_cursor(&mut self, device: usize) {
        self.cursors.remove(&Whose::Disk(device));
    }

    /// A client's cursor goes back, and the database it is of changes, only where the server has just told it, or to 0 where something on the disk was
    /// damaged. A client starts with what is on the disk, and the disk has what a client has.
    fn check_cursors(&mut self, device: usize, told: Option<u64>) {
        let fetches_anew = self.fetches_anew.remove(&device);
        let it = &self.devices[device];
        let on_disk = self.cursors.get(&Whose::Disk(device)).cloned();
        let goes_on = |before: Option<&Cursor>, now: &Cursor, fetches_anew: bool| {
            let goes_on = |before: &Cursor| before.0 == now.0 && before.1 <= now.1;
            before.is_none_or(goes_on) || (fetches_anew && now.1 == 0)
        };
        let mut of_clients = Vec::new();
        for tab in &it.tabs {
            let Some(client) = tab.it.client() else {
                continue;
            };
            let whose = Whose::Client(device, tab.id, tab.it.generation());
            let checkpoint = client.checkpoint();
            let now = (checkpoint.epoch.clone(), checkpoint.cursor);
            let before = self.cursors.get(&whose).or(on_disk.as_ref());
            let has_read = self.has_read_damaged.remove(&(device, tab.id));
            assert!(
                told == Some(tab.id) || goes_on(before, &now, fetches_anew || has_read),
                "a cursor went back: {whose:?} {before:?} {now:?}"
            );
            of_clients.push(now.clone());
            self.cursors.insert(whose, now);
        }
        let stored = it.disk.get(CHECKPOINT);
        let stored = stored.and_then(|text| serde_json::from_str::<Checkpoint>(&text).ok());
        if let Some(checkpoint) = stored.filter(|checkpoint| checkpoint.account == ACCOUNT) {
            let now = (checkpoint.epoch, checkpoint.cursor);
            assert!(
                of_clients.contains(&now) || goes_on(on_disk.as_ref(), &now, fetches_anew),
                "a cursor went back: on device {device} {on_disk:?} {now:?}"
            );
            self.cursors.insert(Whose::Disk(device), now);
        }
    }

    /// The cursor on a disk, found by whoever starts from it, stands for nothing that is not on that disk.
    pub fn check_disk(&self, device: usize) {
        let it = &self.devices[device];
        let Some(checkpoint) = it.checkpoint() else {
            return;
        };
        if checkpoint.epoch != Some(self.server.epoch()) || it.disk.get(REFETCH).is_some() {
            return;
        }
        let held = it.disk.records(true);
        for ((key, field), row) in &self.server.rows {
            if row.seq > checkpoint.cursor {
                continue;
            }
            let is_unreadable = matches!(it.disk.record(&names::record(key)), Some(Err(_)));
            let cell = held.get(key).and_then(|record| record.cell(field));
            assert!(
                is_unreadable
                    || self
                        .blemished
                        .contains(&(device, key.clone(), field.clone()))
                    || cell.is_some_and(|cell| cell.stamp >= row.cell.stamp),
                "device {device} has a cursor of {} on its disk, and of {key} {field} there, at {}, only {cell:?}: {:?}",
                checkpoint.cursor,
                row.seq,
                row.cell
            );
        }
    }

    // Everything works again.

    pub fn heal(&mut self) {
        self.is_bad_network = false;
        self.down_until_ms = 0;
        self.server.is_full = false;
        self.tell(|| "everything works again".into());
        for device in 0..self.devices.len() {
            let it = &mut self.devices[device];
            it.disk.lift_limit();
            it.disk.set_power(None);
            it.is_online = true;
            for tab in &it.tabs {
                it.disk.set_power_of(tab.id, None);
            }
            self.deliver_storage_events(device);
            self.sign_in(device, 0);
            self.devices[device].back_online();
        }
        self.pass(30_000);
    }

    /// Time goes by.
    pub fn pass(&mut self, ms: u64) {
        for _ in 0..ms / 100 {
            self.now_ms += 100;
            self.network();
        }
    }

    /// Every browser is closed and opened again.
    pub fn reload(&mut self) {
        for device in 0..self.devices.len() {
            self.restart(device);
        }
        self.pass(30_000);
    }
}

/// Whether an answer is a reason to fetch everything once more: another database, one that was restored, or cells stamped ahead, which have hidden others.
fn says_anew(answer: &Response, client: Option<&Client>) -> bool {
    let epoch = client.and_then(|client| client.checkpoint().epoch.as_ref());
    match answer {
        Response::Pushed(pushed) => {
            let is_ahead = |it: &Rejected| it.code == RejectCode::StampAhead;
            epoch != Some(&pushed.epoch) || pushed.rejected.iter().any(is_ahead)
        }
        Response::Pulled(pulled) => epoch != Some(&pulled.epoch) || pulled.restart.is_some(),
        _ => false,
    }
}

pub fn edit_of(key: &RecordKey, fields: Vec<(&str, Value)>) -> Edit {
    fields
        .into_iter()
        .fold(Edit::default(), |edit, (field, value)| {
            edit.set(key.kind.clone(), key.id, field, value)
        })
}
