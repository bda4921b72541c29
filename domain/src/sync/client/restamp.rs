//! New stamps for cells that a wrong clock had stamped ahead of the server's.

use std::collections::BTreeMap;

use super::driver::DriverStep;
use super::outbox::{EntryName, Outbox, OutboxEntry};
use super::records::Records;
use crate::state::record::{Cell, RecordKey};
use crate::state::stamp::{Clock, Stamp};
use crate::sync::protocol::Changes;

/// Gives every cell stamped after a limit a new stamp, in the order they were written, and moves
/// them to entries under their new names. The clock has been set right before.
pub(super) fn restamp(
    outbox: &mut Outbox,
    records: &Records,
    clock: &mut Clock,
    limit_ms: u64,
    now_ms: u64,
) -> Vec<DriverStep> {
    let ahead = cells_after(limit_ms, outbox, records);
    let mut entries = Outbox::new();
    let mut replacing = Changes::new();
    for cells in by_stamp(&ahead).into_values() {
        let stamp = clock.tick(now_ms);
        for (key, field, cell) in cells {
            let cell = Cell {
                stamp,
                ..cell.clone()
            };
            let name = EntryName {
                stamp,
                key: key.clone(),
            };
            let entry = entries.entry(name).or_default();
            entry.merge_cell(field, cell.clone());
            let replacing = replacing.entry(key.clone()).or_default();
            replacing.merge_cell(field, cell);
        }
    }
    let is_ahead = |name: &EntryName| name.stamp.ms > limit_ms;
    let replaced = outbox.keys().filter(|name| is_ahead(name)).cloned();
    let replaced: Vec<EntryName> = replaced.collect();
    outbox.retain(|name, _| !is_ahead(name));
    let mut steps = vec![DriverStep::ForgetAhead(limit_ms)];
    for (name, cells) in entries {
        outbox.insert(name.clone(), cells.clone());
        steps.push(DriverStep::AddEntry(OutboxEntry { name, cells }));
    }
    steps.push(DriverStep::Replace(replacing, replaced));
    steps
}

/// The cells stamped after a limit. Those of another tab may be known as an entry before they are
/// known as a record.
fn cells_after(limit_ms: u64, outbox: &Outbox, records: &Records) -> Changes {
    let unsent = outbox.iter().map(|(name, cells)| (&name.key, cells));
    let mut ahead = Changes::new();
    for (key, record) in records.iter().chain(unsent) {
        for (field, cell) in record.cells().filter(|(_, cell)| cell.stamp.ms > limit_ms) {
            let record = ahead.entry(key.clone()).or_default();
            record.merge_cell(field, cell.clone());
        }
    }
    ahead
}

/// Cells in the order they were written; those of one edit together.
fn by_stamp(cells: &Changes) -> BTreeMap<Stamp, Vec<(&RecordKey, &str, &Cell)>> {
    let mut by_stamp: BTreeMap<Stamp, Vec<(&RecordKey, &str, &Cell)>> = BTreeMap::new();
    for (key, record) in cells {
        for (field, cell) in record.cells() {
            let of_one_edit = by_stamp.entry(cell.stamp).or_default();
            of_one_edit.push((key, field, cell));
        }
    }
    by_stamp
}
