//! The stored cells among those that are pushed.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::state::record::{Cell, REMOVED, Record, RecordKey};
use domain::sync::server::{Account, HeldCell, Holdings};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use super::rows::{CELL, PART, cells_as_one, parse_cell, parted};
use crate::store::incoming::IncomingPush;
use crate::store::raw_text::bytes;
use crate::store::write_transaction::WriteTransaction;
use crate::store::{Backend, StoreError};

/// Records asked for with one statement.
const MOST_ROWS: usize = 256;

/// The stored records of accounts, by account id.
pub(super) type Held = HashMap<String, HeldRecords>;

/// An account, the name of a record, and the cells of it that arrive.
type RecordLookup<'a> = (&'a str, String, &'a Record);

/// The stored cells of one account, of the arriving fields.
#[derive(Debug, Default)]
pub(super) struct HeldRecords {
    cells: HashMap<RecordKey, HashMap<String, StoredCell>>,
    /// Records of which only other fields are held.
    others: HashSet<RecordKey>,
}

/// A cell that is held.
#[derive(Debug)]
struct StoredCell {
    /// `None` if it is damaged.
    cell: Option<Cell>,
    /// How long its value is.
    bytes: i64,
}

impl Holdings for HeldRecords {
    fn cell(&self, key: &RecordKey, field: &str) -> Option<HeldCell<'_>> {
        let stored = self.cells.get(key)?.get(field)?;
        Some(HeldCell {
            cell: stored.cell.as_ref(),
            bytes: stored.bytes,
        })
    }

    fn has_record(&self, key: &RecordKey) -> bool {
        self.cells.contains_key(key) || self.others.contains(key)
    }
}

impl HeldRecords {
    /// Finds out which records are there that a push removes or brings back, where it may not fit
    /// into the account as a whole.
    pub(super) async fn look_for_removed(
        &mut self,
        transaction: &mut WriteTransaction,
        push: &IncomingPush,
        account: &Account,
    ) -> Result<(), StoreError> {
        let is_unknown = |(key, record): &(&RecordKey, &Record)| {
            record.cell(REMOVED).is_some() && !self.has_record(key)
        };
        let unknown: Vec<&RecordKey> = push
            .changes
            .iter()
            .filter(is_unknown)
            .map(|(key, _)| key)
            .collect();
        // Measuring a push means writing it out as JSON, which few pushes need.
        if unknown.is_empty() || fits(push, account) {
            return Ok(());
        }
        for key in unknown {
            let text = "SELECT seq FROM cells WHERE account = $1 AND record = $2 LIMIT 1";
            let found = sqlx::query(text)
                .bind(push.account.0.clone())
                .bind(key.to_string())
                .fetch_optional(&mut **transaction)
                .await?;
            if found.is_some() {
                self.others.insert(key.clone());
            }
        }
        Ok(())
    }
}

/// Whether an account has room for all of a push, whatever of it is there already.
fn fits(push: &IncomingPush, account: &Account) -> bool {
    let cells = push.changes.values().flat_map(Record::cells);
    let arriving: usize = cells
        .map(|(field, cell)| field.len() + cell.value.to_string().len())
        .sum();
    let arriving = i64::try_from(arriving).unwrap_or(i64::MAX);
    account.bytes.saturating_add(arriving) <= account.max_bytes
}

/// Reads the stored cells of the arriving fields, and of no others, which may be long.
pub(super) async fn held_cells(
    transaction: &mut WriteTransaction,
    group: &[IncomingPush],
    backend: &dyn Backend,
) -> Result<Held, StoreError> {
    let mut held = HashMap::new();
    let asked: Vec<RecordLookup<'_>> = group.iter().flat_map(records_of).collect();
    for asked in asked.chunks(MOST_ROWS) {
        let cells = asked.iter().flat_map(|(_, _, record)| record.cells());
        let fields: BTreeSet<&str> = cells.map(|(field, _)| field).collect();
        let (text, rows, names) = statement(asked.len(), fields.len(), backend);
        let mut query = sqlx::query(AssertSqlSafe(text));
        // Empty names, which nothing has, fill the lists up to one of few lengths.
        let nothing = ("", String::new(), &Record::default());
        let filling = std::iter::repeat(&nothing);
        for (account, record, _) in asked.iter().chain(filling).take(rows) {
            query = query.bind((*account).to_owned()).bind(record.clone());
        }
        let filling = std::iter::repeat("");
        for field in fields.into_iter().chain(filling).take(names) {
            query = query.bind(field.to_owned());
        }
        query = query
            .bind(char::from(PART).to_string())
            .bind(char::from(CELL).to_string());
        for row in query.fetch_all(&mut **transaction).await? {
            add_row(&mut held, &row)?;
        }
    }
    Ok(held)
}

fn records_of(push: &IncomingPush) -> impl Iterator<Item = RecordLookup<'_>> {
    let account = push.account.0.as_str();
    let records = push.changes.iter();
    records.map(move |(key, record)| (account, key.to_string(), record))
}

/// The statement for this many records and fields, and the lengths of its lists of both.
fn statement(records: usize, fields: usize, backend: &dyn Backend) -> (String, usize, usize) {
    let rows = records.next_power_of_two();
    let names = fields.next_power_of_two();
    let ends = rows * 2 + names;
    let (part, cell) = (format!("${}", ends + 1), format!("${}", ends + 2));
    let mut placeholders = String::new();
    backend.add_placeholders(&mut placeholders, rows * 2 + 1..ends + 1);
    // SQLite reads the list first, as written, and finds the cells of each record by the primary
    // key; with the field left as it is, it would look for every field in every record. One row a
    // record: every row is a message from the thread of the database.
    let text = format!(
        "WITH asked (account, record) AS (VALUES {}) SELECT c.account, c.record, {} AS cells FROM asked CROSS JOIN cells c WHERE c.account = asked.account AND c.record = asked.record AND c.field || '' IN ({}) GROUP BY c.account, c.record",
        backend.placeholders(rows, 2),
        cells_as_one("c", (&part, &cell), backend),
        placeholders,
    );
    (text, rows, names)
}

fn add_row(held: &mut Held, row: &AnyRow) -> Result<(), StoreError> {
    let name: String = row.try_get("record")?;
    let Some(key) = RecordKey::parse(&name) else {
        return Ok(());
    };
    let cells = bytes(row, "cells")?.unwrap_or_default();
    let account = held.entry(row.try_get("account")?).or_default();
    let record = account.cells.entry(key).or_default();
    record.extend(parted(&cells).map(held_cell));
    Ok(())
}

fn held_cell(cell: [&[u8]; 3]) -> (String, StoredCell) {
    let length = i64::try_from(cell[1].len()).unwrap_or(i64::MAX);
    let [field, value, stamp] = cell.map(String::from_utf8_lossy);
    let cell = parse_cell(&field, &value, &stamp);
    (
        field.into_owned(),
        StoredCell {
            cell,
            bytes: length,
        },
    )
}
