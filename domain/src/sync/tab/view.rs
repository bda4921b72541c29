//! The journal and the clock of a page, as a trait.

use crate::state::record::{Record, RecordKey};
use crate::state::stamp::Clock;
use crate::sync::client::Records;
use crate::sync::protocol::Changes;

/// The records that a tab shows, and the clock it stamps with.
pub trait TabView {
    /// Reads the records.
    fn read<T>(&self, read: impl FnOnce(&Records) -> T) -> T;
    /// Merges records; returns the keys of those that changed.
    fn absorb(&mut self, records: Vec<(RecordKey, Record)>) -> Vec<RecordKey>;
    /// Replaces the cells held by these, whatever their stamps.
    fn replace(&mut self, cells: Changes);
    /// Forgets cells stamped after a limit, in milliseconds, and restarts the clock.
    fn forget_ahead(&mut self, limit_ms: u64);
    /// Reads the records together with the clock that stamps edits.
    fn with_clock<T: Default>(&mut self, with: impl FnOnce(&Records, &mut Clock) -> T) -> T;
    /// Takes note of the server's clock minus this device's, in milliseconds.
    fn set_clock_offset(&mut self, offset_ms: i64);
    /// A random number: a value reaches other tabs only if it differs from the one before.
    fn random(&mut self) -> u32;
}
