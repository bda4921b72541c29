//! What crosses the wire under `/api/v1`, and the limits both ends keep. Frozen: an installed client of an older build keeps working.
//!
//! Fields a reader does not know are ignored, so that later builds may add some; none is ever renamed or taken away.

pub mod account;
pub mod links;
pub mod paths;
pub mod problem_codes;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::state::record::{LARGEST_VALUE, Record, RecordKey, is_field_name};

/// Records and parts of records by key, as they travel: `{"event:<id>": {"<stamp>": {"<field>": value}}}`.
pub type Changes = BTreeMap<RecordKey, Record>;

/// How many arrays and objects a value may have within each other. Readers of JSON give up at 128, with all that is around the value.
pub const DEEPEST_VALUE: usize = 64;

/// The largest body of a push, in bytes.
pub const LARGEST_PUSH: usize = 1024 * 1024;

/// The most cells one push may carry.
pub const MOST_CELLS_A_PUSH: usize = 2_000;

/// Cells in a page of changes where the client does not ask for fewer.
pub const PAGE_OF_CELLS: u32 = 2_000;

/// The most a client may ask for in a page.
pub const LARGEST_PAGE: u32 = 5_000;

/// The room of one account, in bytes as [`crate::sync::server::cell_bytes`] counts them: about what
/// its cells take on the server's disk. Small cells take some 350 bytes each, so that an account
/// holds less than 200,000 of them.
pub const LARGEST_ACCOUNT: u64 = 64 * 1024 * 1024;

/// The most fields of one record. A push that names a record makes the server look at all of them.
/// Records of this build have far fewer.
pub const MOST_FIELDS: usize = 512;

/// How far a stamp may be ahead of the server's clock, in milliseconds.
pub const FURTHEST_AHEAD_MS: u64 = 60_000;

/// From how many characters on a text that is overwritten is kept as an earlier version.
pub const LONG_TEXT: usize = 60;

/// A push: what the client has and the server may not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Push {
    /// The database the client's cursor belongs to; absent before the first answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<String>,
    /// Up to where the client has pulled.
    #[serde(default)]
    pub cursor: u64,
    /// Cells by record and stamp: `{"event:<id>": {"<stamp>": {"<field>": value}}}`. Each is judged alone.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, BTreeMap<String, BTreeMap<String, Value>>>))]
    pub changes: BTreeMap<String, Value>,
    /// The account the device believes it belongs to. Where the session is another's, nothing is taken: the search of one person must not
    /// end up with another who signed in on the same device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

/// The answer to a push. Whatever is not in `rejected` is kept for good.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pushed {
    /// The database that answered.
    pub epoch: String,
    /// The account's sequence number after the push.
    pub seq: u64,
    /// The server's clock, in milliseconds since 1970, UTC.
    pub server_time: u64,
    /// What was not taken, each with its reason.
    #[serde(default)]
    pub rejected: Vec<Rejected>,
    /// Whether there are changes after the client's cursor.
    pub more: bool,
    /// The latest time a stamp may have, in milliseconds, where that is further than
    /// [`FURTHEST_AHEAD_MS`] after the server's clock: it was ahead, and what was stamped then counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamps_until: Option<u64>,
}

/// A part of a push that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rejected {
    /// The record, as it was named in the push.
    pub record: String,
    /// The field; absent where the whole record was not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The stamp of the cell; absent where the whole record was not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamp: Option<String>,
    /// Why.
    pub code: RejectCode,
}

/// Why something was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RejectCode {
    /// The stamp is too far ahead of the server's clock. The client stamps anew and goes on by itself.
    StampAhead,
    /// The name of the record is none.
    BadKey,
    /// The cells of the record have not the shape of cells.
    BadRecord,
    /// The value is larger than [`LARGEST_VALUE`].
    TooLarge,
    /// The account has no room left.
    AccountFull,
    /// A reason of a newer server.
    #[serde(other)]
    Other,
}

impl RejectCode {
    /// Why no server takes such a cell, whoever sends it and whenever; none where it may be taken.
    #[must_use]
    pub fn of_cell(field: &str, value: &Value) -> Option<Self> {
        let is_name = is_field_name(field) && !field.contains(char::is_control);
        if !is_name || is_deeper(value, DEEPEST_VALUE) {
            Some(Self::BadRecord)
        } else if value.to_string().len() > LARGEST_VALUE {
            Some(Self::TooLarge)
        } else {
            None
        }
    }

    /// The reason in words, with what helps.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::StampAhead => "This device’s clock was ahead. It will be sent again by itself.",
            Self::BadKey | Self::BadRecord => {
                "The server couldn’t read it. Edit it, and it’s sent again."
            }
            Self::TooLarge => "It’s too long for the server. Shorten it, and it’s sent again.",
            Self::AccountFull => {
                "Your account is full. Shorten or clear long texts you no longer need, then edit this again. What you remove makes room after 180 days."
            }
            Self::Other => "The server didn’t accept it. Edit it, and it’s sent again.",
        }
    }
}

/// Whether a value has more arrays and objects within each other than this.
fn is_deeper(value: &Value, levels: usize) -> bool {
    let is_deeper = |inner: &Value| {
        levels
            .checked_sub(1)
            .is_none_or(|left| is_deeper(inner, left))
    };
    match value {
        Value::Array(values) => levels == 0 || values.iter().any(is_deeper),
        Value::Object(fields) => levels == 0 || fields.values().any(is_deeper),
        _ => false,
    }
}

