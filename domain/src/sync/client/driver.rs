//! The messages between a client and its driver: requests, responses, and steps to carry out.

use super::outbox::{EntryName, OutboxEntry};
use crate::sync::protocol::{Changes, Pull, Pulled, Push, Pushed, RejectCode};

/// A request to make.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The number to give its response back under; rises with every request.
    pub number: u64,
    /// The question.
    pub ask: Ask,
}

/// The question of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// `POST /api/v1/push`
    Push(Push),
    /// `GET /api/v1/changes`
    Pull(Pull),
}

/// The outcome of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Response {
    /// A push was accepted.
    Pushed(Pushed),
    /// A page of changes.
    Pulled(Pulled),
    /// No answer, or an unreadable one. The request is tried again.
    Failed,
    /// A push was rejected as a whole and always will be: it is too large for something on its way,
    /// or something in it cannot be read (400, 413, 422). Smaller pushes find the cell to blame.
    Rejected(RejectCode),
    /// The server asks for a pause, in milliseconds.
    RetryLater(u64),
    /// The session has ended; nothing is tried until the person has signed in.
    SignedOut,
}

/// A step that the driver carries out, in memory and on the disk. The order of a list of steps is
/// what makes a crash between any two harmless.
#[derive(Clone, Debug, PartialEq)]
pub enum DriverStep {
    /// Merge these cells into the records.
    Merge(Changes),
    /// Have every other tab forget cells stamped after this time, in milliseconds, and restart its
    /// clock.
    ForgetAhead(u64),
    /// Replace the cells held by these, whatever their stamps, and then remove the entries that had
    /// them.
    Replace(Changes, Vec<EntryName>),
    /// Store an outbox entry.
    AddEntry(OutboxEntry),
    /// Remove outbox entries: the server has their cells, or other entries do.
    RemoveEntries(Vec<EntryName>),
    /// Store [`super::Client::rejections`].
    StoreRejections,
    /// Store [`super::Client::checkpoint`], but only once every earlier step, of this list and of
    /// all before it, is on the disk: a cursor ahead of the disk would never fetch the rest.
    StoreCheckpoint,
}

/// How far syncing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Sending or fetching.
    Working,
    /// Nothing waits, on either side, as far as is known.
    Done,
    /// The last attempt failed; the next comes by itself.
    Failing,
    /// The session has ended.
    SignedOut,
}
