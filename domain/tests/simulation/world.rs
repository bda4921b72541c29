//! The world of the simulation: everything there is, and time, in which one thing after another
//! happens.

use std::collections::{BTreeMap, BTreeSet};

use domain::state::record::{Cell, RecordKey};
use domain::state::stamp::Stamp;
use domain::sync::client::{Ask, Records, Response};
use serde_json::Value;

use crate::Dice;
use crate::device::Device;
use crate::server::Server;

const START_MS: u64 = 1_800_000_000_000;

/// A request or an answer under way.
#[derive(Clone, Debug)]
pub(crate) struct Parcel {
    pub(crate) device: usize,
    /// The tab, and which of its clients.
    pub(crate) tab: (u64, u32),
    pub(crate) number: u64,
    pub(crate) arrives_ms: u64,
    pub(crate) content: Content,
}

#[derive(Clone, Debug)]
pub(crate) enum Content {
    Request(Ask),
    Response(Box<Response>),
}

/// Something a person wrote and that was kept: on a disk, so that it may never be lost.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) device: usize,
    pub(crate) key: RecordKey,
    pub(crate) field: String,
    pub(crate) value: Value,
    pub(crate) stamp: Stamp,
    /// Stamped by a clock far ahead: it gets another stamp later.
    pub(crate) is_ahead: bool,
    /// It was in a value that was damaged.
    pub(crate) is_damaged: bool,
    /// And nowhere else on the disk.
    pub(crate) is_excused: bool,
}

/// A cell of one device.
pub(crate) type CellOf = (usize, RecordKey, String);

/// Whose cursor it is: a device's disk, or a client of a tab there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Whose {
    Disk(usize),
    Client(usize, u64, u32),
}

/// Up to where everything was fetched, and from which database.
pub(crate) type Cursor = (Option<String>, u64);

/// Everything there is.
pub(crate) struct World {
    pub(crate) dice: Dice,
    pub(crate) now_ms: u64,
    pub(crate) server: Server,
    pub(crate) backups: Vec<Server>,
    /// What the server's clock is off by, in milliseconds.
    pub(crate) server_error_ms: u64,
    /// The server can read and not write.
    pub(crate) is_server_disk_full: bool,
    /// Whether either of these happens.
    pub(crate) is_server_unsteady: bool,
    /// Whether the storage of a device is cleared now and then.
    pub(crate) is_storage_cleared: bool,
    /// Until when nobody answers, as the server starts.
    pub(crate) down_until_ms: u64,
    /// Devices whose stream of pokes has ended, and when they connect again.
    pub(crate) deaf: BTreeMap<usize, u64>,
    pub(crate) devices: Vec<Device>,
    pub(crate) parcels: Vec<Parcel>,
    pub(crate) ledger: Vec<Written>,
    /// Cells that were in a damaged value, and nowhere else on the disk.
    pub(crate) blemished: BTreeSet<CellOf>,
    /// Cells that the server rejected, as the damaged list said.
    pub(crate) unknown_rejections: BTreeSet<CellOf>,
    /// The last cursor of each client, and of each disk.
    pub(crate) cursors: BTreeMap<Whose, Cursor>,
    /// Devices where a damaged record, or the mark of one, was seen since their cursors were checked.
    pub(crate) refetches: BTreeSet<usize>,
    /// Tabs that may have read something damaged, and have no client yet that could fetch it.
    pub(crate) has_read_damaged: BTreeSet<(usize, u64)>,
    /// What was saved to a backup file.
    pub(crate) file: Records,
    /// Every value a device tried to write, also those that did not come through whole.
    pub(crate) attempts: BTreeMap<CellOf, Vec<Value>>,
    /// What files have brought to a device, and may have overwritten something there before it was sent.
    pub(crate) imported: BTreeMap<CellOf, Vec<Cell>>,
    /// Devices whose session the server has ended.
    pub(crate) signed_out: BTreeSet<usize>,
    /// Devices that have left the account, and forgotten what they had to send.
    pub(crate) left: BTreeSet<usize>,
    /// How many requests were made.
    pub(crate) requests: usize,
    pub(crate) words: u64,
    pub(crate) nodes: u64,
    pub(crate) page: u32,
    pub(crate) is_told: bool,
    pub(crate) is_bad_network: bool,
    pub(crate) was_restored: bool,
    /// The first device has an older build.
    pub(crate) has_older: bool,
}

impl World {
    pub(crate) fn new(mut dice: Dice, is_told: bool) -> Self {
        // Some of the seeds, and none that the head of this test names.
        let is_server_unsteady = [4, 6].contains(&(dice.0 % 7));
        let is_storage_cleared = [0, 4, 5, 7].contains(&(dice.0 % 11));
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
            server_error_ms: 0,
            is_server_disk_full: false,
            is_server_unsteady,
            is_storage_cleared,
            down_until_ms: 0,
            deaf: BTreeMap::new(),
            devices,
            parcels: Vec::new(),
            ledger: Vec::new(),
            blemished: BTreeSet::new(),
            unknown_rejections: BTreeSet::new(),
            cursors: BTreeMap::new(),
            refetches: BTreeSet::new(),
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

    pub(crate) fn tell(&self, words: impl FnOnce() -> String) {
        if self.is_told {
            println!("{:>9} {}", self.now_ms - START_MS, words());
        }
    }

    /// What the server's clock says.
    pub(crate) const fn server_ms(&self) -> u64 {
        self.now_ms + self.server_error_ms
    }

    /// One thing happens, and time goes on.
    pub(crate) fn step(&mut self) {
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
            79 if self.is_storage_cleared => self.clear_storage(device, tab),
            _ => {}
        }
        if self.is_server_unsteady && self.dice.chance(4) {
            self.disturb_server();
        }
        let pause = [5, 200, 3_000, 40_000][self.dice.below(4) as usize];
        self.now_ms += 1 + self.dice.below(pause);
        self.network();
    }

    pub(crate) fn heal(&mut self) {
        self.is_bad_network = false;
        self.down_until_ms = 0;
        self.server.is_full = false;
        self.server_error_ms = 0;
        self.is_server_disk_full = false;
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
    pub(crate) fn pass(&mut self, ms: u64) {
        for _ in 0..ms / 100 {
            self.now_ms += 100;
            self.network();
        }
    }

    /// Every browser is closed and opened again.
    pub(crate) fn reload(&mut self) {
        for device in 0..self.devices.len() {
            self.restart(device);
        }
        self.pass(30_000);
    }
}
