//! Records and how they merge: a record is a map of cells, and a cell is a last-writer-wins
//! register. Everything One Yes keeps is a record; everything that travels is one too.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

pub use crate::state::key::{RecordKey, RecordKind};
use crate::state::stamp::Stamp;

/// The largest value of one cell, in bytes of JSON.
pub const LARGEST_VALUE: usize = 128 * 1024;

/// The field that says a record was removed. Removal is a cell like any other, so it merges, and undo is another cell.
pub const REMOVED: &str = "removed";

/// The field that marks records of the example search, so that it can be removed in one step.
pub const DEMO: &str = "demo";

/// The longest name of a field, in bytes.
pub const LONGEST_FIELD: usize = 80;

/// One field's value and when it was written: a last-writer-wins register.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Any JSON; `null` means the field is empty.
    pub value: Value,
    /// Decides between two writes of one field.
    pub stamp: Stamp,
}

/// The cells of one record, by field name. Partial records are records too: a change is the cells it wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    cells: BTreeMap<String, Cell>,
}

impl Record {
    /// The cell of a field.
    #[must_use]
    pub fn cell(&self, field: &str) -> Option<&Cell> {
        self.cells.get(field)
    }

    /// All cells, by field name.
    pub fn cells(&self) -> impl Iterator<Item = (&str, &Cell)> {
        self.cells
            .iter()
            .map(|(field, cell)| (field.as_str(), cell))
    }

    /// Whether nothing was ever written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Whether the record counts as removed.
    #[must_use]
    pub fn is_removed(&self) -> bool {
        self.flag(REMOVED)
    }

    /// Whether the record belongs to the example search.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.flag(DEMO)
    }

    /// The latest stamp in the record.
    #[must_use]
    pub fn latest_stamp(&self) -> Option<Stamp> {
        self.cells.values().map(|cell| cell.stamp).max()
    }

    /// Takes over a cell if it wins against the one held; says whether anything changed.
    ///
    /// The later stamp wins. Two different values under one stamp can only come from a cloned device; then the greater
    /// text wins, so that every device decides alike.
    pub fn merge_cell(&mut self, field: &str, cell: Cell) -> bool {
        match self.cells.get_mut(field) {
            Some(held) if !wins(&cell, held) => false,
            Some(held) => {
                *held = cell;
                true
            }
            None => {
                self.cells.insert(field.to_owned(), cell);
                true
            }
        }
    }

    /// Merges all cells of another record; says whether anything changed.
    pub fn merge(&mut self, other: Self) -> bool {
        let mut changed = false;
        for (field, cell) in other.cells {
            changed |= self.merge_cell(&field, cell);
        }
        changed
    }

    /// Puts the cells of another record in place of the ones held, whatever their stamps.
    pub fn replace(&mut self, other: Self) {
        self.cells.extend(other.cells);
    }

    /// Forgets cells stamped after a limit, in milliseconds; says whether there were any.
    pub fn forget_ahead(&mut self, limit_ms: u64) -> bool {
        let count = self.cells.len();
        self.cells.retain(|_, cell| cell.stamp.ms <= limit_ms);
        self.cells.len() != count
    }

    /// The text kept in browser storage and backups.
    ///
    /// Cells are grouped by stamp, `{"<stamp>":{"field":value}}`, because most are written together.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what [`Self::to_text`] wrote.
    ///
    /// # Errors
    /// Says what the text has that a record cannot have. The caller keeps the text aside.
    pub fn from_text(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    fn flag(&self, field: &str) -> bool {
        self.cell(field)
            .is_some_and(|cell| cell.value == Value::Bool(true))
    }
}

/// Whether a record that is read may have a field of this name.
pub(crate) const fn is_field_name(field: &str) -> bool {
    !field.is_empty() && field.len() <= LONGEST_FIELD
}

pub(crate) fn wins(challenger: &Cell, held: &Cell) -> bool {
    match challenger.stamp.cmp(&held.stamp) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => {
            let (challenger, held) = (challenger.value.to_string(), held.value.to_string());
            challenger > held
        }
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut by_stamp: BTreeMap<Stamp, BTreeMap<&str, &Value>> = BTreeMap::new();
        for (field, cell) in &self.cells {
            by_stamp
                .entry(cell.stamp)
                .or_default()
                .insert(field, &cell.value);
        }
        let mut map = serializer.serialize_map(Some(by_stamp.len()))?;
        for (stamp, fields) in by_stamp {
            map.serialize_entry(&stamp, &fields)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let by_stamp = BTreeMap::<Stamp, BTreeMap<String, Value>>::deserialize(deserializer)?;
        let mut record = Self::default();
        for (stamp, fields) in by_stamp {
            for (field, value) in fields {
                if !is_field_name(&field) {
                    return Err(D::Error::custom("a field name has 1 to 80 bytes"));
                }
                record.merge_cell(&field, Cell { value, stamp });
            }
        }
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use serde_json::json;

    use super::*;

    fn cell(ms: u64, value: Value) -> Cell {
        let stamp = Stamp {
            ms,
            counter: 0,
            node: 1,
        };
        Cell { value, stamp }
    }

    #[test]
    fn the_stored_text_is_frozen() {
        let mut record = Record::default();
        record.merge_cell("company", cell(1_700_000_000_000, json!("Acme")));
        record.merge_cell("role", cell(1_700_000_000_000, json!("Data engineer")));
        record.merge_cell(
            "from-the-future",
            cell(1_700_000_000_001, json!({"a": [1]})),
        );
        insta::assert_snapshot!(record.to_text(), @r#"{"018bcfe5680000000000000000000001":{"company":"Acme","role":"Data engineer"},"018bcfe5680100000000000000000001":{"from-the-future":{"a":[1]}}}"#);
        assert_eq!(Record::from_text(&record.to_text()).unwrap(), record);
    }

    #[test]
    fn the_later_stamp_wins_whatever_comes_first() {
        let (old, new) = (cell(1, json!("old")), cell(2, json!("new")));
        let mut record = Record::default();
        assert!(record.merge_cell("role", new.clone()));
        assert!(!record.merge_cell("role", old));
        assert!(!record.merge_cell("role", new));
        assert_eq!(record.cell("role").unwrap().value, json!("new"));
    }

    #[test]
    fn text_that_is_no_record_is_refused() {
        for text in ["", "[]", "{\"x\":{}}", "{\"018b\":{\"a\":1}}", "null", "{"] {
            assert!(Record::from_text(text).is_err(), "{text}");
        }
    }
}
