//! What a client sends, and what it does with the answers. Offline is nothing special: only a longer gap between two answers.
//!
//! The client never touches the network, the clock or the disk. It says which request is next ([`Client::next`]), takes the answer
//! ([`Client::answered`]) and tells the driver what to write, in an order in which a crash between any two writes loses nothing.

mod batch;
mod saved;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::state::record::{Cell, Record, RecordKey, wins};
use crate::state::stamp::{Clock, Stamp};
use crate::sync::protocol::{
    Changes, FURTHEST_AHEAD_MS, Pull, Pulled, Push, Pushed, RejectCode, Rejected,
};
use batch::{Batch, rejected};
pub use saved::{EntryName, Place, Refusal, Saved};

/// All records of a device, removed ones among them.
pub type Records = BTreeMap<RecordKey, Record>;

/// A request without an answer is given up after this time, in milliseconds.
const LONGEST_FLIGHT_MS: u64 = 30_000;

/// A pull is due this long after the last one, poked or not, in milliseconds.
const PULL_EVERY_MS: u64 = 60_000;

/// The longest pause between two attempts, in milliseconds.
const LONGEST_PAUSE_MS: u64 = 30_000;

/// A request to make, with a number its answer is given back under.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Rises with every request.
    pub number: u64,
    /// What to ask.
    pub ask: Ask,
}

/// What a request asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// `POST /api/v1/push`
    Push(Push),
    /// `GET /api/v1/changes`
    Pull(Pull),
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A push was taken.
    Pushed(Pushed),
    /// A page of changes.
    Pulled(Pulled),
    /// No answer, or none that could be read. It is tried again.
    Failed,
    /// A push was not taken as a whole, and the same one never will be: it is too large for something on its way, or something in it cannot be
    /// read (400, 413, 422). Goes on in smaller ones, until it is known for what.
    NotTaken(RejectCode),
    /// The server asks for patience, in milliseconds.
    Later(u64),
    /// The session has ended; nothing is tried until the person has signed in.
    SignedOut,
}

/// Something the driver writes, to memory and disk. The order of a list of these is what makes a crash harmless.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// Merge these cells into the records.
    Merge(Changes),
    /// Every other tab forgets cells stamped after this time, in milliseconds, and starts its clock anew.
    ForgetAhead(u64),
    /// Put these cells in place of the ones held, whatever their stamps, and then forget these entries, which had them before.
    Replace(Changes, Vec<EntryName>),
    /// Keep an unsent entry.
    Keep(EntryName, Record),
    /// Forget entries; the server has them, or they are kept under another name.
    Forget(Vec<EntryName>),
    /// Store [`Client::refused`].
    Refused,
    /// Store [`Client::saved`]. Only where everything before it was written, of this list and of every earlier one; else it stays in
    /// memory: a cursor ahead of what the disk holds would never fetch the rest.
    Saved,
}

/// How far things are.
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

/// One device's side of syncing.
#[derive(Clone, Debug)]
pub struct Client {
    saved: Saved,
    unsent: BTreeMap<EntryName, Record>,
    refused: BTreeMap<(RecordKey, String), Refusal>,
    flight: Option<Flight>,
    /// The most cells the next push may have. Halved by each that is not taken as a whole, doubled by each that is.
    most: usize,
    /// A push of one cell that was not taken as a whole. The cell is to blame only if an empty push is taken.
    suspect: Option<Flight>,
    /// The latest stamp of an edit that the server took.
    taken: Stamp,
    number: u64,
    wants_pull: bool,
    /// Up to where the server said last that it has changes.
    poked: Option<u64>,
    pulled_at_ms: u64,
    not_before_ms: u64,
    failures: u32,
    is_signed_out: bool,
}

#[derive(Clone, Debug)]
struct Flight {
    number: u64,
    started_ms: u64,
    cursor: u64,
    entries: Vec<(EntryName, Record)>,
    /// How many cells it carries, and which, where it is one.
    cells: usize,
    only: Option<(RecordKey, String, Stamp)>,
    /// Cells that are not sent: no server would take them.
    unsendable: Vec<Rejected>,
    /// Where the sweep will be once this is answered; `Some(None)` is its end.
    sweep: Option<Option<Place>>,
}

