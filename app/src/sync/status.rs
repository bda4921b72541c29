//! How far the search on this device is saved, here and elsewhere.

use domain::state::record::RecordKey;
use domain::sync::protocol::RejectCode;
use serde_json::Value;

/// How far the search on this device is saved elsewhere, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncStatus {
    /// The name of the account this device belongs to; `None` for a guest.
    pub account: Option<String>,
    /// How many changes the server has not confirmed.
    pub waiting: usize,
    /// The whole search is being sent, and has not arrived yet.
    pub is_resyncing: bool,
    /// The state of the connection.
    pub state: SyncState,
    /// The cells the server rejected.
    pub rejected: Vec<RejectedCell>,
    /// Whether others use this device, too.
    pub is_shared: bool,
    /// The browser could not keep that this device belongs to the account: it does while this page
    /// is open.
    pub is_ephemeral: bool,
    /// Whether values written on this device stay.
    pub storage: StorageState,
}

impl SyncStatus {
    /// How much the server does not have: what waits, what it did not take, and the search as a
    /// whole while it is being sent.
    #[must_use]
    pub fn unsent(&self) -> usize {
        self.waiting + self.rejected.len() + usize::from(self.is_resyncing)
    }
}

/// The state of the connection between this device and the server.
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
    /// The server ended this device's session: the person has to sign in again. Nothing is lost
    /// meanwhile.
    SignedOut,
}

/// A cell the server rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedCell {
    /// The record it is in.
    pub record: RecordKey,
    /// The field.
    pub field: String,
    /// Why.
    pub code: RejectCode,
    /// The rejected value, if another has taken its place.
    pub value: Option<Value>,
}

/// Whether written values stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StorageState {
    /// Written through.
    #[default]
    Kept,
    /// More than six tenths of the room is taken.
    FillingUp,
    /// The browser has no room left; new changes live in memory only.
    Full,
    /// The browser refuses storage; everything lives in memory only.
    Blocked,
}
