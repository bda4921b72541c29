//! Where the search is kept besides this device, as pages show it, and how pages speak with the server. The driver is in `frontend`.

use domain::state::record::RecordKey;
use domain::sync::protocol::Problem;
use domain::sync::protocol::RejectCode;
use serde_json::Value;

use crate::session::StorageState;

/// How far what is on this device is elsewhere, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncStatus {
    /// The name of the account this device belongs to; none for a guest.
    pub account: Option<String>,
    /// How many changes the server has not confirmed.
    pub waiting: usize,
    /// The whole search is being sent, and has not arrived yet.
    pub is_sweeping: bool,
    /// What is going on.
    pub state: SyncState,
    /// What the server did not take.
    pub refused: Vec<Refused>,
    /// Whether others use this device, too.
    pub is_shared: bool,
    /// The browser could not keep that this device belongs to the account: it does while this page is open.
    pub is_fleeting: bool,
    /// Whether what is on this device stays there.
    pub storage: StorageState,
}

impl SyncStatus {
    /// How much the server does not have: what waits, what it did not take, and the search as a whole while it is being sent.
    #[must_use]
    pub fn unsent(&self) -> usize {
        self.waiting + self.refused.len() + usize::from(self.is_sweeping)
    }
}

/// What is going on between this device and the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SyncState {
    /// No account: everything is kept on this device.
    #[default]
    Guest,
    /// Changes are on their way, in either direction.
    Working,
    /// The server has everything, and this device too.
    Everywhere,
    /// The browser says there is no network.
    Offline,
    /// The server did not answer; it is asked again by itself.
    Unreachable,
    /// The server ended this device's session: the person has to sign in again. Nothing is lost meanwhile.
    SignedOut,
}

/// A cell the server did not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The record it is in.
    pub record: RecordKey,
    /// The field.
    pub field: String,
    /// Why.
    pub code: RejectCode,
    /// What was refused, where something else has taken its place.
    pub value: Option<Value>,
}

/// How the server is asked.
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
    /// The word of HTTP.
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

/// What came of asking the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerAnswer {
    /// It was done; the body, often JSON, sometimes empty.
    Done(String),
    /// It was not done, and why.
    Problem(Problem),
    /// There was no answer.
    Unreachable,
}

/// What the browser is asked to do with a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyUse {
    /// Make one (`navigator.credentials.create`).
    Make,
    /// Use one (`navigator.credentials.get`).
    Use,
}

/// What came of a passkey ceremony in the browser.
#[derive(Clone, Debug, PartialEq)]
pub enum PasskeyAnswer {
    /// The credential in its JSON form, for the server.
    Credential(Value),
    /// The person closed the browser's dialog, or it timed out.
    Cancelled,
    /// This browser, or this address (an IP address has no passkeys), cannot.
    Unavailable,
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
