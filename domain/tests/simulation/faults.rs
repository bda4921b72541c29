//! Faults: crashes, full and damaged disks, and restarts of the server.

use domain::state::record::{Record, RecordKey};
use domain::sync::client::Response;
use domain::sync::tab::names::{self, CHECKPOINT, Named, REJECTIONS};

use crate::device::Cut;
use crate::world::{Content, World};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: u64 = 86_400_000;

impl World {
    pub(crate) fn restart(&mut self, device: usize) {
        self.check_disk(device);
        self.look(device);
        self.nodes += 1;
        self.devices[device].restart(self.nodes);
        self.tell(|| format!("device {device} starts anew"));
    }

    pub(crate) fn crash(&mut self, device: usize) {
        self.restart(device);
    }

    /// Follows an action of a tab: if the power was cut meanwhile, or the tab killed, the rest goes
    /// on.
    pub(crate) fn go_on<T>(
        &mut self,
        device: usize,
        tab: usize,
        outcome: Result<T, Cut>,
    ) -> Option<T> {
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
    pub(crate) fn power_cut(&mut self, device: usize) {
        let left = self.dice.below(6) as u32;
        self.devices[device].disk.set_power(Some(left));
    }

    /// The next few writes of a tab come through, and then it is gone; the others go on.
    pub(crate) fn kill(&mut self, device: usize, tab: usize) {
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

    pub(crate) fn jump(&mut self, device: usize) {
        let jumps_ms = [0, 0, 48 * HOUR_MS, -48 * HOUR_MS, 2 * HOUR_MS, 40_000];
        let ahead_ms = jumps_ms[self.dice.below(6) as usize];
        self.devices[device].clock_error_ms = ahead_ms;
        self.tell(|| format!("the clock of device {device} is {ahead_ms} ms ahead"));
    }

    pub(crate) fn fill_disk(&mut self, device: usize) {
        let left = [0, 60, 300, 1_500][self.dice.below(4) as usize];
        let disk = &self.devices[device].disk;
        if disk.is_limited() {
            disk.lift_limit();
        } else {
            disk.fill_up(left);
        }
        self.tell(|| format!("device {device} has room for {left}, or again for all"));
    }

    pub(crate) fn damage(&mut self, device: usize) {
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

    /// Excuses the loss of a damaged value. Other values on the same disk must not get lost, as
    /// long as neither the server nor the account's owner forgets it.
    pub(crate) fn excuse(&mut self, device: usize, key: &RecordKey, lost: &Record) {
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

    pub(crate) fn excuse_rejected(&mut self, device: usize, name: &str) {
        if name == REJECTIONS {
            let it = &self.devices[device];
            let known = it.client().map(|client| client.rejections().clone());
            let places = known.unwrap_or_default().into_keys();
            let places = places.chain(it.tabs[0].it.rejections().into_keys());
            let places = places.map(|(key, field)| (device, key, field));
            self.unknown_rejections.extend(places);
        }
    }

    pub(crate) fn open_tab(&mut self, device: usize) {
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

    /// The server stops, and starts within seconds. Connections end with it: of the requests under
    /// way some were done, and nobody hears of it; some answers had left before. Streams of pokes
    /// end too.
    pub(crate) fn restart_server(&mut self) {
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

    pub(crate) fn restore(&mut self) {
        if let Some(backup) = self.backups.pop() {
            let epoch = self.server.epoch + 1;
            self.server = backup;
            self.server.epoch = epoch;
            self.was_restored = true;
            self.tell(|| format!("the server is restored as e{epoch}"));
        }
    }

    pub(crate) fn fill_account(&mut self) {
        self.server.is_full = !self.server.is_full;
        let is_full = self.server.is_full;
        self.tell(|| format!("the account is full: {is_full}"));
    }

    /// The server's clock jumps ahead, or is set right; or its disk is full, or has room again.
    pub(crate) fn disturb_server(&mut self) {
        if self.dice.chance(30) {
            self.is_server_disk_full = !self.is_server_disk_full;
        } else {
            let jumps_ms = [0, 0, 0, 40_000, 2 * 3_600_000, 200 * DAY_MS];
            self.server_error_ms = jumps_ms[self.dice.below(6) as usize];
        }
        let (ahead_ms, is_full) = (self.server_error_ms, self.is_server_disk_full);
        self.tell(|| format!("the server is {ahead_ms} ms ahead; its disk is full: {is_full}"));
    }

    pub(crate) fn end_session(&mut self, device: usize) {
        self.signed_out.insert(device);
    }

    pub(crate) fn purge(&mut self) {
        self.now_ms += 190 * DAY_MS;
        let gone = self.server.purge(self.now_ms);
        self.tell(|| format!("half a year goes by; {gone:?} go for good"));
        for written in &mut self.ledger {
            written.is_excused |= gone.contains(&written.key);
        }
    }
}
