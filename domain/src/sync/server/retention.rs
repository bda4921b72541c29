//! The end of removed records.

use serde_json::Value;

use crate::state::record::{Cell, REMOVED, Record};
use crate::state::stamp::Stamp;

/// How long the content of removed records is kept, in milliseconds: 180 days.
pub const REMOVED_KEPT_MS: u64 = 180 * 86_400_000;

/// The cells that empty a record removed so long ago that its content goes for good. `None` if it
/// is too early.
///
/// They are written like any other change and so reach every device. A record with anything written
/// since is left alone.
#[must_use]
pub fn emptied(record: &Record, now_ms: u64) -> Option<Record> {
    let latest = record.latest_stamp()?;
    if !record.is_removed() || latest.ms.saturating_add(REMOVED_KEPT_MS) > now_ms {
        return None;
    }
    let stamp = Stamp {
        ms: now_ms,
        ..Stamp::default()
    };
    let mut emptied = Record::default();
    for (field, cell) in record.cells() {
        if field != REMOVED && !cell.value.is_null() {
            let value = Value::Null;
            emptied.merge_cell(field, Cell { value, stamp });
        }
    }
    (!emptied.is_empty()).then_some(emptied)
}
