//! Restoring: a comparison with the records here, and the edit that replaces them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::file::Backup;
use crate::journal::Journal;
use crate::state::edit::Edit;
use crate::state::record::{Record, RecordKey, RecordKind};

/// The effect of restoring a backup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Opportunities in the file.
    pub opportunities: usize,
    /// Events in the file.
    pub events: usize,
    /// Comebacks in the file.
    pub comebacks: usize,
    /// Everything else in the file.
    pub others: usize,
    /// Records that are not here yet.
    pub new: usize,
    /// Records that are here and would change.
    pub changed: usize,
    /// Records here that the file does not have; “replace” removes them.
    pub only_here: usize,
}

/// Compares a backup with the records here.
#[must_use]
pub fn summary(journal: &Journal, backup: &Backup) -> Summary {
    let mut summary = Summary::default();
    let mut shared = 0;
    for (key, record) in &backup.records {
        if !record.is_removed() {
            match key.kind {
                RecordKind::Opportunity => summary.opportunities += 1,
                RecordKind::Event => summary.events += 1,
                RecordKind::Comeback => summary.comebacks += 1,
                _ => summary.others += 1,
            }
        }
        match journal.record(key) {
            None => summary.new += 1,
            Some(held) => {
                shared += 1;
                let mut merged = held.clone();
                summary.changed += usize::from(merged.merge(record.clone()));
            }
        }
    }
    let here = journal
        .records()
        .filter(|(_, record)| !record.is_removed())
        .count();
    summary.only_here = here.saturating_sub(shared);
    summary
}

/// The edit that makes the search match the backup, whatever is here now. It can be undone like any
/// other.
#[must_use]
pub fn replacement(journal: &Journal, backup: &Backup, label: impl Into<String>) -> Edit {
    let mut edit = Edit::new(label);
    let kept: BTreeSet<&RecordKey> = backup.records.iter().map(|(key, _)| key).collect();
    for (key, record) in journal.records() {
        if !kept.contains(key) && !record.is_removed() {
            edit = edit.remove(key.kind.clone(), key.id);
        }
    }
    for (key, record) in &backup.records {
        let held = journal.record(key);
        for (field, cell) in record.cells() {
            edit = edit.set(key.kind.clone(), key.id, field, cell.value.clone());
        }
        let gone = held
            .into_iter()
            .flat_map(Record::cells)
            .filter(|(field, cell)| record.cell(field).is_none() && !cell.value.is_null());
        for (field, _) in gone {
            edit = edit.set(key.kind.clone(), key.id, field, Value::Null);
        }
    }
    edit
}
