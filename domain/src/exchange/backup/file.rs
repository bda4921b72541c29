//! The backup file: its format, writing it, and reading it with limits.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::exchange::private_entry::PrivateEntry;
use crate::journal::Journal;
use crate::state::record::{Record, RecordKey};
use crate::values::date::{Date, Now};

/// The word that says a file is a backup of ours.
const FORMAT: &str = "one-yes-backup";

/// The version of the format written. Older ones are read; newer ones too, as far as they go.
const VERSION: u32 = 1;

/// The largest file read, in bytes: more than forty searches of a thousand opportunities.
pub const LARGEST_FILE: usize = 200 * 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u32,
    exported: String,
    records: Vec<FileRecord>,
    /// The private page, where the person asked for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    private: Vec<Value>,
}

#[derive(Serialize, Deserialize)]
struct FileRecord {
    key: String,
    cells: Value,
}

/// A backup that was read and can be taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct Backup {
    /// The day it was made, if it says so.
    pub exported: Option<Date>,
    /// Its records, each once.
    pub records: Vec<(RecordKey, Record)>,
    /// How many entries could not be read, or only in part; the rest of them is left out.
    pub unreadable: usize,
    /// How many entries were about a record that another entry is about, too; they are merged.
    pub repeated: usize,
    /// The entries of a private page; none unless they were asked for.
    pub private: Vec<PrivateEntry>,
}

/// Why a file cannot be restored; its `Display` is a sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupProblem {
    /// Larger than [`LARGEST_FILE`].
    TooLarge,
    /// Not JSON, or cut off.
    NotJson,
    /// JSON, but not of ours.
    NotABackup,
    /// A backup with nothing in it that can be read.
    Empty,
}

impl fmt::Display for BackupProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::TooLarge => {
                "This file is larger than any One Yes backup. Choose the file that “Download backup” gave you. Nothing was changed."
            }
            Self::NotJson => {
                "This file isn’t a backup, or part of it is missing. Choose another file. Nothing was changed."
            }
            Self::NotABackup => {
                "This file wasn’t made by One Yes. Choose the file that “Download backup” gave you. Nothing was changed."
            }
            Self::Empty => "There’s nothing in this backup. Nothing was changed.",
        })
    }
}

/// Writes all records of a search as one file. The private page is no part of it.
#[must_use]
pub fn export(journal: &Journal, now: Now) -> String {
    export_with_private(journal, now, &[])
}

/// Writes all records of a search, and the entries of a private page, as one file.
#[must_use]
pub fn export_with_private(journal: &Journal, now: Now, private: &[PrivateEntry]) -> String {
    let records = journal
        .records()
        .filter_map(|(key, record)| {
            Some(FileRecord {
                key: key.to_string(),
                cells: serde_json::to_value(record).ok()?,
            })
        })
        .collect();
    let file = File {
        format: FORMAT.into(),
        version: VERSION,
        exported: now.today().to_string(),
        records,
        private: private.iter().map(PrivateEntry::to_value).collect(),
    };
    serde_json::to_string(&file).unwrap_or_default()
}

/// Reads a backup file.
///
/// # Errors
/// Says why the file cannot be restored. Single entries that cannot be read are left out and counted.
pub fn read(text: &str) -> Result<Backup, BackupProblem> {
    if text.len() > LARGEST_FILE {
        return Err(BackupProblem::TooLarge);
    }
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|_| BackupProblem::NotJson)?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(BackupProblem::NotABackup);
    }
    let entries = match value.get("records") {
        Some(Value::Array(entries)) => entries,
        _ => return Err(BackupProblem::NotABackup),
    };
    let mut backup = Backup {
        exported: value
            .get("exported")
            .and_then(Value::as_str)
            .and_then(|day| Date::parse(day.get(..10)?).ok()),
        records: Vec::new(),
        unreadable: 0,
        repeated: 0,
        private: read_private(&value),
    };
    let mut places: BTreeMap<RecordKey, usize> = BTreeMap::new();
    for entry in entries {
        let Some((key, record, is_whole)) = read_entry(entry) else {
            backup.unreadable += 1;
            continue;
        };
        backup.unreadable += usize::from(!is_whole);
        match places.get(&key) {
            Some(at) => {
                backup.records[*at].1.merge(record);
                backup.repeated += 1;
            }
            None => {
                places.insert(key.clone(), backup.records.len());
                backup.records.push((key, record));
            }
        }
    }
    if backup.records.is_empty() && backup.private.is_empty() {
        return Err(BackupProblem::Empty);
    }
    Ok(backup)
}

/// The entries of a private page, without what is none.
fn read_private(file: &Value) -> Vec<PrivateEntry> {
    let entries = file.get("private").and_then(Value::as_array);
    let entries = entries.into_iter().flatten();
    entries.filter_map(PrivateEntry::of_value).collect()
}

/// A record, and whether all of it could be read; `None` if nothing could.
fn read_entry(entry: &Value) -> Option<(RecordKey, Record, bool)> {
    let key = RecordKey::parse(entry.get("key")?.as_str()?)?;
    let cells = entry.get("cells")?;
    if let Ok(record) = Record::deserialize(cells) {
        return (!record.is_empty()).then_some((key, record, true));
    }
    // One bad field does not take the others along.
    let mut record = Record::default();
    for (stamp, fields) in cells.as_object()? {
        for (field, value) in fields.as_object().into_iter().flatten() {
            let one = json!({ stamp: { field: value } });
            if let Ok(one) = Record::deserialize(&one) {
                record.merge(one);
            }
        }
    }
    (!record.is_empty()).then_some((key, record, false))
}
