//! What of syncing outlives the page: unsent entries, how far things are, what was refused.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::state::record::RecordKey;
use crate::state::stamp::Stamp;
use crate::sync::protocol::RejectCode;

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
    /// Keeps a value that is about to be nowhere else; a second text goes below the first. One that is kept already is not kept twice.
    pub(super) fn keep(&mut self, value: &Value) {
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_text_is_kept_once_also_one_whose_letters_are_in_another() {
        let mut refusal = Refusal {
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
            refusal.keep(&json!(text));
        }
        assert_eq!(refusal.value, Some(json!("nothing\n\nno\n\nmore\n\nnot")));
    }
}
