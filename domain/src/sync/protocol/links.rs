//! What crosses the wire about links: pages for somebody without an account, who answers a request
//! for feedback or reads what a person shares. The server renders these pages and takes their forms.
//!
//! Whoever knows a link's token can open its page. The server keeps the token's hash alone, so it is
//! told once, in [`MadeLink`]; another link for the same record ends the one before.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::values::date::Date;
use crate::values::id::RecordId;

/// Where links are made and listed, after [`super::paths::API`].
pub const LINKS: &str = "/links";

/// Where one link is ended, after [`super::paths::API`]; [`link`] fills it in.
pub const LINK: &str = "/links/{id}";

/// The page of a request for feedback, on the server itself; [`LinkKind::page`] fills it in.
pub const FEEDBACK_PAGE: &str = "/feedback/{token}";

/// The page of a share, on the server itself; [`LinkKind::page`] fills it in.
pub const SHARED_PAGE: &str = "/shared/{token}";

/// How many days a link lasts where none is named, and at most: a later day counts as this one.
pub const LONGEST_LINK_DAYS: i32 = 90;

/// The most links an account has at a time; those that ended do not count.
pub const MOST_LINKS: usize = 50;

/// The most answers, or notes, one link takes.
pub const MOST_ANSWERS: u32 = 20;

/// The largest answer to a request, in bytes of UTF-8, all its questions together.
pub const LARGEST_ANSWER: usize = 5_000;

/// The most questions of a request that its page shows, as fields `q0` to `q19`.
pub const MOST_QUESTIONS: usize = 20;

/// The longest name with an answer, in characters.
pub const LONGEST_ANSWER_NAME: usize = 80;

/// The longest note on a share, in characters.
pub const LONGEST_SHARE_NOTE: usize = 500;

/// The address of a link for its owner.
#[must_use]
pub fn link(id: &str) -> String {
    LINK.replace("{id}", id)
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    /// A request for feedback, with a form for one answer.
    Feedback,
    /// What is shared with a partner, with a form for a note.
    Share,
}

impl LinkKind {
    /// The path of the page with this token.
    #[must_use]
    pub fn page(self, token: &str) -> String {
        let path = match self {
            Self::Feedback => FEEDBACK_PAGE,
            Self::Share => SHARED_PAGE,
        };
        path.replace("{token}", token)
    }
}

/// A link to be made. The record may still be on its way to the server: until it is there, the page
/// says that there is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewLink {
    /// What it leads to.
    pub kind: LinkKind,
    /// The request for feedback, or the share.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = "uuid"))]
    pub record: RecordId,
    /// The last day on which it works, until that day ends everywhere on Earth; 90 days from now
    /// where it is absent or later than that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = "date"))]
    pub until: Option<Date>,
}

/// A link that was just made. Its token is told this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeLink {
    /// Which one, to end it. It opens nothing.
    pub id: String,
    /// What opens the page: 256 random bits in base64url.
    pub token: String,
    /// The path of the page on this server, with the token in it.
    pub url: String,
    /// The last day on which it works.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = "date"))]
    pub until: Date,
}

/// Without the token and the address that has it, so that no log ever holds one.
impl fmt::Debug for MadeLink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("MadeLink")
            .field("id", &self.id)
            .field("until", &self.until)
            .finish_non_exhaustive()
    }
}

/// The links of an account that work, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Links {
    /// One each.
    #[serde(default)]
    pub links: Vec<LinkView>,
}

/// A link as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkView {
    /// Which one, to end it. It opens nothing.
    pub id: String,
    /// What it leads to; `None` for a kind of a newer server.
    #[serde(default, deserialize_with = "known_kind")]
    pub kind: Option<LinkKind>,
    /// The request for feedback, or the share.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = "uuid"))]
    pub record: RecordId,
    /// When it was made, in milliseconds since 1970, UTC.
    pub made_ms: u64,
    /// The last day on which it works.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = "date"))]
    pub until: Date,
    /// When its page was last opened, in milliseconds since 1970, UTC; `None` if it never was.
    #[serde(default)]
    pub seen_ms: Option<u64>,
    /// How many answers, or notes, came by it.
    #[serde(default)]
    pub answers: u32,
}

/// A kind of a newer server is none that this build can offer anything for.
fn known_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<LinkKind>, D::Error> {
    let word = String::deserialize(deserializer)?;
    Ok(serde_json::from_value(word.into()).ok())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use serde_json::json;

    use super::*;

    const RECORD: &str = "0190f5a0-0000-7000-8000-000000000000";

    #[test]
    fn the_wire_format_is_frozen() {
        let until = Date::parse("2026-12-24").unwrap();
        let record = RecordId::parse(RECORD).unwrap();
        let asked = NewLink {
            kind: LinkKind::Feedback,
            record,
            until: Some(until),
        };
        insta::assert_snapshot!(serde_json::to_string(&asked).unwrap(), @r#"{"kind":"feedback","record":"0190f5a0-0000-7000-8000-000000000000","until":"2026-12-24"}"#);
        let made = MadeLink {
            id: "a1".into(),
            token: "t".into(),
            url: LinkKind::Share.page("t"),
            until,
        };
        insta::assert_snapshot!(serde_json::to_string(&made).unwrap(), @r#"{"id":"a1","token":"t","url":"/shared/t","until":"2026-12-24"}"#);
        let links = Links {
            links: vec![LinkView {
                id: "a1".into(),
                kind: Some(LinkKind::Share),
                record,
                made_ms: 1,
                until,
                seen_ms: None,
                answers: 2,
            }],
        };
        insta::assert_snapshot!(serde_json::to_string(&links).unwrap(), @r#"{"links":[{"id":"a1","kind":"share","record":"0190f5a0-0000-7000-8000-000000000000","made_ms":1,"until":"2026-12-24","seen_ms":null,"answers":2}]}"#);
    }

    #[test]
    fn links_of_a_newer_server_are_read_and_a_new_one_needs_a_known_kind() {
        let newer = json!({"links": [{"id": "a1", "kind": "diary", "record": RECORD, "made_ms": 1, "until": "2026-12-24", "colour": "red"}]});
        let newer: Links = serde_json::from_value(newer).unwrap();
        assert_eq!(newer.links[0].kind, None);
        assert_eq!((newer.links[0].seen_ms, newer.links[0].answers), (None, 0));
        let asked = json!({"kind": "share", "record": RECORD, "until": null});
        let asked: NewLink = serde_json::from_value(asked).unwrap();
        assert_eq!(asked.until, None);
        let diary = json!({"kind": "diary", "record": RECORD});
        assert!(serde_json::from_value::<NewLink>(diary).is_err());
    }

    #[test]
    fn no_log_gets_a_token() {
        let made = MadeLink {
            id: "a1".into(),
            token: "secret".into(),
            url: "/shared/secret".into(),
            until: Date::parse("2026-12-24").unwrap(),
        };
        assert!(!format!("{made:?}").contains("secret"));
    }
}