/// What a pull asks for, as query parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct Pull {
    /// The cursor of the last answer; 0 at first.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(format = "uint64"))]
    pub after: u64,
    /// The most cells wanted, 1 to 5,000; 2,000 where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 5000))]
    pub limit: Option<u32>,
    /// The database the cursor belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<String>,
    /// The account the device believes it belongs to. Where the session is another's, nothing is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

/// A page of changes, in the order they were taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pulled {
    /// The database that answered.
    pub epoch: String,
    /// The sequence number of the last cell in the page: where the next pull goes on.
    pub cursor: u64,
    /// Whether there is another page.
    pub more: bool,
    /// The server's clock, in milliseconds since 1970, UTC.
    pub server_time: u64,
    /// Set where the cursor is of no use here; the page is empty then, and the client begins anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restart: Option<Restart>,
    /// The cells.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, BTreeMap<String, BTreeMap<String, Value>>>))]
    pub changes: Changes,
}

/// Why a client has to begin anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Restart {
    /// The database is another one, such as a restored backup: pull all, push all.
    Restored,
    /// A reason of a newer server.
    #[serde(other)]
    Other,
}

/// One moment of a poke: the account's sequence number, as the data of a server-sent event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Poke {
    /// The account's sequence number.
    pub seq: u64,
}

/// An earlier text of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Version {
    /// The field.
    pub field: String,
    /// What it held.
    pub text: String,
    /// When it was written, in milliseconds since 1970, UTC.
    pub written: u64,
    /// When another text took its place, in milliseconds since 1970, UTC.
    pub replaced: u64,
}

/// What the server puts into a page it renders for someone who is signed in, so that the browser begins where the server was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FirstVisit {
    /// The id of the account.
    pub account: String,
    /// Its name, to show.
    pub name: String,
    /// The moment the page was rendered for, in milliseconds since 1970, UTC. The page says dates as of then, in UTC.
    pub now: u64,
    /// The account's changes from the beginning, up to the cursor in it.
    pub page: Pulled,
}

/// Problem details of RFC 9457, with a code of our own for programs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A URI reference that names the kind of problem: `about:blank`, or an address on this server.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// What happened, in a few words.
    #[serde(default)]
    pub title: String,
    /// The status code.
    #[serde(default)]
    pub status: u16,
    /// One sentence that says what to do.
    #[serde(default)]
    pub detail: String,
    /// A word that programs can tell problems apart by.
    #[serde(default)]
    pub code: String,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use serde_json::json;

    use super::*;

    const KEY: &str = "event:0190f5a0-0000-7000-8000-000000000000";
    const STAMP: &str = "019ec5a0000000000000000000000001";

    #[test]
    fn what_crosses_the_wire_is_frozen() {
        let cells = json!({ STAMP: { "title": "Applied" } });
        let push = Push {
            epoch: Some("e".into()),
            cursor: 7,
            changes: BTreeMap::from([(KEY.to_owned(), cells.clone())]),
            account: None,
        };
        insta::assert_snapshot!(serde_json::to_string(&push).unwrap(), @r#"{"epoch":"e","cursor":7,"changes":{"event:0190f5a0-0000-7000-8000-000000000000":{"019ec5a0000000000000000000000001":{"title":"Applied"}}}}"#);
        let pushed = Pushed {
            epoch: "e".into(),
            seq: 8,
            server_time: 9,
            rejected: vec![Rejected {
                record: KEY.into(),
                field: Some("title".into()),
                stamp: Some(STAMP.into()),
                code: RejectCode::StampAhead,
            }],
            more: true,
            stamps_until: None,
        };
        insta::assert_snapshot!(serde_json::to_string(&pushed).unwrap(), @r#"{"epoch":"e","seq":8,"server_time":9,"rejected":[{"record":"event:0190f5a0-0000-7000-8000-000000000000","field":"title","stamp":"019ec5a0000000000000000000000001","code":"stamp-ahead"}],"more":true}"#);
        let pulled = Pulled {
            epoch: "e".into(),
            cursor: 8,
            more: false,
            server_time: 9,
            restart: Some(Restart::Restored),
            changes: serde_json::from_value(json!({ KEY: cells })).unwrap(),
        };
        insta::assert_snapshot!(serde_json::to_string(&pulled).unwrap(), @r#"{"epoch":"e","cursor":8,"more":false,"server_time":9,"restart":"restored","changes":{"event:0190f5a0-0000-7000-8000-000000000000":{"019ec5a0000000000000000000000001":{"title":"Applied"}}}}"#);
    }

    #[test]
    fn answers_of_a_newer_server_and_of_an_older_one_are_read() {
        let newer = json!({"epoch": "e", "seq": 1, "server_time": 2, "more": false, "weather": "fine",
            "rejected": [{"record": "x", "code": "a-reason-of-tomorrow", "hint": 1}]});
        let newer: Pushed = serde_json::from_value(newer).unwrap();
        assert_eq!(newer.rejected[0].code, RejectCode::Other);
        let older = json!({"epoch": "e", "seq": 1, "server_time": 2, "more": false});
        assert!(
            serde_json::from_value::<Pushed>(older)
                .unwrap()
                .rejected
                .is_empty()
        );
        let bare: Push = serde_json::from_value(json!({"changes": {}})).unwrap();
        assert_eq!((bare.epoch, bare.cursor), (None, 0));
    }
}
