//! What of syncing outlives the page: unsent entries, how far things are, what was refused.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Records;
use crate::protocol::{Changes, RejectCode};
use crate::record::{RecordKey, wins};
use crate::stamp::Stamp;

/// The name of what one edit wrote into one record. Two tabs make the same one only where one was cloned with its memory; entries of one
/// name are merged.
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

/// What of syncing outlives the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Saved {
    /// The id of the account this device belongs to.
    pub account: String,
    /// Its name, to show.
    pub name: String,
    /// The database the cursor belongs to; none before the first answer.
    pub epoch: Option<String>,
    /// Up to where changes were pulled.
    pub cursor: u64,
    /// All records are to be sent, those after this place still; none where no such sweep is under way.
    pub sweep: Option<Place>,
    /// The server's clock minus this device's, in milliseconds.
    pub offset_ms: i64,
    /// Others use this device, too: signing out clears it unless the person chooses otherwise.
    pub is_shared: bool,
}

/// A place in the order of all cells: after this field of this record. The empty place is before everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The record; none at the start.
    pub key: Option<RecordKey>,
    /// The field.
    pub field: String,
}

impl Saved {
    /// The state of a device that has just signed in: it sends all it has, and pulls all there is.
    #[must_use]
    pub fn signed_in(account: &str, name: &str, is_shared: bool) -> Self {
        Self {
            account: account.to_owned(),
            name: name.to_owned(),
            sweep: Some(Place::default()),
            is_shared,
            ..Self::default()
        }
    }
}

/// Why a cell is not on the server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// The stamp of the cell. A later one is another try.
    pub stamp: Stamp,
    /// Why.
    pub code: RejectCode,
    /// What was refused, once something else has taken its place on this device: it is nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

impl Refusal {
    /// Keeps a value that is about to be nowhere else; a second text goes below the first. What is kept already, by this tab or another, is
    /// not kept twice.
    pub(in crate::sync) fn keep(&mut self, value: &Value) {
        let joined = match (&self.value, value) {
            (Some(Value::String(before)), Value::String(text)) => {
                let has_more = |longer: &str, shorter: &str| {
                    let below = longer.strip_prefix(shorter);
                    let above = longer.strip_suffix(shorter);
                    below.is_some_and(|rest| rest.is_empty() || rest.starts_with("\n\n"))
                        || above.is_some_and(|rest| rest.ends_with("\n\n"))
                };
                if has_more(before, text) {
                    return;
                }
                if has_more(text, before) {
                    value.clone()
                } else {
                    Value::String(format!("{before}\n\n{text}"))
                }
            }
            _ => value.clone(),
        };
        self.value = Some(joined);
    }
}

/// Keeps with its refusal what the server did not take and arriving cells are about to overwrite. Says whether there was any.
pub(in crate::sync) fn keep_overwritten(
    refused: &mut BTreeMap<(RecordKey, String), Refusal>,
    held: &Records,
    arriving: &Changes,
) -> bool {
    let mut has_kept = false;
    for ((key, field), refusal) in refused {
        let cell_of = |records: &Records| records.get(key)?.cell(field).cloned();
        let Some(next) = cell_of(arriving) else {
            continue;
        };
        let Some(held) = cell_of(held).filter(|held| held.stamp == refusal.stamp) else {
            continue;
        };
        if wins(&next, &held) && next.value != held.value {
            refusal.keep(&held.value);
            has_kept = true;
        }
    }
    has_kept
}
