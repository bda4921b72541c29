//! Links to pages for somebody without an account: made, listed and ended by the server. The token
//! of a link is in no record; the device that made it keeps it.

use domain::sync::protocol::links::{self, LINKS, LinkView, Links, MadeLink, NewLink};
use domain::sync::protocol::problem_codes;
use domain::values::id::RecordId;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::state::Session;
use crate::sync::{Method, ServerAnswer};

/// What came of asking the server: its answer, or the sentence that says what went wrong.
pub type Asked<T> = Result<T, String>;

/// Said where the server gave no answer.
const UNREACHABLE: &str =
    "The server can’t be reached. Nothing is lost; try again once you’re online.";

/// Said where the answer is one of another version.
const UNREADABLE: &str =
    "This version doesn’t understand the server’s answer. Reload the page, then try again.";

impl Session {
    /// Makes a link, which ends the one before for the same record, and keeps it on this device.
    pub fn make_link(&self, link: NewLink, then: Box<dyn FnOnce(Asked<MadeLink>)>) {
        let session = *self;
        // The page has nothing to show before the record is there.
        self.with_platform(|platform| platform.sync_now());
        let body = to_json(&link);
        self.ask_server(Method::Post, LINKS, body, move |answer| {
            let made = session.body_of(answer).and_then(|body| read(&body));
            if let Ok(made) = &made {
                session.keep_link(link.record, Some(made));
            }
            then(made);
        });
    }

    /// Fetches the links of the account that work.
    pub fn fetch_links(&self, then: Box<dyn FnOnce(Asked<Links>)>) {
        let session = *self;
        self.ask_server(Method::Get, LINKS, None, move |answer| {
            then(session.body_of(answer).and_then(|body| read(&body)));
        });
    }

    /// Ends a link at once; this device forgets it.
    pub fn end_link(&self, link: &LinkView, then: Box<dyn FnOnce(Asked<()>)>) {
        let (session, record) = (*self, link.record);
        let path = links::link(&link.id);
        self.ask_server(Method::Delete, &path, None, move |answer| {
            let ended = session.body_of(answer).map(|_| ());
            if ended.is_ok() {
                session.keep_link(record, None);
            }
            then(ended);
        });
    }

    /// The link this device made for a record. It may have ended since.
    #[must_use]
    pub fn kept_link(&self, record: RecordId) -> Option<MadeLink> {
        let text = self.with_platform(|platform| platform.read_link(record))?;
        serde_json::from_str(&text).ok()
    }

    fn keep_link(&self, record: RecordId, link: Option<&MadeLink>) {
        let text = link.and_then(to_json);
        self.with_platform(|platform| platform.write_link(record, text.as_deref()));
    }

    fn body_of(&self, answer: ServerAnswer) -> Asked<String> {
        match answer {
            ServerAnswer::Done(body) => Ok(body),
            ServerAnswer::Problem(problem) => {
                if problem.code == problem_codes::SIGNED_OUT {
                    // The driver finds out by its next request, and the way in is shown again.
                    self.with_platform(|platform| platform.sync_now());
                }
                Err(problem.detail)
            }
            ServerAnswer::Unreachable => Err(UNREACHABLE.to_owned()),
        }
    }
}

fn read<T: DeserializeOwned>(body: &str) -> Asked<T> {
    serde_json::from_str(body).map_err(|_| UNREADABLE.to_owned())
}

fn to_json<T: Serialize>(value: &T) -> Option<String> {
    serde_json::to_string(value).ok()
}
