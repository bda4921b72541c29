//! The cells of a push while it is put together: as many as one may carry, without those that no
//! server would take.

use super::checkpoint::ResyncPosition;
use super::records::Records;
use crate::state::record::{Cell, RecordKey};
use crate::state::stamp::Stamp;
use crate::sync::protocol::{Changes, LARGEST_PUSH, MOST_CELLS_A_PUSH, RejectCode, Rejected};

/// Where a push is cut, in bytes; the rest goes with the next one.
const FULL_PUSH: usize = LARGEST_PUSH / 2;

/// The cells of a push while it is put together.
pub(super) struct Batch {
    pub(super) changes: Changes,
    max_cells: usize,
    pub(super) cells: usize,
    bytes: usize,
    pub(super) unsendable: Vec<Rejected>,
}

impl Batch {
    /// An empty one, for this many cells at most.
    pub(super) fn up_to(max_cells: usize) -> Self {
        Self {
            changes: Changes::new(),
            max_cells: max_cells.min(MOST_CELLS_A_PUSH / 2),
            cells: 0,
            bytes: 0,
            unsendable: Vec::new(),
        }
    }

    pub(super) const fn is_full(&self) -> bool {
        self.cells >= self.max_cells || self.bytes >= FULL_PUSH
    }

    /// The cell a batch of one has.
    pub(super) fn only(&self) -> Option<(RecordKey, String, Stamp)> {
        let (key, record) = self.changes.iter().next().filter(|_| self.cells == 1)?;
        let (field, cell) = record.cells().next()?;
        Some((key.clone(), field.to_owned(), cell.stamp))
    }

    pub(super) fn add(&mut self, key: &RecordKey, field: &str, cell: &Cell) {
        if let Some(code) = RejectCode::of_cell(field, &cell.value) {
            self.unsendable.push(rejected(key, field, cell.stamp, code));
            return;
        }
        self.cells += 1;
        self.bytes += cell.value.to_string().len() + field.len() + 80;
        let record = self.changes.entry(key.clone()).or_default();
        record.merge_cell(field, cell.clone());
    }

    /// Adds records after a position until the batch is full. Returns the new position, `None` at
    /// the end.
    pub(super) fn add_from(
        &mut self,
        records: &Records,
        start: &ResyncPosition,
    ) -> Option<ResyncPosition> {
        let first = start.key.clone();
        let rest = records
            .iter()
            .skip_while(|(key, _)| first.as_ref().is_some_and(|first| *key < first));
        for (key, record) in rest {
            for (field, cell) in record.cells() {
                if start.key.as_ref() == Some(key) && field <= start.field.as_str() {
                    continue;
                }
                self.add(key, field, cell);
                if self.is_full() {
                    return Some(ResyncPosition {
                        key: Some(key.clone()),
                        field: field.to_owned(),
                    });
                }
            }
        }
        None
    }
}

/// A cell that is not taken, as a server would name it.
pub(super) fn rejected(key: &RecordKey, field: &str, stamp: Stamp, code: RejectCode) -> Rejected {
    Rejected {
        record: key.to_string(),
        field: Some(field.to_owned()),
        stamp: Some(stamp.to_string()),
        code,
    }
}
