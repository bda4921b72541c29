//! The state of syncing that outlives the page: the account, the cursor, and how far a full resync
//! has come.

use serde::{Deserialize, Serialize};

use crate::state::record::RecordKey;

/// The stored state of syncing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Checkpoint {
    /// The id of the account this device belongs to.
    pub account: String,
    /// Its name, to show.
    pub name: String,
    /// The database the cursor belongs to. `None` before the first answer.
    pub epoch: Option<String>,
    /// The position up to which changes were pulled.
    pub cursor: u64,
    /// The position at which a full resync, which sends every record, continues. `None` unless one
    /// is under way.
    #[serde(rename = "sweep")]
    pub resync: Option<ResyncPosition>,
    /// The server's clock minus this device's, in milliseconds.
    pub offset_ms: i64,
    /// Others use this device, too: signing out clears it unless the person chooses otherwise.
    pub is_shared: bool,
}

impl Checkpoint {
    /// The state of a device that has just signed in: it sends all it has, and pulls all there is.
    #[must_use]
    pub fn signed_in(account: &str, name: &str, is_shared: bool) -> Self {
        Self {
            account: account.to_owned(),
            name: name.to_owned(),
            resync: Some(ResyncPosition::default()),
            is_shared,
            ..Self::default()
        }
    }
}

/// A position in the order of all cells: after this field of this record. The empty position is
/// before everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ResyncPosition {
    /// The record. `None` at the start.
    pub key: Option<RecordKey>,
    /// The field.
    pub field: String,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use super::*;

    #[test]
    fn stored_text_is_frozen() {
        let checkpoint = Checkpoint {
            epoch: Some("e".into()),
            cursor: 7,
            ..Checkpoint::signed_in("a", "ada", true)
        };
        let text = serde_json::to_string(&checkpoint).unwrap();
        insta::assert_snapshot!(text, @r#"{"account":"a","name":"ada","epoch":"e","cursor":7,"sweep":{"key":null,"field":""},"offset_ms":0,"is_shared":true}"#);
        assert_eq!(
            serde_json::from_str::<Checkpoint>(&text).unwrap(),
            checkpoint
        );
    }
}
