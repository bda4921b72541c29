//! What must hold in the end: all have met, and nothing that was kept is lost unless a later stamp won.

use std::collections::BTreeMap;

use domain::state::record::{Cell, LARGEST_VALUE, Record, RecordKey};
use domain::sync::client::Records;
use domain::sync::server::is_long_text;
use serde_json::{Value, json};

use crate::Dice;
use crate::device::Device;
use crate::people::edit_of;
use crate::world::{World, Written};

impl World {
    /// Everything works again: 30 seconds later all have met, and still have after a reload.
    pub(crate) fn heal_and_check(mut self) {
        self.heal();
        // A damaged record is not read, and quarantined, before it is written again or the page is
        // reloaded.
        self.check(|device| !device.disk.is_damaged());
        self.reload();
        self.check(|_| true);
        self.last_word();
        let before = self.requests;
        self.pass(10_000);
        let most = self.devices.len();
        assert!(
            self.requests - before <= most,
            "something is asked for ever"
        );
        for (number, device) in self.devices.iter().enumerate() {
            let outbox = device.disk.outbox();
            assert!(
                outbox.is_empty() || device.client().is_none(),
                "device {number} keeps entries that were sent: {outbox:.300?}"
            );
        }
    }

    /// Whatever happened before, what each device writes now wins.
    fn last_word(&mut self) {
        let key = RecordKey::parse("opportunity:0190f5a0-0000-7000-8000-000000000000").unwrap();
        for device in usize::from(self.has_older)..self.devices.len() {
            let word = json!(format!("the last word of device {device}"));
            self.write(device, 0, &edit_of(&key, vec![("role", word.clone())]));
            self.pass(5_000);
            let row = &self.server.rows[&(key.clone(), "role".to_owned())];
            assert_eq!(row.cell.value, word, "a later edit was lost: {row:?}");
        }
        self.check(|_| true);
    }

    pub(crate) fn check(&self, is_meant: impl Fn(&Device) -> bool) {
        let truth = self.server_records();
        let is_all = self.devices.iter().all(&is_meant);
        for (number, device) in self.devices.iter().enumerate() {
            if !is_meant(device) {
                continue;
            }
            let client = device.client().unwrap();
            assert_eq!(
                client.waiting(),
                0,
                "device {number} still has something to send"
            );
            let whose = format!("the disk of device {number}");
            self.must_have_met(number, &device.disk.records(false), &truth, &whose);
            for (tab, held) in device.tabs.iter().enumerate() {
                let whose = format!("tab {tab} of device {number}");
                self.must_have_met(number, held.records(), &truth, &whose);
            }
        }
        for written in &self.ledger {
            let may_be_gone = self.was_restored || self.left.contains(&written.device);
            if is_all && !written.is_excused && !(written.is_damaged && may_be_gone) {
                self.check_written(written);
            }
        }
    }

    /// Compares the cells held with those of the server, except rejected ones.
    fn must_have_met(&self, device: usize, held: &Records, truth: &Records, whose: &str) {
        for key in held.keys().chain(truth.keys()) {
            let none = Record::default();
            let here = held.get(key).unwrap_or(&none);
            let there = truth.get(key).unwrap_or(&none);
            if here == there {
                continue;
            }
            for (field, _) in here.cells().chain(there.cells()) {
                let (here, there) = (here.cell(field), there.cell(field));
                assert!(
                    here == there || self.may_differ(device, key, field),
                    "{whose} has {key} {field} {here:.300?}\nthe server has {there:.300?}"
                );
            }
        }
    }

    fn may_differ(&self, device: usize, key: &RecordKey, field: &str) -> bool {
        let place = (key.clone(), field.to_owned());
        let client = self.devices[device].client().unwrap();
        client.rejections().contains_key(&place)
    }

    fn check_written(&self, written: &Written) {
        let place = (written.key.clone(), written.field.clone());
        if is_too_large(&written.value) {
            return self.check_too_large(written);
        }
        if self.may_differ(written.device, &written.key, &written.field) {
            return;
        }
        let row = self
            .server
            .rows
            .get(&place)
            .unwrap_or_else(|| panic!("{written:.300?} is nowhere"));
        if row.cell.value == written.value {
            return;
        }
        // An edit of this device, or a file, that took its place before it was sent may have been stamped anew, by a clock that was set right.
        let of_files = (written.device, place.0.clone(), place.1.clone());
        let mut of_files = self.imported.get(&of_files).into_iter().flatten();
        let is_of_a_file =
            of_files.any(|cell| cell.stamp > written.stamp && cell.value == row.cell.value);
        assert!(
            written.is_ahead
                || is_of_a_file
                || row.cell.stamp >= written.stamp
                || self
                    .later_attempts(written)
                    .any(|value| *value == row.cell.value),
            "{written:?} was kept, and an earlier write won: {:?}",
            row.cell
        );
        self.check_version(written, &row.cell);
    }

