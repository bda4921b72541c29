//! What a browser keeps: texts by name, as in local storage, with room for so many bytes.

use std::collections::BTreeMap;

use domain::record::{Record, RecordKey};
use domain::sync::client::EntryName;

/// What a name takes of the room, in bytes.
const NAME: usize = 80;

/// What the driver keeps values under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    Record(RecordKey),
    Unsent(EntryName),
    Saved,
    Refused,
    Refetch,
    Ahead,
    Ask,
    Aside(RecordKey),
    EntryAside(EntryName),
}

/// The storage of one browser.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    values: BTreeMap<Name, String>,
    used: usize,
    /// Bytes there is room for; none where there is room enough.
    pub limit: Option<usize>,
    /// Writes left before the power is cut; none where it is not.
    pub power: Option<u32>,
}

impl Disk {
    pub fn get(&self, name: &Name) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    pub fn all(&self) -> Vec<(Name, String)> {
        let values = self.values.iter();
        values
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect()
    }

    pub fn names(&self) -> Vec<Name> {
        self.values.keys().cloned().collect()
    }

    /// Reads a record or an entry; the text where it cannot be read.
    pub fn record(&self, name: &Name) -> Option<Result<Record, String>> {
        let text = self.get(name)?;
        Some(Record::from_text(text).map_err(|_| text.to_owned()))
    }

    /// Stores a value; says whether there was room. What grows nothing always fits.
    pub fn put(&mut self, name: Name, text: String) -> bool {
        let before = self.get(&name).map_or(0, |before| NAME + before.len());
        let used = self.used - before + NAME + text.len();
        if used > self.used && self.limit.is_some_and(|limit| used > limit) {
            return false;
        }
        self.used = used;
        self.values.insert(name, text);
        true
    }

    pub fn take(&mut self, name: &Name) {
        if let Some(text) = self.values.remove(name) {
            self.used -= NAME + text.len();
        }
    }

    /// From now on there is room for so many bytes more, whatever is there already.
    pub fn fill_up(&mut self, left: usize) {
        self.limit = Some(self.used + left);
    }

    /// The records it holds, and those together with what waits to be sent.
    pub fn records(&self, with_entries: bool) -> BTreeMap<RecordKey, Record> {
        let mut records: BTreeMap<RecordKey, Record> = BTreeMap::new();
        for (name, text) in &self.values {
            let key = match name {
                Name::Record(key) => key,
                Name::Unsent(entry) if with_entries => &entry.key,
                _ => continue,
            };
            if let Ok(record) = Record::from_text(text) {
                records.entry(key.clone()).or_default().merge(record);
            }
        }
        records
    }

    /// Whether a record on it cannot be read.
    pub fn is_damaged(&self) -> bool {
        self.values
            .iter()
            .any(|(name, text)| matches!(name, Name::Record(_)) && Record::from_text(text).is_err())
    }

    /// The entries that wait to be sent.
    pub fn unsent(&self) -> impl Iterator<Item = (&EntryName, &String)> {
        self.values.iter().filter_map(|(name, text)| match name {
            Name::Unsent(entry) => Some((entry, text)),
            _ => None,
        })
    }
}
