//! A push on its way into an account, and its outcome.

use domain::sync::protocol::{Changes, Rejected};
use domain::sync::server::ClockLead;

use super::values::AccountId;

/// Cells on their way into an account.
#[derive(Debug)]
pub(super) struct IncomingPush {
    pub(super) account: AccountId,
    pub(super) changes: Changes,
    pub(super) now_ms: u64,
    /// The last time the server's clock was ahead.
    pub(super) lead: Option<ClockLead>,
}

/// The outcome of a push.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PushOutcome {
    /// The account's sequence number before.
    pub seq_before: u64,
    /// The account's sequence number after; higher than before if anything was new.
    pub seq: u64,
    /// Cells there was no room for.
    pub rejected: Vec<Rejected>,
    /// The epoch of the database they were pushed to.
    pub epoch: String,
    /// Whether cells got stamps that their device does not know.
    pub has_lifted: bool,
}
