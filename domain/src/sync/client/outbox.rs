//! The outbox: edits that the server has not confirmed, one entry for each record an edit wrote.

use std::collections::BTreeMap;
use std::fmt;

use crate::state::record::{Record, RecordKey};
use crate::state::stamp::Stamp;

/// The cells that wait to be sent, by entry.
pub type Outbox = BTreeMap<EntryName, Record>;

/// An unsent change: the cells that one edit wrote into one record.
#[derive(Clone, Debug, PartialEq)]
pub struct OutboxEntry {
    /// Its name.
    pub name: EntryName,
    /// The cells.
    pub cells: Record,
}

/// The name of an outbox entry. Two tabs make the same one only where one was cloned with its
/// memory; entries of one name are merged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryName {
    /// The stamp of the edit.
    pub stamp: Stamp,
    /// The record.
    pub key: RecordKey,
}

impl EntryName {
    /// Reads `stamp:kind:id`, the form used in browser storage.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (stamp, key) = text.split_once(':')?;
        Some(Self {
            stamp: Stamp::parse(stamp)?,
            key: RecordKey::parse(key)?,
        })
    }
}

impl fmt::Display for EntryName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.stamp, self.key)
    }
}

/// Takes sent cells out of the outbox; returns the names of the entries that became empty.
pub(super) fn confirm(outbox: &mut Outbox, sent: Vec<OutboxEntry>) -> Vec<EntryName> {
    let mut gone = Vec::new();
    for OutboxEntry { name, cells: sent } in sent {
        let Some(entry) = outbox.get_mut(&name) else {
            continue;
        };
        // Only the cells that were sent: a cloned tab may have added to an entry meanwhile.
        let mut rest = Record::default();
        for (field, cell) in entry.cells() {
            if sent.cell(field) != Some(cell) {
                rest.merge_cell(field, cell.clone());
            }
        }
        if rest.is_empty() {
            outbox.remove(&name);
            gone.push(name);
        } else {
            *entry = rest;
        }
    }
    gone
}
