//! The request under way: its cells, and the state once it is answered.

use super::batch::Batch;
use super::checkpoint::{Checkpoint, ResyncPosition};
use super::outbox::{Outbox, OutboxEntry};
use super::records::Records;
use crate::state::record::{Record, RecordKey};
use crate::state::stamp::Stamp;
use crate::sync::protocol::{Changes, Rejected};

/// A request without a response yet.
#[derive(Clone, Debug)]
pub(super) struct InFlight {
    pub(super) number: u64,
    pub(super) started_ms: u64,
    /// The cursor at that time.
    pub(super) cursor: u64,
    /// The entries it carries, or the parts of them that fit.
    pub(super) entries: Vec<OutboxEntry>,
    /// The number of cells it carries.
    pub(super) cells: usize,
    /// The only one of them, where it is one.
    pub(super) only: Option<(RecordKey, String, Stamp)>,
    /// Cells that are not sent: no server would take them.
    pub(super) unsendable: Vec<Rejected>,
    /// The position of the full resync once this is answered; `Some(None)` is its end.
    pub(super) resync: Option<Option<ResyncPosition>>,
}

impl InFlight {
    /// A request that carries nothing yet.
    pub(super) const fn new(number: u64, started_ms: u64, cursor: u64) -> Self {
        Self {
            number,
            started_ms,
            cursor,
            entries: Vec::new(),
            cells: 0,
            only: None,
            unsendable: Vec::new(),
            resync: None,
        }
    }

    /// Loads waiting cells, entries first, up to this many.
    pub(super) fn load(
        &mut self,
        outbox: &Outbox,
        checkpoint: &Checkpoint,
        records: &Records,
        max_cells: usize,
    ) -> Changes {
        let mut batch = Batch::up_to(max_cells);
        for (name, cells) in outbox {
            if batch.is_full() {
                break;
            }
            // An entry that does not fit goes in parts: else it would never go at all.
            let mut sent = Record::default();
            for (field, cell) in cells.cells() {
                if batch.is_full() {
                    break;
                }
                batch.add(&name.key, field, cell);
                sent.merge_cell(field, cell.clone());
            }
            self.entries.push(OutboxEntry {
                name: name.clone(),
                cells: sent,
            });
        }
        if let Some(start) = &checkpoint.resync
            && !batch.is_full()
        {
            self.resync = Some(batch.add_from(records, start));
        }
        self.cells = batch.cells;
        self.only = batch.only();
        self.unsendable = batch.unsendable;
        batch.changes
    }

    /// Carries no cell, and stands for those of a push of one cell that was rejected as a whole: if
    /// even an empty push is rejected, the cell is not to blame.
    pub(super) fn stand_for(&mut self, suspect: &Self) {
        self.entries.clone_from(&suspect.entries);
        self.resync.clone_from(&suspect.resync);
        self.unsendable.clone_from(&suspect.unsendable);
    }
}
