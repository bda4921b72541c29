//! The rows of cells: how they are written, and how a record is read from one.

use domain::state::record::{Cell, Record, RecordKey};
use domain::state::stamp::Stamp;
use domain::sync::protocol::Changes;
use serde_json::Value;
use sqlx::Any;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;

use crate::store::raw_text::{bytes, mended};
use crate::store::{AccountId, Backend, StoreError};

/// Between cells, and between field, stamp and value of one. None of these holds control
/// characters: names of fields with them are refused, and JSON escapes them (RFC 8259, section 7).
pub(super) const CELL: u8 = 0x1e;
pub(super) const PART: u8 = 0x1f;

/// A row of cells or of earlier versions, as it will be.
#[derive(Default)]
pub(super) struct Row {
    pub(super) account: String,
    pub(super) record: String,
    pub(super) field: String,
    pub(super) value: String,
    pub(super) stamp: String,
}

/// The columns of a cell or of an earlier version, for [`text_of`].
pub(in crate::store) fn cell_columns(backend: &dyn Backend) -> String {
    ["record", "field", "value", "stamp"]
        .map(|name| backend.read_as(name))
        .join(", ")
}

pub(in crate::store) fn text_of(row: &AnyRow, name: &str) -> Result<String, StoreError> {
    Ok(mended(bytes(row, name)?.unwrap_or_default()))
}

/// The statement that reads cells for [`add_record`], to be begun by [`separated`]. A row holds all
/// of a record: each row is a message from the thread of the database, and there may be ten times
/// as many cells as records.
pub(in crate::store) fn records_where(
    condition: &str,
    group: &str,
    backend: &dyn Backend,
) -> String {
    let record = backend.bytes_of("MIN(record)");
    let cells = cells_as_one("cells", ("$2", "$3"), backend);
    format!(
        "SELECT {record} AS record, {cells} AS cells FROM cells WHERE {condition} GROUP BY {group}"
    )
}

/// Binds the account and the separators of cells and their parts.
pub(in crate::store) fn separated<'query>(
    query: Query<'query, Any, AnyArguments>,
    account: &AccountId,
) -> Query<'query, Any, AnyArguments> {
    query
        .bind(account.0.clone())
        .bind(char::from(PART).to_string())
        .bind(char::from(CELL).to_string())
}

/// The cells of a group as one text, with these placeholders between parts and between cells.
pub(super) fn cells_as_one(
    table: &str,
    (part, cell): (&str, &str),
    backend: &dyn Backend,
) -> String {
    let cells = format!(
        "STRING_AGG({table}.field || {part} || {table}.stamp || {part} || {table}.value, {cell})"
    );
    backend.bytes_of(&cells)
}

/// The field, the value and the stamp of each cell in such a text.
pub(super) fn parted(cells: &[u8]) -> impl Iterator<Item = [&[u8]; 3]> {
    cells.split(|byte| *byte == CELL).filter_map(|cell| {
        let mut parts = cell.splitn(3, |byte| *byte == PART);
        let (field, stamp, value) = (parts.next()?, parts.next()?, parts.next()?);
        Some([field, value, stamp])
    })
}

pub(in crate::store) fn add_record(changes: &mut Changes, row: &AnyRow) -> Result<(), StoreError> {
    let name = text_of(row, "record")?;
    let Some(key) = RecordKey::parse(&name) else {
        tracing::error!(record = name, "a row names no record");
        return Ok(());
    };
    let mut record = Record::default();
    for cell in parted(&bytes(row, "cells")?.unwrap_or_default()) {
        let [field, value, stamp] = cell.map(String::from_utf8_lossy);
        if let Some(cell) = parse_cell(&field, &value, &stamp) {
            record.merge_cell(&field, cell);
        }
    }
    if !record.is_empty() {
        changes.entry(key).or_default().merge(record);
    }
    Ok(())
}

/// Reads a cell; none, and a line in the logs, where a row was damaged. The rest goes on.
pub(super) fn parse_cell(field: &str, value: &str, stamp: &str) -> Option<Cell> {
    match (serde_json::from_str::<Value>(value), Stamp::parse(stamp)) {
        (Ok(value), Some(stamp)) => Some(Cell { value, stamp }),
        _ => {
            tracing::error!(field, "a cell cannot be read");
            None
        }
    }
}
