//! Requests of a page and their outcomes; passkeys; a change of account.

use domain::sync::protocol::Problem;
use serde_json::Value;

/// A method of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To read.
    Get,
    /// To do or make something.
    Post,
    /// To set something.
    Put,
    /// To end or delete something.
    Delete,
}

impl Method {
    /// Its name in HTTP.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// The outcome of asking the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerAnswer {
    /// It was done; the body, often JSON, sometimes empty.
    Done(String),
    /// It was not done, and why.
    Problem(Problem),
    /// There was no answer.
    Unreachable,
}

/// The use the browser makes of a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyUse {
    /// Make one (`navigator.credentials.create`).
    Make,
    /// Use one (`navigator.credentials.get`).
    Use,
}

/// The outcome of a passkey ceremony in the browser.
#[derive(Clone, Debug, PartialEq)]
pub enum PasskeyAnswer {
    /// The credential in its JSON form, for the server.
    Credential(Value),
    /// The person closed the browser's dialog, or it timed out.
    Cancelled,
    /// This browser cannot.
    Unavailable,
    /// Passkeys belong to the site at this address, and this page is at another.
    WrongAddress(String),
}

/// A change of the account this device belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountChange {
    /// Signed in: from now on this device's search and the account's are one.
    SignedIn {
        /// The id of the account.
        id: String,
        /// Its name, to show.
        name: String,
        /// Whether others use this device, too.
        is_shared: bool,
    },
    /// Signed out; the search stays on this device, as a guest's.
    SignedOutKeeping,
    /// Signed out; this device forgets everything.
    SignedOutErasing,
}