impl Client {
    /// A client as it was left. `unsent` are the entries found on the disk.
    #[must_use]
    pub fn new(
        saved: Saved,
        unsent: BTreeMap<EntryName, Record>,
        refused: BTreeMap<(RecordKey, String), Refusal>,
    ) -> Self {
        Self {
            saved,
            unsent,
            refused,
            flight: None,
            most: usize::MAX,
            suspect: None,
            taken: Stamp::default(),
            number: 0,
            wants_pull: true,
            poked: None,
            pulled_at_ms: 0,
            not_before_ms: 0,
            failures: 0,
            is_signed_out: false,
        }
    }

    /// What has to outlive the page.
    #[must_use]
    pub const fn saved(&self) -> &Saved {
        &self.saved
    }

    /// What the server did not take, by record and field.
    #[must_use]
    pub const fn refused(&self) -> &BTreeMap<(RecordKey, String), Refusal> {
        &self.refused
    }

    /// How many entries the server has not confirmed.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.unsent.len()
    }

    /// How many changes the server has not confirmed. A sweep counts as one.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.unsent.len() + usize::from(self.saved.sweep.is_some())
    }

    /// Whether this entry waits to be sent.
    #[must_use]
    pub fn is_unsent(&self, name: &EntryName) -> bool {
        self.unsent.contains_key(name)
    }

    /// How far things are.
    #[must_use]
    pub fn progress(&self) -> Progress {
        if self.is_signed_out {
            Progress::SignedOut
        } else if self.failures > 0 {
            Progress::Failing
        } else if self.waiting() > 0 || self.wants_pull() || self.flight.is_some() {
            Progress::Working
        } else {
            Progress::Done
        }
    }

    /// Keeps with its refusal what the server did not take and these changes are about to overwrite: it is nowhere else. Says whether there
    /// was any; the driver stores [`Self::refused`] before it merges.
    pub fn keep_refused(&mut self, records: &Records, arriving: &Changes) -> bool {
        let mut has_kept = false;
        for ((key, field), refusal) in &mut self.refused {
            let cell_of = |records: &Records| records.get(key)?.cell(field).cloned();
            let Some(next) = cell_of(arriving) else {
                continue;
            };
            let Some(held) = cell_of(records).filter(|held| held.stamp == refusal.stamp) else {
                continue;
            };
            if wins(&next, &held) && next.value != held.value {
                refusal.keep(&held.value);
                has_kept = true;
            }
        }
        has_kept
    }

    /// Takes note of what an edit wrote, after the driver has kept the entry. What was refused before comes once more from a tab that is about to
    /// put something else in its place, and is kept with its refusal. Says whether the refusals changed.
    pub fn note(&mut self, name: EntryName, cells: Record) -> bool {
        let mut has_changed = false;
        for (field, cell) in cells.cells() {
            let place = (name.key.clone(), field.to_owned());
            let Some(refusal) = self.refused.get_mut(&place) else {
                continue;
            };
            if refusal.stamp == cell.stamp {
                refusal.keep(&cell.value);
                has_changed = true;
            } else if refusal.stamp < cell.stamp && refusal.value.is_none() {
                self.refused.remove(&place);
                has_changed = true;
            }
        }
        self.unsent.entry(name).or_default().merge(cells);
        has_changed
    }

    /// Forgets an unsent entry of this tab that a later edit has overwritten whole, unless it is under way. Says whether it did.
    pub fn supersede(&mut self, name: &EntryName) -> bool {
        let is_under_way = self
            .flight
            .as_ref()
            .is_some_and(|flight| flight.entries.iter().any(|(entry, _)| entry == name));
        !is_under_way && self.unsent.remove(name).is_some()
    }

    /// Takes a refusal off the list, with the value it keeps; a text that is still in its place stays there.
    pub fn dismiss(&mut self, key: &RecordKey, field: &str) {
        self.refused.remove(&(key.clone(), field.to_owned()));
    }

    /// The server says it has changes up to here.
    pub const fn poked(&mut self, seq: u64) {
        self.poked = Some(seq);
    }

    /// The network is back: whatever was under way when it went is lost, so try now.
    pub fn back_online(&mut self) {
        self.flight = None;
        self.suspect = None;
        self.wake();
    }

    /// The page was shown, or the person asked: try now.
    pub fn wake(&mut self) {
        self.wants_pull = true;
        self.not_before_ms = 0;
    }

    /// Everything is to be sent once more, as after restoring a backup file. The driver stores [`Self::saved`].
    pub fn sweep_all(&mut self) {
        self.saved.sweep = Some(Place::default());
        // The answer to what is under way would put the sweep, or the cursor, back to where it was.
        self.back_online();
    }

    /// Everything is to be fetched once more, as after a value on the disk turned out damaged. The driver stores [`Self::saved`].
    pub fn refetch(&mut self) {
        self.saved.cursor = 0;
        self.back_online();
    }

    /// Whether others use this device, too. The driver stores [`Self::saved`].
    pub const fn set_shared(&mut self, is_shared: bool) {
        self.saved.is_shared = is_shared;
    }

    /// The person has signed in again, to the same account.
    pub fn signed_in_again(&mut self) {
        self.is_signed_out = false;
        self.failures = 0;
        self.wake();
    }

    /// When [`Self::next`] is worth asking again, in milliseconds; now, where something waits.
    #[must_use]
    pub fn due_ms(&self) -> u64 {
        if self.is_signed_out {
            return u64::MAX;
        }
        match &self.flight {
            Some(flight) => flight.started_ms + LONGEST_FLIGHT_MS,
            None if self.waiting() > 0 || self.wants_pull() => self.not_before_ms,
            None => self.not_before_ms.max(self.pulled_at_ms + PULL_EVERY_MS),
        }
    }

    /// The request to make now, if any. Changes go out before others come in: what loses must be on the server to be kept there.
    pub fn next(&mut self, records: &Records, now_ms: u64) -> Option<Request> {
        // A clock that was set back must not make anyone wait for it.
        self.not_before_ms = self.not_before_ms.min(now_ms + LONGEST_PAUSE_MS);
        self.pulled_at_ms = self.pulled_at_ms.min(now_ms);
        if let Some(flight) = &mut self.flight {
            flight.started_ms = flight.started_ms.min(now_ms);
        }
        if now_ms < self.due_ms() {
            return None;
        }
        if self.flight.take().is_some() {
            self.failed(now_ms, 0);
            return None;
        }
        self.number += 1;
        let mut flight = Flight {
            number: self.number,
            started_ms: now_ms,
            cursor: self.saved.cursor,
            entries: Vec::new(),
            cells: 0,
            only: None,
            unsendable: Vec::new(),
            sweep: None,
        };
        let ask = if self.waiting() > 0 {
            Ask::Push(self.push(records, &mut flight))
        } else {
            self.wants_pull = false;
            self.poked = None;
            Ask::Pull(Pull {
                after: self.saved.cursor,
                limit: None,
                epoch: self.saved.epoch.clone(),
                account: self.account(),
            })
        };
        self.flight = Some(flight);
        Some(Request {
            number: self.number,
            ask,
        })
    }

    /// Takes the answer to a request; the driver carries out the writes in their order. `clock` is the one that stamps edits here.
    pub fn answered(
        &mut self,
        number: u64,
        answer: Answer,
        records: &Records,
        clock: &mut Clock,
        now_ms: u64,
    ) -> Vec<Write> {
        let Some(flight) = self.flight.take_if(|flight| flight.number == number) else {
            // Given up long ago, or answered twice: what it would tell was asked for again.
            return Vec::new();
        };
        match answer {
            Answer::Failed => self.failed(now_ms, 0),
            Answer::NotTaken(code) => self.not_taken(flight, code, now_ms),
            Answer::Later(pause_ms) => self.failed(now_ms, pause_ms),
            Answer::SignedOut => self.is_signed_out = true,
            Answer::Pushed(pushed) => {
                self.succeeded(pushed.server_time, now_ms);
                return self.pushed(flight, pushed, records, clock, now_ms);
            }
            Answer::Pulled(pulled) => {
                self.succeeded(pulled.server_time, now_ms);
                return self.pulled(pulled, records, now_ms);
            }
        }
        Vec::new()
    }

    /// The account this device belongs to; none where what was stored of it is damaged.
    fn account(&self) -> Option<String> {
        Some(self.saved.account.clone()).filter(|account| !account.is_empty())
    }

    fn push(&self, records: &Records, flight: &mut Flight) -> Push {
        let mut batch = Batch::up_to(self.most);
        if let Some(suspect) = &self.suspect {
            flight.entries.clone_from(&suspect.entries);
            flight.sweep.clone_from(&suspect.sweep);
            batch.unsendable.clone_from(&suspect.unsendable);
        } else {
            self.fill(&mut batch, records, flight);
        }
        flight.cells = batch.cells;
        flight.only = batch.only();
        flight.unsendable = batch.unsendable;
        Push {
            epoch: self.saved.epoch.clone(),
            cursor: self.saved.cursor,
            changes: batch
                .changes
                .iter()
                .map(|(key, record)| {
                    let cells = serde_json::to_value(record).unwrap_or_default();
                    (key.to_string(), cells)
                })
                .collect(),
            account: self.account(),
        }
    }

    fn fill(&self, batch: &mut Batch, records: &Records, flight: &mut Flight) {
        for (name, cells) in &self.unsent {
            if batch.is_full() {
                break;
            }
            // An entry that does not fit goes in parts: else it would never go at all.
            let mut sent = Record::default();
            for (field, cell) in cells.cells() {
                if batch.is_full() {
                    break;
                }
                batch.add(&name.key, field, cell);
                sent.merge_cell(field, cell.clone());
            }
            flight.entries.push((name.clone(), sent));
        }
        if let Some(start) = &self.saved.sweep
            && !batch.is_full()
        {
            flight.sweep = Some(batch.sweep(records, start));
        }
    }

    /// A push was not taken as a whole. The next has half of it; a cell that is not taken alone is refused once an empty push is taken. Where not
    /// even that is, something between here and the server takes nothing at all, and no cell is to blame.
    fn not_taken(&mut self, mut flight: Flight, code: RejectCode, now_ms: u64) {
        if flight.cells == 0 {
            self.failed(now_ms, 0);
            return;
        }
        self.most = (flight.cells / 2).max(1);
        if let Some((key, field, stamp)) = flight.only.take() {
            let refused = rejected(&key, &field, stamp, code);
            flight.unsendable.push(refused);
            self.suspect = Some(flight);
        }
    }

    fn pushed(
        &mut self,
        flight: Flight,
        pushed: Pushed,
        records: &Records,
        clock: &mut Clock,
        now_ms: u64,
    ) -> Vec<Write> {
        self.most = self.most.saturating_mul(2);
        self.suspect = None;
        let mut writes = Vec::new();
        let mut is_ahead = false;
        let mut is_refused = false;
        let limit = pushed.server_time.saturating_add(FURTHEST_AHEAD_MS);
        let stamps = flight.entries.iter().map(|(name, _)| name.stamp);
        let taken = stamps.filter(|stamp| stamp.ms <= limit).max();
        self.taken = self.taken.max(taken.unwrap_or_default());
        for rejected in flight.unsendable.iter().chain(&pushed.rejected) {
            if rejected.code == RejectCode::StampAhead {
                is_ahead = true;
            } else {
                is_refused |= self.refuse(rejected, &flight.entries, records);
            }
        }
        if is_ahead {
            writes.extend(self.restamp(records, clock, limit, now_ms));
            // What a cell stamped ahead has hidden here may now be what counts, and it was fetched before.
            self.saved.cursor = 0;
        }
        let gone = self.confirm(flight.entries);
        if let Some(place) = flight.sweep {
            self.saved.sweep = place;
        }
        if self.is_other_database(&pushed.epoch) {
            self.begin_anew(&pushed.epoch);
        } else {
            self.saved.epoch = Some(pushed.epoch);
            if pushed.more || flight.cursor != self.saved.cursor {
                self.wants_pull = true;
            } else {
                // Nobody else has written since: everything up to here is our own.
                self.saved.cursor = self.saved.cursor.max(pushed.seq);
            }
            // The word of our own changes is often here before the answer.
            self.poked = self.poked.filter(|seq| *seq > self.saved.cursor);
        }
        if is_refused {
            writes.push(Write::Refused);
        }
        writes.extend([Write::Saved, Write::Forget(gone)]);
        writes
    }

    /// Takes what was sent out of the entries; gives those that nothing is left of. Only what was sent is confirmed: a cloned tab may have
    /// added to an entry meanwhile.
    fn confirm(&mut self, sent: Vec<(EntryName, Record)>) -> Vec<EntryName> {
        let mut gone = Vec::new();
        for (name, sent) in sent {
            let Some(entry) = self.unsent.get_mut(&name) else {
                continue;
            };
            let mut rest = Record::default();
            for (field, cell) in entry.cells() {
                if sent.cell(field) != Some(cell) {
                    rest.merge_cell(field, cell.clone());
                }
            }
            if rest.is_empty() {
                self.unsent.remove(&name);
                gone.push(name);
            } else {
                *entry = rest;
            }
        }
        gone
    }

    fn pulled(&mut self, pulled: Pulled, records: &Records, now_ms: u64) -> Vec<Write> {
        if self.is_other_database(&pulled.epoch) || pulled.restart.is_some() {
            self.begin_anew(&pulled.epoch);
            return vec![Write::Saved];
        }
        self.saved.epoch = Some(pulled.epoch);
        self.saved.cursor = self.saved.cursor.max(pulled.cursor);
        self.wants_pull |= pulled.more;
        self.pulled_at_ms = now_ms;
        let mut writes = Vec::new();
        // Before the merge: after a crash in between, the text is there twice rather than nowhere.
        if self.keep_refused(records, &pulled.changes) {
            writes.push(Write::Refused);
        }
        if !pulled.changes.is_empty() {
            writes.push(Write::Merge(pulled.changes));
        }
        writes.push(Write::Saved);
        writes
    }

    /// Stamps anew what a wrong clock stamped ahead of the server's, in the order it was written.
    fn restamp(
        &mut self,
        records: &Records,
        clock: &mut Clock,
        limit: u64,
        now_ms: u64,
    ) -> Vec<Write> {
        let now_ms = now_ms.saturating_add_signed(self.saved.offset_ms);
        clock.start_anew(now_ms);
        observe_up_to(records, limit, clock);
        // What is stamped anew may have taken the place of something stamped by a clock only a little ahead, which the server has.
        clock.observe(self.taken);
        // What another tab wrote may be known as an entry before it is known as a record.
        let unsent = self.unsent.iter().map(|(name, cells)| (&name.key, cells));
        let mut held = Changes::new();
        for (key, record) in records.iter().chain(unsent) {
            for (field, cell) in record.cells().filter(|(_, cell)| cell.stamp.ms > limit) {
                let record = held.entry(key.clone()).or_default();
                record.merge_cell(field, cell.clone());
            }
        }
        let mut by_stamp: BTreeMap<Stamp, Vec<(&RecordKey, &str, &Cell)>> = BTreeMap::new();
        for (key, record) in &held {
            for (field, cell) in record.cells() {
                by_stamp
                    .entry(cell.stamp)
                    .or_default()
                    .push((key, field, cell));
            }
        }
        let mut entries: BTreeMap<EntryName, Record> = BTreeMap::new();
        let mut replaced = Changes::new();
        for cells in by_stamp.into_values() {
            let stamp = clock.tick(now_ms);
            for (key, field, cell) in cells {
                let mut cell = cell.clone();
                cell.stamp = stamp;
                let name = EntryName {
                    stamp,
                    key: key.clone(),
                };
                let entry = entries.entry(name).or_default();
                entry.merge_cell(field, cell.clone());
                replaced
                    .entry(key.clone())
                    .or_default()
                    .merge_cell(field, cell);
            }
        }
        let ahead: Vec<EntryName> = self
            .unsent
            .keys()
            .filter(|name| name.stamp.ms > limit)
            .cloned()
            .collect();
        self.unsent.retain(|name, _| name.stamp.ms <= limit);
        let mut writes = vec![Write::ForgetAhead(limit)];
        for (name, cells) in entries {
            self.unsent.insert(name.clone(), cells.clone());
            writes.push(Write::Keep(name, cells));
        }
        writes.push(Write::Replace(replaced, ahead));
        writes
    }

    fn refuse(
        &mut self,
        rejected: &Rejected,
        sent: &[(EntryName, Record)],
        records: &Records,
    ) -> bool {
        let Some(key) = RecordKey::parse(&rejected.record) else {
            return false;
        };
        let stamp = rejected.stamp.as_deref().and_then(Stamp::parse);
        let stamp = stamp.unwrap_or_default();
        let field = rejected.field.clone().unwrap_or_default();
        let held = records.get(&key).and_then(|record| record.cell(&field));
        if held.is_some_and(|held| held.stamp > stamp && held.stamp.node == stamp.node) {
            // Written over here meanwhile, which is another try.
            return false;
        }
        let is_held = held.is_some_and(|held| held.stamp == stamp);
        let lost = sent
            .iter()
            .filter(|(name, _)| !is_held && name.key == key)
            .filter_map(|(_, cells)| cells.cell(&field))
            .find(|cell| cell.stamp == stamp);
        let refusal = self.refused.entry((key, field)).or_insert(Refusal {
            stamp,
            code: rejected.code,
            value: None,
        });
        // Of two tries in one push, the list speaks of the one that is in its place, if any. Its stamp may be the earlier one: a clock was set right.
        if is_held || stamp >= refusal.stamp {
            refusal.stamp = stamp;
            refusal.code = rejected.code;
        }
        if let Some(cell) = lost {
            refusal.keep(&cell.value);
        }
        true
    }

    /// Whether there is something to fetch, as far as is known.
    fn wants_pull(&self) -> bool {
        self.wants_pull || self.poked.is_some_and(|seq| seq != self.saved.cursor)
    }

    fn is_other_database(&self, epoch: &str) -> bool {
        self.saved
            .epoch
            .as_deref()
            .is_some_and(|known| known != epoch)
    }

    /// Another database: what it lacks we may have, and the other way round. Merging makes both safe.
    fn begin_anew(&mut self, epoch: &str) {
        self.saved.epoch = Some(epoch.to_owned());
        self.saved.cursor = 0;
        self.saved.sweep = Some(Place::default());
        self.suspect = None;
        self.wants_pull = true;
    }

    fn succeeded(&mut self, server_ms: u64, now_ms: u64) {
        self.failures = 0;
        self.not_before_ms = 0;
        let offset = i128::from(server_ms) - i128::from(now_ms);
        self.saved.offset_ms = i64::try_from(offset).unwrap_or_default();
    }

    fn failed(&mut self, now_ms: u64, pause_ms: u64) {
        self.wants_pull = true;
        self.failures = self.failures.saturating_add(1);
        let pause = 1_000_u64 << self.failures.min(5);
        self.not_before_ms = now_ms + pause.max(pause_ms).min(LONGEST_PAUSE_MS);
    }
}

/// Has a clock that starts anew come after every stamp up to a limit.
pub fn observe_up_to(records: &Records, limit_ms: u64, clock: &mut Clock) {
    let stamps = records
        .values()
        .flat_map(|record| record.cells().map(|(_, cell)| cell.stamp));
    if let Some(latest) = stamps.filter(|stamp| stamp.ms <= limit_ms).max() {
        clock.observe(latest);
    }
}
