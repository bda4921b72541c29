//! Cells that the server rejected, and the values of those that something else has replaced.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::outbox::{EntryName, OutboxEntry};
use super::records::Records;
use crate::state::record::{Record, RecordKey, wins};
use crate::state::stamp::Stamp;
use crate::sync::protocol::{Changes, RejectCode, Rejected};

/// Rejections by record and field.
pub type Rejections = BTreeMap<(RecordKey, String), Rejection>;

/// Why a cell is not on the server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rejection {
    /// The stamp of the cell. A later one is another try.
    pub stamp: Stamp,
    /// Why.
    pub code: RejectCode,
    /// The rejected value, once something else has replaced it on this device: no record holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

impl Rejection {
    /// Keeps a value that no record will hold any longer. A second text goes below the first,
    /// unless it is in it already.
    pub(super) fn preserve(&mut self, value: &Value) {
        let joined = match (&self.value, value) {
            (Some(Value::String(before)), Value::String(text)) => {
                let apart = |whole: &str| format!("\n\n{whole}\n\n");
                if apart(before).contains(&apart(text)) {
                    return;
                }
                Value::String(format!("{before}\n\n{text}"))
            }
            _ => value.clone(),
        };
        self.value = Some(joined);
    }
}

/// Keeps the values of rejected cells that arriving changes are about to replace. Returns whether
/// there were any.
pub(super) fn preserve_replaced(
    rejections: &mut Rejections,
    records: &Records,
    arriving: &Changes,
) -> bool {
    let mut has_kept = false;
    for ((key, field), rejection) in rejections {
        let cell_of = |records: &Records| records.get(key)?.cell(field).cloned();
        let Some(next) = cell_of(arriving) else {
            continue;
        };
        let Some(held) = cell_of(records).filter(|held| held.stamp == rejection.stamp) else {
            continue;
        };
        if wins(&next, &held) && next.value != held.value {
            rejection.preserve(&held.value);
            has_kept = true;
        }
    }
    has_kept
}

/// Brings the list up to date with the cells of an edit. Returns whether it changed.
pub(super) fn note_written(rejections: &mut Rejections, name: &EntryName, cells: &Record) -> bool {
    let mut has_changed = false;
    for (field, cell) in cells.cells() {
        let place = (name.key.clone(), field.to_owned());
        let Some(rejection) = rejections.get_mut(&place) else {
            continue;
        };
        if rejection.stamp == cell.stamp {
            // Sent once more by a tab that is about to replace it.
            rejection.preserve(&cell.value);
            has_changed = true;
        } else if rejection.stamp < cell.stamp && rejection.value.is_none() {
            rejections.remove(&place);
            has_changed = true;
        }
    }
    has_changed
}

/// Adds a rejection to the list. Returns whether the list changed.
pub(super) fn record_rejected(
    rejections: &mut Rejections,
    rejected: &Rejected,
    sent: &[OutboxEntry],
    records: &Records,
) -> bool {
    let Some(key) = RecordKey::parse(&rejected.record) else {
        return false;
    };
    let stamp = rejected.stamp.as_deref().and_then(Stamp::parse);
    let stamp = stamp.unwrap_or_default();
    let field = rejected.field.clone().unwrap_or_default();
    let held = records.get(&key).and_then(|record| record.cell(&field));
    if held.is_some_and(|held| held.stamp > stamp && held.stamp.node == stamp.node) {
        // Written over here meanwhile, which is another try.
        return false;
    }
    let is_held = held.is_some_and(|held| held.stamp == stamp);
    let lost = sent
        .iter()
        .filter(|entry| !is_held && entry.name.key == key)
        .filter_map(|entry| entry.cells.cell(&field))
        .find(|cell| cell.stamp == stamp);
    let rejection = rejections.entry((key, field)).or_insert(Rejection {
        stamp,
        code: rejected.code,
        value: None,
    });
    // Of two tries in one push, the list names the one that a record holds, if any. Its stamp may
    // be the earlier one: a clock was set right.
    if is_held || stamp >= rejection.stamp {
        rejection.stamp = stamp;
        rejection.code = rejected.code;
    }
    if let Some(cell) = lost {
        rejection.preserve(&cell.value);
    }
    true
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_text_is_kept_once_also_one_whose_letters_are_in_another() {
        let mut rejection = Rejection {
            stamp: Stamp::default(),
            code: RejectCode::TooLarge,
            value: None,
        };
        for text in [
            "nothing",
            "no\n\nmore",
            "nothing",
            "not",
            "no\n\nmore",
            "not",
        ] {
            rejection.preserve(&json!(text));
        }
        assert_eq!(rejection.value, Some(json!("nothing\n\nno\n\nmore\n\nnot")));
    }
}
