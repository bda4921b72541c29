//! The state machine of a device that syncs: its requests, and the handling of their responses.
//! Offline is nothing special, only a longer gap between two of them.
//!
//! The client never touches the network, the clock or the disk. [`Client::next`] yields the next
//! request, [`Client::on_response`] takes its response and yields the steps for the driver, in an
//! order in which a crash between any two of them loses nothing.

mod batch;
mod checkpoint;
mod driver;
mod in_flight;
mod outbox;
mod records;
mod rejections;
mod restamp;
#[cfg(test)]
mod tests;

use crate::state::record::{Record, RecordKey};
use crate::state::stamp::{Clock, Stamp};
use crate::sync::protocol::{Changes, FURTHEST_AHEAD_MS, Pull, Pulled, Push, Pushed, RejectCode};
use batch::rejected;
pub use checkpoint::{Checkpoint, ResyncPosition};
pub use driver::{Ask, DriverStep, Progress, Request, Response};
use in_flight::InFlight;
pub use outbox::{EntryName, Outbox, OutboxEntry};
pub use records::{Records, observe_up_to};
pub use rejections::{Rejection, Rejections};

/// A request without a response is given up after this time, in milliseconds.
const REQUEST_TIMEOUT_MS: u64 = 30_000;

/// A pull is due this long after the last one, poked or not, in milliseconds.
const PULL_EVERY_MS: u64 = 60_000;

/// The longest pause between two attempts, in milliseconds.
const LONGEST_PAUSE_MS: u64 = 30_000;

/// One device's side of syncing.
#[derive(Clone, Debug)]
pub struct Client {
    checkpoint: Checkpoint,
    outbox: Outbox,
    rejections: Rejections,
    in_flight: Option<InFlight>,
    /// The most cells of the next push. Halved by each that is rejected as a whole, doubled by each
    /// that is accepted.
    max_cells: usize,
    /// A push of one cell that was rejected as a whole. The cell is to blame only if an empty push
    /// is accepted.
    suspect: Option<InFlight>,
    /// The latest stamp of an edit that the server has accepted.
    latest_accepted: Stamp,
    number: u64,
    wants_pull: bool,
    /// Up to where the server said last that it has changes.
    poked: Option<u64>,
    pulled_at_ms: u64,
    not_before_ms: u64,
    failures: u32,
    is_signed_out: bool,
}

impl Client {
    /// A client as it was left. `outbox` has the entries found on the disk.
    #[must_use]
    pub fn new(checkpoint: Checkpoint, outbox: Outbox, rejections: Rejections) -> Self {
        Self {
            checkpoint,
            outbox,
            rejections,
            in_flight: None,
            max_cells: usize::MAX,
            suspect: None,
            latest_accepted: Stamp::default(),
            number: 0,
            wants_pull: true,
            poked: None,
            pulled_at_ms: 0,
            not_before_ms: 0,
            failures: 0,
            is_signed_out: false,
        }
    }

    /// The state that has to outlive the page.
    #[must_use]
    pub const fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The rejected cells, by record and field.
    #[must_use]
    pub const fn rejections(&self) -> &Rejections {
        &self.rejections
    }

    /// The number of entries that the server has not confirmed.
    #[must_use]
    pub fn outbox_len(&self) -> usize {
        self.outbox.len()
    }

