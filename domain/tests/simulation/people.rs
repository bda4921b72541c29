//! Actions of people.

use domain::state::edit::Edit;
use domain::state::record::{Cell, LARGEST_VALUE, REMOVED, RecordKey};
use domain::sync::protocol::Changes;
use domain::sync::tab::TabRequest;
use serde_json::{Value, json};

use crate::device::Cut;
use crate::older;
use crate::world::{World, Written};

/// How many records of each kind there are to write to.
const KEYS: u64 = 5;

impl World {
    pub(crate) fn key(&mut self) -> RecordKey {
        let kind = ["opportunity", "event", "gift-of-a-newer-build"][self.dice.below(3) as usize];
        let number = self.dice.below(KEYS);
        RecordKey::parse(&format!("{kind}:0190f5a0-0000-7000-8000-{number:012x}")).unwrap()
    }

    pub(crate) fn edit(&mut self, device: usize, tab: usize) {
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

    pub(crate) fn write(&mut self, device: usize, tab: usize, edit: &Edit) {
        let (written, outcome) = self.devices[device].commit(tab, edit, self.now_ms);
        self.has_written(device, tab, &written, outcome);
    }

    pub(crate) fn undo(&mut self, device: usize, tab: usize) {
        let (written, outcome) = self.devices[device].undo(tab, self.now_ms);
        self.has_written(device, tab, &written, outcome);
    }

    pub(crate) fn has_written(
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

    /// A fresh edit is in the other tabs once they have heard of it, and in a new one after a
    /// reload.
    pub(crate) fn read_back(&mut self, device: usize, from: usize) {
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

    pub(crate) fn too_large(&mut self, device: usize, tab: usize) {
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

    pub(crate) fn go(&mut self, device: usize) {
        let device = &mut self.devices[device];
        device.is_online = !device.is_online;
        if device.is_online {
            device.back_online();
        }
    }

    pub(crate) fn sign_in(&mut self, device: usize, tab: usize) {
        self.signed_out.remove(&device);
        if self.devices[device].is_of_nobody() {
            self.left.insert(device);
            self.forget_cursor(device);
        }
        let outcome = self.devices[device].sign_in(tab);
        self.tell(|| format!("device {device} tab {tab} signs in {outcome:?}"));
        self.go_on(device, tab, outcome);
    }

    pub(crate) fn sign_out(&mut self, device: usize, tab: usize) {
        self.left.insert(device);
        self.forget_cursor(device);
        let outcome = self.devices[device].sign_out(tab);
        self.tell(|| format!("device {device} tab {tab} signs out {outcome:?}"));
        self.go_on(device, tab, outcome);
    }

    pub(crate) fn wake(&mut self, device: usize, tab: usize) {
        let outcome = self.devices[device].ask(tab, &TabRequest::Wake);
        self.tell(|| format!("device {device} tab {tab} asks to wake {outcome:?}"));
        self.go_on(device, tab, outcome);
    }

    /// A backup file is merged.
    pub(crate) fn import(&mut self, device: usize, tab: usize) {
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
}

pub(crate) fn edit_of(key: &RecordKey, fields: Vec<(&str, Value)>) -> Edit {
    fields
        .into_iter()
        .fold(Edit::default(), |edit, (field, value)| {
            edit.set(key.kind.clone(), key.id, field, value)
        })
}