    /// What the device tried to write in the place of something it had written.
    fn later_attempts<'world>(
        &'world self,
        written: &'world Written,
    ) -> impl Iterator<Item = &'world Value> {
        let place = (written.device, written.key.clone(), written.field.clone());
        let attempts = self.attempts[&place].iter();
        attempts.skip_while(|value| **value != written.value)
    }

    /// A value too large for the server stays on its device, or in the rejection, until something
    /// else is written there.
    fn check_too_large(&self, written: &Written) {
        let device = &self.devices[written.device];
        let held = device.disk.records(false);
        let held = held
            .get(&written.key)
            .and_then(|it| it.cell(&written.field));
        let place = (written.key.clone(), written.field.clone());
        let rejections = device.client().unwrap().rejections();
        let kept = rejections
            .get(&place)
            .and_then(|rejection| rejection.value.as_ref());
        let is_in = |kept: &Value| contains(kept, &written.value);
        let was_rewritten = self
            .later_attempts(written)
            .any(|value| *value != written.value);
        let place = (written.device, place.0, place.1);
        // A guest who merges a file has chosen that the later text counts; no server has rejected
        // anything then.
        let is_of_a_file =
            self.left.contains(&written.device) && self.imported.contains_key(&place);
        let is_known_lost =
            written.is_damaged || is_of_a_file || self.unknown_rejections.contains(&place);
        assert!(
            was_rewritten
                || is_known_lost
                || kept.is_some_and(is_in)
                || held.is_some_and(|held| held.value == written.value),
            "{written:.200?} was rejected, and is neither held nor with its rejection"
        );
    }

    /// A text that lost to another device is an earlier version; a backup of the server does not know those since.
    fn check_version(&self, written: &Written, winner: &Cell) {
        if !is_long_text(&written.value) || self.was_restored {
            return;
        }
        let has_won = |other: &&Written| {
            (&other.key, &other.field, other.stamp) == (&written.key, &written.field, winner.stamp)
        };
        let winner = self.ledger.iter().find(has_won);
        // Also by a file, or by an edit that a power cut or a full disk let through in part: what one device rewrites before it is sent goes as one.
        let place = (written.device, written.key.clone(), written.field.clone());
        let was_rewritten = self.attempts[&place]
            .iter()
            .any(|value| *value != written.value)
            || self.imported.contains_key(&place);
        let lost_to_another = winner.is_some_and(|winner| winner.device != written.device);
        let is_version = |(key, field, cell): &(RecordKey, String, Cell)| {
            (key, field, &cell.value) == (&written.key, &written.field, &written.value)
        };
        assert!(
            !lost_to_another || was_rewritten || self.server.versions.iter().any(is_version),
            "{written:?} lost and is no earlier version"
        );
    }

    fn server_records(&self) -> Records {
        let mut records: BTreeMap<RecordKey, Record> = BTreeMap::new();
        for ((key, field), row) in &self.server.rows {
            let record = records.entry(key.clone()).or_default();
            record.merge_cell(field, row.cell.clone());
        }
        records
    }
}

fn is_too_large(value: &Value) -> bool {
    value.to_string().len() > LARGEST_VALUE
}

fn contains(kept: &Value, value: &Value) -> bool {
    let texts = kept.as_str().zip(value.as_str());
    texts.is_some_and(|(kept, text)| kept.contains(text))
}

/// A guest with more than one push can carry signs in to an account that has as much: both are one in the end.
pub(crate) fn guest_with_much(words: usize, is_bad_network: bool, seed: u64) {
    let mut world = World::new(Dice(seed), false);
    world.devices.truncate(2);
    world.page = 100;
    world.is_bad_network = is_bad_network;
    world.sign_out(1, 0);
    for device in [0, 1] {
        for number in 0..8 {
            let key = key_of(device as u64 * 1_000 + number);
            let text = format!("{device} {}", "x".repeat(words));
            world.write(device, 0, &edit_of(&key, vec![("title", json!(text))]));
        }
        let both = key_of(5_000);
        let field = ["title", "notes"][device];
        world.write(device, 0, &edit_of(&both, vec![(field, json!(device))]));
    }
    world.sign_in(1, 0);
    world.pass(60_000);
    world.heal();
    world.check(|_| true);
    let records = world.devices[1].disk.records(false);
    assert_eq!(records.len(), 17);
    assert_eq!(records[&key_of(5_000)].cells().count(), 2);
}

/// A tab is killed between its entry and its record while another one leads: what was sent for it is on the disk.
pub(crate) fn killed_between_two_writes() {
    let mut world = World::new(Dice(1), false);
    world.devices.truncate(1);
    world.is_bad_network = false;
    world.pass(5_000);
    world.devices[0].open_tab(50).unwrap();
    let second = world.devices[0].tabs[1].id;
    world.devices[0].disk.set_power_of(second, Some(1));
    let edit = edit_of(&key_of(1), vec![("title", json!("kept"))]);
    world.write(0, 1, &edit);
    assert_eq!(world.devices[0].tabs.len(), 1, "the tab was killed");
    world.pass(30_000);
    world.check(|_| true);
    let records = world.devices[0].disk.records(false);
    assert!(records.contains_key(&key_of(1)), "what was sent is kept");
}

pub(crate) fn key_of(number: u64) -> RecordKey {
    RecordKey::parse(&format!("event:0190f5a0-0000-7000-8000-{number:012x}")).unwrap()
}

/// Two devices with so many records each, and pages of that size: both have all in the end.
pub(crate) fn boundary(here: u64, there: u64, page: u32) {
    let mut world = World::new(Dice(1), false);
    world.devices.truncate(2);
    world.page = page;
    world.is_bad_network = false;
    for (device, count) in [(0, here), (1, there)] {
        for number in 0..count {
            let key = key_of(device as u64 * 1_000 + number);
            world.write(device, 0, &edit_of(&key, vec![("title", json!(number))]));
        }
    }
    world.pass(20_000);
    for device in &world.devices {
        assert_eq!(
            device.disk.records(false).len() as u64,
            here + there,
            "{here} and {there}, pages of {page}"
        );
    }
    world.check(|_| true);
}
