//! The session as the view of a tab.

use app::session::Session;
use domain::state::record::{Record, RecordKey};
use domain::state::stamp::Clock;
use domain::sync::client::Records;
use domain::sync::protocol::Changes;
use domain::sync::tab::TabView;

use crate::clock;

/// The session, which shows what the tab merges.
#[derive(Clone, Copy)]
pub(super) struct SessionView(pub(super) Session);

impl TabView for SessionView {
    fn read<T>(&self, read: impl FnOnce(&Records) -> T) -> T {
        self.0.peek(|journal| read(journal.all()))
    }

    fn absorb(&mut self, records: Vec<(RecordKey, Record)>) -> Vec<RecordKey> {
        self.0.absorb(records)
    }

    fn replace(&mut self, cells: Changes) {
        self.0.replace(cells);
    }

    fn forget_ahead(&mut self, limit_ms: u64) {
        self.0.forget_ahead(limit_ms);
    }

    fn with_clock<T: Default>(&mut self, with: impl FnOnce(&Records, &mut Clock) -> T) -> T {
        self.0.peek(|journal| {
            let with = |clock: &mut Clock| with(journal.all(), clock);
            self.0.with_clock(with).unwrap_or_default()
        })
    }

    fn set_clock_offset(&mut self, offset_ms: i64) {
        self.0.set_clock_offset(offset_ms);
    }

    fn random(&mut self) -> u32 {
        u32::try_from(clock::random() & u128::from(u32::MAX)).unwrap_or_default()
    }
}
