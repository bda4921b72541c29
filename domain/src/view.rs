//! Typed views of records: reading a struct from cells, and writing back only the cells that differ.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::id::RecordId;
use crate::record::{Record, RecordKind};

/// A struct that is stored as a record, one field a cell.
///
/// Implementors derive serde with `#[serde(default)]`, so that a missing field is an empty one.
pub trait View: Clone + Default + Serialize + DeserializeOwned {
    /// The kind of record that holds it.
    const KIND: RecordKind;

    /// The record this one belongs to: what a list of these is asked by.
    fn parent(&self) -> Option<RecordId> {
        None
    }
}

/// Reads the view of a record. A field whose value this build cannot read is left empty; its cell stays as it is.
#[must_use]
pub fn read<T: View>(record: &Record) -> T {
    let fields: Map<String, Value> = record
        .cells()
        .filter(|(_, cell)| !cell.value.is_null())
        .map(|(field, cell)| (field.to_owned(), cell.value.clone()))
        .collect();
    match T::deserialize(&Value::Object(fields)) {
        Ok(view) => view,
        Err(_) => read_what_can_be_read(record),
    }
}

/// The fields in which two states of a view differ, with their new values (`null` for those that became absent).
#[must_use]
pub fn differences<T: View>(before: &T, after: &T) -> Vec<(String, Value)> {
    let (before, after) = (fields_of(before), fields_of(after));
    after
        .into_iter()
        .filter(|(field, value)| before.get(field) != Some(value))
        .collect()
}

fn read_what_can_be_read<T: View>(record: &Record) -> T {
    let mut readable = Map::new();
    for (field, cell) in record.cells().filter(|(_, cell)| !cell.value.is_null()) {
        let alone = Map::from_iter([(field.to_owned(), cell.value.clone())]);
        if T::deserialize(&Value::Object(alone)).is_ok() {
            readable.insert(field.to_owned(), cell.value.clone());
        }
    }
    T::deserialize(&Value::Object(readable)).unwrap_or_default()
}

fn fields_of<T: View>(view: &T) -> Map<String, Value> {
    match serde_json::to_value(view) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}
