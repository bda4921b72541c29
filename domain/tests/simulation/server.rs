//! The server of the simulation: [`domain::sync::server`] over maps instead of tables.

use std::collections::{BTreeMap, BTreeSet};

use domain::state::record::{Cell, Record, RecordKey};
use domain::sync::protocol::{
    Changes, FURTHEST_AHEAD_MS, Pull, Pulled, Push, Pushed, Rejected, Restart,
};
use domain::sync::server::{
    Account, HeldCell, Holdings, Lifted, Loser, Merged, ServerClock, Winner, cell_bytes, emptied,
    judge, lift, merge,
};

/// A record and a field of it.
type CellKey = (RecordKey, String);

/// A cell with its place in the order of changes.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) cell: Cell,
    pub(crate) seq: u64,
}

/// One account on one server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Server {
    pub(crate) rows: BTreeMap<CellKey, Row>,
    pub(crate) versions: Vec<(RecordKey, String, Cell)>,
    pub(crate) epoch: u64,
    /// The account has no room for anything longer than what it replaces.
    pub(crate) is_full: bool,
    clock: ServerClock,
    /// When it last looked at its clock, in true time.
    looked_ms: u64,
    seq: u64,
}

impl Server {
    /// Takes a push at a time by its own clock, and by a right one.
    pub(crate) fn push(&mut self, push: &Push, now_ms: u64, true_ms: u64) -> Pushed {
        let elapsed_ms = true_ms.saturating_sub(self.looked_ms);
        self.clock.look(now_ms, elapsed_ms);
        self.looked_ms = true_ms;
        let reach_ms = self.clock.reach_ms(now_ms);
        let (changes, mut rejected) = judge(push.changes.clone(), reach_ms);
        let before = self.seq;
        let lifted = match self.clock.lead {
            Some(lead) => lift(&changes, &Rows(&self.rows), lead, now_ms),
            None => Lifted {
                changes,
                originals: Vec::new(),
            },
        };
        for mut cell in self.merge(&lifted.changes) {
            let key = RecordKey::parse(&cell.record).unwrap();
            let original = lifted.original(&key, cell.field.as_deref().unwrap());
            cell.stamp = original.map(|stamp| stamp.to_string()).or(cell.stamp);
            rejected.push(cell);
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
            more: !is_ours || before != push.cursor || !lifted.originals.is_empty(),
            stamps_until: (reach_ms > now_ms).then_some(reach_ms + FURTHEST_AHEAD_MS),
        }
    }

    pub(crate) fn pull(&self, pull: &Pull, limit: u32, now_ms: u64) -> Pulled {
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
    pub(crate) fn purge(&mut self, now_ms: u64) -> Vec<RecordKey> {
        let mut records: BTreeMap<RecordKey, Record> = BTreeMap::new();
        for ((key, field), row) in &self.rows {
            records
                .entry(key.clone())
                .or_default()
                .merge_cell(field, row.cell.clone());
        }
        let emptied = |(key, record): (RecordKey, Record)| Some((key, emptied(&record, now_ms)?));
        let changes: Changes = records.into_iter().filter_map(emptied).collect();
        self.merge(&changes);
        let gone: Vec<RecordKey> = changes.into_keys().collect();
        self.versions.retain(|(key, _, _)| !gone.contains(key));
        gone
    }

    /// Merges cells as the real server does. Returns those there was no room for.
    fn merge(&mut self, changes: &Changes) -> Vec<Rejected> {
        let bytes_of =
            |((key, field), row): (&CellKey, &Row)| cell_bytes(key, field, bytes(&json(&row.cell)));
        let bytes = self.rows.iter().map(bytes_of).sum();
        let records: BTreeSet<&RecordKey> = self.rows.keys().map(|(key, _)| key).collect();
        let mut account = Account {
            seq: self.seq,
            records: records.len() as u64,
            bytes,
            max_bytes: if self.is_full { bytes } else { i64::MAX },
        };
        let holdings = Rows(&self.rows);
        let Merged {
            winners,
            versions,
            rejected,
        } = merge(&mut account, changes, &holdings);
        let version = |it: &Loser<'_>| (it.key.clone(), it.field.to_owned(), it.cell.clone());
        let versions: Vec<_> = versions.iter().map(version).collect();
        let row = |it: &Winner<'_>| {
            let cell = it.cell.clone();
            let place = (it.key.clone(), it.field.to_owned());
            (place, Row { cell, seq: it.seq })
        };
        let rows: Vec<_> = winners.iter().map(row).collect();
        self.versions.extend(versions);
        self.rows.extend(rows);
        self.seq = account.seq;
        rejected
    }

    pub(crate) fn seq(&self) -> u64 {
        self.seq
    }

    pub(crate) fn epoch(&self) -> String {
        format!("e{}", self.epoch)
    }
}

/// The rows as the cells that an account holds.
struct Rows<'a>(&'a BTreeMap<CellKey, Row>);

impl Holdings for Rows<'_> {
    fn cell(&self, key: &RecordKey, field: &str) -> Option<HeldCell<'_>> {
        let row = self.0.get(&(key.clone(), field.to_owned()))?;
        Some(HeldCell {
            cell: Some(&row.cell),
            bytes: bytes(&json(&row.cell)),
        })
    }

    fn fields(&self, key: &RecordKey) -> usize {
        let first = (key.clone(), String::new());
        let held = self.0.range(first..);
        held.take_while(|((held, _), _)| held == key).count()
    }
}

fn json(cell: &Cell) -> String {
    cell.value.to_string()
}

fn bytes(text: &str) -> i64 {
    text.len() as i64
}