    /// The number of changes that the server has not confirmed. A full resync counts as one.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.outbox.len() + usize::from(self.checkpoint.resync.is_some())
    }

    /// Whether this entry waits to be sent.
    #[must_use]
    pub fn is_in_outbox(&self, name: &EntryName) -> bool {
        self.outbox.contains_key(name)
    }

    /// How far things are.
    #[must_use]
    pub fn progress(&self) -> Progress {
        if self.is_signed_out {
            Progress::SignedOut
        } else if self.failures > 0 {
            Progress::Failing
        } else if self.waiting() > 0 || self.wants_pull() || self.in_flight.is_some() {
            Progress::Working
        } else {
            Progress::Done
        }
    }

    /// Keeps the values of rejected cells that these changes are about to replace: no record will
    /// hold them. Returns whether there were any; the driver stores [`Self::rejections`] before it
    /// merges.
    pub fn preserve_rejected(&mut self, records: &Records, arriving: &Changes) -> bool {
        rejections::preserve_replaced(&mut self.rejections, records, arriving)
    }

    /// Adds the cells of an edit to the outbox, after the driver has stored the entry. Returns
    /// whether the rejections changed.
    pub fn note(&mut self, entry: OutboxEntry) -> bool {
        let OutboxEntry { name, cells } = entry;
        let has_changed = rejections::note_written(&mut self.rejections, &name, &cells);
        self.outbox.entry(name).or_default().merge(cells);
        has_changed
    }

    /// Forgets an outbox entry of this tab whose fields a later edit has all overwritten, unless it
    /// is under way. Returns whether it did.
    pub fn supersede(&mut self, name: &EntryName) -> bool {
        let is_under_way = self
            .in_flight
            .as_ref()
            .is_some_and(|in_flight| in_flight.entries.iter().any(|entry| entry.name == *name));
        !is_under_way && self.outbox.remove(name).is_some()
    }

    /// Takes a rejection off the list, with the value it keeps. A value that a record still holds
    /// stays there.
    pub fn dismiss(&mut self, key: &RecordKey, field: &str) {
        self.rejections.remove(&(key.clone(), field.to_owned()));
    }

    /// The server says it has changes up to here.
    pub const fn poked(&mut self, seq: u64) {
        self.poked = Some(seq);
    }

    /// Tries now: the network is back, and whatever was under way when it went is lost.
    pub fn back_online(&mut self) {
        self.in_flight = None;
        self.suspect = None;
        self.wake();
    }

    /// Tries now: the page was shown, or the person asked.
    pub fn wake(&mut self) {
        self.wants_pull = true;
        self.not_before_ms = 0;
    }

    /// Starts a full resync, which sends everything, as after restoring a backup file. The driver
    /// stores [`Self::checkpoint`].
    pub fn start_full_resync(&mut self) {
        self.checkpoint.resync = Some(ResyncPosition::default());
        // The response under way would put the resync position, or the cursor, back to where it
        // was.
        self.back_online();
    }

    /// Fetches everything once more, as after a value on the disk turned out damaged. The driver
    /// stores [`Self::checkpoint`].
    pub fn refetch(&mut self) {
        self.checkpoint.cursor = 0;
        self.back_online();
    }

    /// Whether others use this device, too. The driver stores [`Self::checkpoint`].
    pub const fn set_shared(&mut self, is_shared: bool) {
        self.checkpoint.is_shared = is_shared;
    }

    /// The person has signed in again, to the same account.
    pub fn signed_in_again(&mut self) {
        self.is_signed_out = false;
        self.failures = 0;
        self.wake();
    }

    /// The time to call [`Self::next`] again, in milliseconds.
    #[must_use]
    pub fn due_ms(&self) -> u64 {
        if self.is_signed_out {
            return u64::MAX;
        }
        match &self.in_flight {
            Some(in_flight) => in_flight.started_ms + REQUEST_TIMEOUT_MS,
            None if self.waiting() > 0 || self.wants_pull() => self.not_before_ms,
            None => self.not_before_ms.max(self.pulled_at_ms + PULL_EVERY_MS),
        }
    }

    /// The request to make now, if any. Changes go out before others come in: a text that loses
    /// must be on the server to be kept there.
    pub fn next(&mut self, records: &Records, now_ms: u64) -> Option<Request> {
        // A clock that was set back must not make anyone wait for it.
        self.not_before_ms = self.not_before_ms.min(now_ms + LONGEST_PAUSE_MS);
        self.pulled_at_ms = self.pulled_at_ms.min(now_ms);
        if let Some(in_flight) = &mut self.in_flight {
            in_flight.started_ms = in_flight.started_ms.min(now_ms);
        }
        if now_ms < self.due_ms() {
            return None;
        }
        if self.in_flight.take().is_some() {
            self.failed(now_ms, 0);
            return None;
        }
        self.number += 1;
        let mut in_flight = InFlight::new(self.number, now_ms, self.checkpoint.cursor);
        let ask = if self.waiting() > 0 {
            Ask::Push(self.push(records, &mut in_flight))
        } else {
            self.wants_pull = false;
            self.poked = None;
            Ask::Pull(Pull {
                after: self.checkpoint.cursor,
                limit: None,
                epoch: self.checkpoint.epoch.clone(),
                account: self.account(),
            })
        };
        self.in_flight = Some(in_flight);
        Some(Request {
            number: self.number,
            ask,
        })
    }

    /// Takes the response to a request; the driver carries out the steps in their order. `clock` is
    /// the one that stamps edits here.
    pub fn on_response(
        &mut self,
        number: u64,
        response: Response,
        records: &Records,
        clock: &mut Clock,
        now_ms: u64,
    ) -> Vec<DriverStep> {
        let Some(in_flight) = self
            .in_flight
            .take_if(|in_flight| in_flight.number == number)
        else {
            // Given up long ago, or answered twice: its content was asked for again.
            return Vec::new();
        };
        match response {
            Response::Failed => self.failed(now_ms, 0),
            Response::Rejected(code) => self.rejected_whole(in_flight, code, now_ms),
            Response::RetryLater(pause_ms) => self.failed(now_ms, pause_ms),
            Response::SignedOut => self.is_signed_out = true,
            Response::Pushed(pushed) => {
                self.succeeded(pushed.server_time, now_ms);
                return self.on_pushed(in_flight, pushed, records, clock, now_ms);
            }
            Response::Pulled(pulled) => {
                self.succeeded(pulled.server_time, now_ms);
                return self.on_pulled(pulled, records, now_ms);
            }
        }
        Vec::new()
    }

    /// The account this device belongs to. `None` if the stored checkpoint was damaged.
    fn account(&self) -> Option<String> {
        Some(self.checkpoint.account.clone()).filter(|account| !account.is_empty())
    }

    fn push(&self, records: &Records, in_flight: &mut InFlight) -> Push {
        let changes = if let Some(suspect) = &self.suspect {
            in_flight.stand_for(suspect);
            Changes::new()
        } else {
            in_flight.load(&self.outbox, &self.checkpoint, records, self.max_cells)
        };
        let text_of = |(key, record): (&RecordKey, &Record)| {
            let cells = serde_json::to_value(record).unwrap_or_default();
            (key.to_string(), cells)
        };
        Push {
            epoch: self.checkpoint.epoch.clone(),
            cursor: self.checkpoint.cursor,
            changes: changes.iter().map(text_of).collect(),
            account: self.account(),
        }
    }

    /// Halves the next push after one that was rejected as a whole. A cell that is rejected alone
    /// is to blame if an empty push is then accepted; if it is not, something on the way accepts
    /// nothing at all.
    fn rejected_whole(&mut self, mut in_flight: InFlight, code: RejectCode, now_ms: u64) {
        if in_flight.cells == 0 {
            self.failed(now_ms, 0);
            return;
        }
        self.max_cells = (in_flight.cells / 2).max(1);
        if let Some((key, field, stamp)) = in_flight.only.take() {
            let cell = rejected(&key, &field, stamp, code);
            in_flight.unsendable.push(cell);
            self.suspect = Some(in_flight);
        }
    }

    fn on_pushed(
        &mut self,
        in_flight: InFlight,
        pushed: Pushed,
        records: &Records,
        clock: &mut Clock,
        now_ms: u64,
    ) -> Vec<DriverStep> {
        self.max_cells = self.max_cells.saturating_mul(2);
        self.suspect = None;
        let mut steps = Vec::new();
        let mut is_ahead = false;
        let mut is_rejected = false;
        let limit_ms = pushed.server_time.saturating_add(FURTHEST_AHEAD_MS);
        let limit_ms = limit_ms.max(pushed.stamps_until.unwrap_or_default());
        let stamps = in_flight.entries.iter().map(|entry| entry.name.stamp);
        let accepted = stamps.filter(|stamp| stamp.ms <= limit_ms).max();
        self.latest_accepted = self.latest_accepted.max(accepted.unwrap_or_default());
        for rejected in in_flight.unsendable.iter().chain(&pushed.rejected) {
            if rejected.code == RejectCode::StampAhead {
                is_ahead = true;
            } else {
                let list = &mut self.rejections;
                let sent = &in_flight.entries;
                is_rejected |= rejections::record_rejected(list, rejected, sent, records);
            }
        }
        if is_ahead {
            steps.extend(self.restamp(records, clock, limit_ms, now_ms));
        }
        let gone = outbox::confirm(&mut self.outbox, in_flight.entries);
        if let Some(position) = in_flight.resync {
            self.checkpoint.resync = position;
        }
        self.advance(in_flight.cursor, &pushed);
        if is_rejected {
            steps.push(DriverStep::StoreRejections);
        }
        steps.extend([DriverStep::StoreCheckpoint, DriverStep::RemoveEntries(gone)]);
        steps
    }

    /// Moves the cursor over our own push if nobody else has written, and else asks for a pull.
    fn advance(&mut self, cursor_before: u64, pushed: &Pushed) {
        if self.is_other_database(&pushed.epoch) {
            self.start_over(&pushed.epoch);
            return;
        }
        self.checkpoint.epoch = Some(pushed.epoch.clone());
        if pushed.more || cursor_before != self.checkpoint.cursor {
            self.wants_pull = true;
        } else {
            // Everything up to here is our own.
            self.checkpoint.cursor = self.checkpoint.cursor.max(pushed.seq);
        }
        // The poke for our own changes is often here before the response.
        self.poked = self.poked.filter(|seq| *seq > self.checkpoint.cursor);
    }

    fn on_pulled(&mut self, pulled: Pulled, records: &Records, now_ms: u64) -> Vec<DriverStep> {
        if self.is_other_database(&pulled.epoch) || pulled.restart.is_some() {
            self.start_over(&pulled.epoch);
            return vec![DriverStep::StoreCheckpoint];
        }
        self.checkpoint.epoch = Some(pulled.epoch);
        self.checkpoint.cursor = self.checkpoint.cursor.max(pulled.cursor);
        self.wants_pull |= pulled.more;
        self.pulled_at_ms = now_ms;
        let mut steps = Vec::new();
        // Before the merge: after a crash in between, the text is there twice rather than nowhere.
        if self.preserve_rejected(records, &pulled.changes) {
            steps.push(DriverStep::StoreRejections);
        }
        if !pulled.changes.is_empty() {
            steps.push(DriverStep::Merge(pulled.changes));
        }
        steps.push(DriverStep::StoreCheckpoint);
        steps
    }

    /// Gives new stamps to cells that a wrong clock had stamped ahead of the server's.
    fn restamp(
        &mut self,
        records: &Records,
        clock: &mut Clock,
        limit_ms: u64,
        now_ms: u64,
    ) -> Vec<DriverStep> {
        let now_ms = now_ms.saturating_add_signed(self.checkpoint.offset_ms);
        clock.restart(now_ms);
        observe_up_to(records, limit_ms, clock);
        // A cell to stamp again may have replaced one of a clock only a little ahead, which the
        // server has.
        clock.observe(self.latest_accepted);
        // The cells it hid here may count now, and were fetched before.
        self.checkpoint.cursor = 0;
        restamp::restamp(&mut self.outbox, records, clock, limit_ms, now_ms)
    }

    /// Whether there is something to fetch, as far as is known.
    fn wants_pull(&self) -> bool {
        self.wants_pull || self.poked.is_some_and(|seq| seq != self.checkpoint.cursor)
    }

    fn is_other_database(&self, epoch: &str) -> bool {
        self.checkpoint
            .epoch
            .as_deref()
            .is_some_and(|known| known != epoch)
    }

    /// Starts over with another database: what it lacks we may have, and the other way round.
    /// Merging makes both safe.
    fn start_over(&mut self, epoch: &str) {
        self.checkpoint.epoch = Some(epoch.to_owned());
        self.checkpoint.cursor = 0;
        self.checkpoint.resync = Some(ResyncPosition::default());
        self.suspect = None;
        self.wants_pull = true;
    }

    fn succeeded(&mut self, server_ms: u64, now_ms: u64) {
        self.failures = 0;
        self.not_before_ms = 0;
        let offset = i128::from(server_ms) - i128::from(now_ms);
        self.checkpoint.offset_ms = i64::try_from(offset).unwrap_or_default();
    }

    fn failed(&mut self, now_ms: u64, pause_ms: u64) {
        self.wants_pull = true;
        self.failures = self.failures.saturating_add(1);
        let pause = 1_000_u64 << self.failures.min(5);
        self.not_before_ms = now_ms + pause.max(pause_ms).min(LONGEST_PAUSE_MS);
    }
}
