//! The stored cells among those that are pushed.

use std::collections::{BTreeSet, HashMap};

use domain::state::record::{Cell, Record, RecordKey};
use domain::sync::server::{HeldCell, Holdings};
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
    /// The number of all fields of each record that is there.
    fields: HashMap<RecordKey, usize>,
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

    fn fields(&self, key: &RecordKey) -> usize {
        self.fields.get(key).copied().unwrap_or_default()
    }
}

/// Reads the stored cells of the arriving fields, and of no others, which may be long; the others
/// are counted.
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
    // SQLite finds the cells of each record by the primary key; with the field left as it is, it
    // would look for every field in every record. One row a record: every row is a message from the
    // thread of the database. The fields are counted in the index alone.
    let text = format!(
        "WITH asked (account, record) AS (VALUES {}) SELECT * FROM (SELECT account, record, (SELECT COUNT(*) FROM cells c WHERE c.account = asked.account AND c.record = asked.record) AS fields, (SELECT {} FROM cells c WHERE c.account = asked.account AND c.record = asked.record AND c.field || '' IN ({})) AS cells FROM asked) AS held WHERE fields > 0",
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
    let fields: i64 = row.try_get("fields")?;
    let account = held.entry(row.try_get("account")?).or_default();
    let fields = usize::try_from(fields).unwrap_or(usize::MAX);
    account.fields.insert(key.clone(), fields);
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
