//! The server of the simulation: the decisions of `domain::sync::server` over maps instead of tables.

use std::collections::BTreeMap;

use domain::state::record::{Cell, Record, RecordKey};
use domain::sync::protocol::{Pull, Pulled, Push, Pushed, RejectCode, Rejected, Restart};
use domain::sync::server::{Verdict, decide, emptied, judge};

/// A cell with its place in the order of changes.
#[derive(Clone, Debug)]
pub struct Row {
    pub cell: Cell,
    pub seq: u64,
}

/// One account on one server.
#[derive(Clone, Debug, Default)]
pub struct Server {
    pub rows: BTreeMap<(RecordKey, String), Row>,
    pub versions: Vec<(RecordKey, String, Cell)>,
    pub epoch: u64,
    /// The account has no room for anything longer than what it replaces.
    pub is_full: bool,
    seq: u64,
}

impl Server {
    pub fn push(&mut self, push: &Push, now_ms: u64) -> Pushed {
        let (changes, mut rejected) = judge(push.changes.clone(), now_ms);
        let before = self.seq;
        for (key, record) in changes {
            for (field, cell) in record.cells() {
                let place = (key.clone(), field.to_owned());
                let held = self.rows.get(&place).map(|row| &row.cell);
                if self.is_full && grows(held, cell) {
                    rejected.push(Rejected {
                        record: key.to_string(),
                        field: Some(field.to_owned()),
                        stamp: Some(cell.stamp.to_string()),
                        code: RejectCode::AccountFull,
                    });
                    continue;
                }
                match decide(held, cell) {
                    Verdict::Wins { keep_held } => {
                        if let (true, Some(held)) = (keep_held, held) {
                            self.versions
                                .push((key.clone(), field.to_owned(), held.clone()));
                        }
                        self.seq += 1;
                        let row = Row {
                            cell: cell.clone(),
                            seq: self.seq,
                        };
                        self.rows.insert(place, row);
                    }
                    Verdict::BecomesVersion => {
                        self.versions
                            .push((key.clone(), field.to_owned(), cell.clone()));
                    }
                    Verdict::Nothing => {}
                }
            }
        }
        let is_ours = push
            .epoch
            .as_ref()
            .is_none_or(|epoch| *epoch == self.epoch());
        Pushed {
            epoch: self.epoch(),
            seq: self.seq,
            server_time: now_ms,
            rejected,
            more: !is_ours || before != push.cursor,
        }
    }

    pub fn pull(&self, pull: &Pull, limit: u32, now_ms: u64) -> Pulled {
        let mut page = Pulled {
            epoch: self.epoch(),
            cursor: pull.after,
            server_time: now_ms,
            ..Pulled::default()
        };
        let is_other = pull
            .epoch
            .as_ref()
            .is_some_and(|epoch| *epoch != self.epoch());
        if is_other || pull.after > self.seq {
            page.restart = Some(Restart::Restored);
        }
        if page.restart.is_some() {
            page.cursor = 0;
            return page;
        }
        let mut rows: Vec<_> = self
            .rows
            .iter()
            .filter(|(_, row)| row.seq > pull.after)
            .collect();
        rows.sort_by_key(|(_, row)| row.seq);
        page.more = rows.len() > limit as usize;
        for ((key, field), row) in rows.into_iter().take(limit as usize) {
            page.cursor = row.seq;
            let record = page.changes.entry(key.clone()).or_default();
            record.merge_cell(field, row.cell.clone());
        }
        page
    }

    /// Empties what was removed long ago; gives the keys.
    pub fn purge(&mut self, now_ms: u64) -> Vec<RecordKey> {
        let mut records: BTreeMap<RecordKey, Record> = BTreeMap::new();
        for ((key, field), row) in &self.rows {
            records
                .entry(key.clone())
                .or_default()
                .merge_cell(field, row.cell.clone());
        }
        let mut gone = Vec::new();
        for (key, record) in records {
            let Some(emptied) = emptied(&record, now_ms) else {
                continue;
            };
            for (field, cell) in emptied.cells() {
                self.seq += 1;
                let row = Row {
                    cell: cell.clone(),
                    seq: self.seq,
                };
                self.rows.insert((key.clone(), field.to_owned()), row);
            }
            gone.push(key);
        }
        gone
    }

    pub fn seq(&self) -> u64 {
        self.seq
    }

    pub fn epoch(&self) -> String {
        format!("e{}", self.epoch)
    }
}

fn grows(held: Option<&Cell>, arriving: &Cell) -> bool {
    let wins = matches!(decide(held, arriving), Verdict::Wins { .. });
    let length = |cell: &Cell| cell.value.to_string().len();
    wins && length(arriving) > held.map_or(0, length)
}
