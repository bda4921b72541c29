//! Typed views of records: reading a struct from cells, and writing back only the cells that differ.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::value::MapDeserializer;
use serde_json::{Map, Value};

use crate::state::record::{Record, RecordKind};
use crate::values::id::RecordId;

/// A struct that is stored as a record, one field a cell.
///
/// Implementors derive serde with `#[serde(default)]`, so that a missing field is an empty one.
pub trait Entity: Clone + Default + Serialize + DeserializeOwned {
    /// The kind of record that holds it.
    const KIND: RecordKind;

    /// The record this one belongs to: what a list of these is asked by.
    fn parent(&self) -> Option<RecordId> {
        None
    }
}

/// Reads the view of a record. A field whose value this build cannot read is left empty; its cell stays as it is.
#[must_use]
pub fn read<T: Entity>(record: &Record) -> T {
    let fields = written(record);
    read_fields(fields.clone()).unwrap_or_else(|| {
        read_fields(readable(fields, &|field| {
            read_fields::<T>(vec![field]).is_some()
        }))
        .unwrap_or_default()
    })
}

/// The fields in which two states of a view differ, with their new values (`null` for those that became absent).
#[must_use]
pub fn differences<T: Entity>(before: &T, after: &T) -> Vec<(String, Value)> {
    let (before, after) = (fields_of(before), fields_of(after));
    after
        .into_iter()
        .filter(|(field, value)| before.get(field) != Some(value))
        .collect()
}

/// A field and its value.
type Field<'a> = (&'a str, &'a Value);

fn written(record: &Record) -> Vec<Field<'_>> {
    let cells = record.cells().filter(|(_, cell)| !cell.value.is_null());
    cells.map(|(field, cell)| (field, &cell.value)).collect()
}

fn readable<'a>(fields: Vec<Field<'a>>, can_be_read: &dyn Fn(Field<'a>) -> bool) -> Vec<Field<'a>> {
    fields
        .into_iter()
        .filter(|field| can_be_read(*field))
        .collect()
}

/// Reads from the fields themselves: as a `Value` they would have to be copied first.
fn read_fields<T: Entity>(fields: Vec<Field<'_>>) -> Option<T> {
    T::deserialize(MapDeserializer::<_, serde_json::Error>::new(
        fields.into_iter(),
    ))
    .ok()
}

fn fields_of<T: Entity>(view: &T) -> Map<String, Value> {
    match serde_json::to_value(view) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}
