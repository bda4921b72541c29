//! Edits in a journal: the cells they write, and how each is taken back.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::journal::Journal;
use crate::state::edit::{Edit, Write};
use crate::state::record::{Cell, REMOVED, Record, RecordKey};
use crate::state::stamp::Clock;

/// The outcome of an edit.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The cells written, by record, all under one stamp.
    pub written: BTreeMap<RecordKey, Record>,
    /// The edit that takes it back.
    pub inverse: Edit,
}

impl Journal {
    /// Applies an edit under one stamp. Returns the cells it wrote and the edit that takes it back.
    pub fn apply(&mut self, edit: &Edit, clock: &mut Clock, now_ms: u64) -> Applied {
        let stamp = clock.tick(now_ms);
        let mut inverse = Edit::new(edit.label.clone());
        let mut written: BTreeMap<RecordKey, Record> = BTreeMap::new();
        let mut created: BTreeSet<RecordKey> = BTreeSet::new();
        for write in last_writes(edit) {
            let held = self.records.entry(write.key.clone()).or_default();
            if held.is_empty() {
                created.insert(write.key.clone());
            }
            let before = held.cell(&write.field).map(|cell| cell.value.clone());
            // Writing that a record is there gets a new stamp: another device may have removed it
            // meanwhile.
            let stays_there =
                write.field == REMOVED && write.value == Value::Bool(false) && !held.is_removed();
            if before.as_ref() == Some(&write.value) && !stays_there {
                continue;
            }
            if created.contains(&write.key) {
                // Taking back a new record removes it whole; its words stay in it.
                inverse = inverse.remove(write.key.kind.clone(), write.key.id);
            } else if !stays_there {
                // Undo must not rewrite this cell: that would restore a record another device has
                // removed since.
                inverse.writes.push(Write {
                    value: before.unwrap_or(Value::Null),
                    ..write.clone()
                });
            }
            let cell = Cell {
                value: write.value.clone(),
                stamp,
            };
            held.merge_cell(&write.field, cell.clone());
            let cells = written.entry(write.key.clone()).or_default();
            cells.merge_cell(&write.field, cell);
        }
        inverse.writes.dedup();
        let changed: Vec<RecordKey> = written.keys().cloned().collect();
        self.derive(&changed);
        Applied { written, inverse }
    }
}

/// The last write of each field, in the order of the edit.
fn last_writes(edit: &Edit) -> Vec<&Write> {
    let mut seen: BTreeSet<(&RecordKey, &str)> = BTreeSet::new();
    let mut writes: Vec<&Write> = edit
        .writes
        .iter()
        .rev()
        .filter(|write| seen.insert((&write.key, &write.field)))
        .collect();
    writes.reverse();
    writes
}
