//! A push while it is put together: as many cells as one may carry, and those that no push may.

use super::{Place, Records};
use crate::protocol::{
    Changes, LARGEST_PUSH, LARGEST_VALUE, MOST_CELLS_A_PUSH, RejectCode, Rejected,
};
use crate::record::{Cell, RecordKey};

/// Where a push is cut, in bytes; the rest goes with the next one.
const FULL_PUSH: usize = LARGEST_PUSH / 2;

/// The cells of a push while it is put together.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) changes: Changes,
    cells: usize,
    bytes: usize,
    pub(super) unsendable: Vec<Rejected>,
}

impl Batch {
    pub(super) const fn is_full(&self) -> bool {
        self.cells >= MOST_CELLS_A_PUSH / 2 || self.bytes >= FULL_PUSH
    }

    pub(super) fn add(&mut self, key: &RecordKey, field: &str, cell: &Cell) {
        let length = cell.value.to_string().len();
        if length > LARGEST_VALUE {
            self.unsendable.push(Rejected {
                record: key.to_string(),
                field: Some(field.to_owned()),
                stamp: Some(cell.stamp.to_string()),
                code: RejectCode::TooLarge,
            });
            return;
        }
        self.cells += 1;
        self.bytes += length + field.len() + 80;
        let record = self.changes.entry(key.clone()).or_default();
        record.merge_cell(field, cell.clone());
    }

    /// Adds records after a place until the batch is full; gives the new place, none at the end.
    pub(super) fn sweep(&mut self, records: &Records, start: &Place) -> Option<Place> {
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
                    return Some(Place {
                        key: Some(key.clone()),
                        field: field.to_owned(),
                    });
                }
            }
        }
        None
    }
}
