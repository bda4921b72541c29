//! One tab of a browser: what it writes to the storage that all tabs of the browser share, in which order, and what it makes of what the
//! others write. The storage and the page are traits ([`Disk`], [`Page`]), so that the browser and the simulation run the same code.
//!
//! Rules that hold whatever fails, and whenever the tab dies:
//!
//! - An entry is on the disk before its record, and leaves it only once the server, or another entry, has what it had.
//! - A record that is written has nothing new that neither an entry nor the server has: what would have no entry is given one.
//! - The state is stored only where everything it stands for is on the disk.

mod hear;
pub mod names;
mod store;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::state::record::{Record, RecordKey};
use crate::state::stamp::{Clock, Stamp};
use crate::sync::client::{
    Answer, Client, EntryName, Place, Records, Refusal, Request, Saved, Write,
};
use crate::sync::protocol::{Changes, FirstVisit};
pub use hear::Asked;
use names::{AHEAD, Named, REFETCH, REFUSED, SAVED, STATE};

/// The refusals of a server, by record and field.
pub type Refusals = BTreeMap<(RecordKey, String), Refusal>;

/// Texts by name, shared by all tabs of a browser, as in local storage.
pub trait Disk {
    /// Reads a value.
    fn get(&self, name: &str) -> Option<String>;
    /// Writes a value; says whether there was room.
    fn set(&self, name: &str, text: &str) -> bool;
    /// Deletes a value.
    fn remove(&self, name: &str);
    /// The names of all values of this product; none where storage is blocked.
    fn names(&self) -> Option<Vec<String>>;
    /// Whether everything was erased since this page began. Nothing can be written any more then.
    fn is_erased(&self) -> bool;
}

/// What a tab shows, and the clock it stamps with.
pub trait Page {
    /// Reads the records.
    fn read<T>(&self, read: impl FnOnce(&Records) -> T) -> T;
    /// Merges records; gives the keys of those that changed.
    fn merge(&mut self, records: Vec<(RecordKey, Record)>) -> Vec<RecordKey>;
    /// Takes cells in place of the ones held, whatever their stamps.
    fn replace(&mut self, cells: Changes);
    /// Forgets cells stamped after a limit, in milliseconds, and starts the clock anew.
    fn forget_ahead(&mut self, limit_ms: u64);
    /// Reads the records together with the clock that stamps edits.
    fn with_clock<T: Default>(&mut self, with: impl FnOnce(&Records, &mut Clock) -> T) -> T;
    /// Takes note of the server's clock minus this device's, in milliseconds.
    fn set_clock_offset(&mut self, offset_ms: i64);
    /// A random number. What tells other tabs something has to differ from what was told before.
    fn random(&mut self) -> u32;
}

/// The driver of one tab. See the module for what it keeps to.
#[derive(Clone, Debug)]
pub struct Tab<D, P> {
    disk: D,
    page: P,
    is_leader: bool,
    /// The pure client; only in the tab that leads, and only with an account.
    client: Option<Client>,
    /// The state where the browser could not keep it; this tab syncs for itself then, leading or not.
    fleeting: Option<Saved>,
    /// Rises with every client, so that no answer meant for one reaches the next.
    generation: u32,
    /// The last entry of this tab for each record, so that typing leaves one entry instead of hundreds.
    own: BTreeMap<RecordKey, EntryName>,
    /// The list of what the server refused could not be stored.
    is_untold: bool,
    /// Of a client that is gone, what found no room of what is nowhere else.
    left_behind: Refusals,
    /// Records that could not be written yet, and whether the server has all they have.
    waiting: BTreeMap<RecordKey, bool>,
    /// Stamps, in records that wait, of which an entry was written already, or which the server has.
    vouched: BTreeMap<RecordKey, BTreeSet<Stamp>>,
    /// The entries on the disk, as far as this tab has heard.
    entries: BTreeSet<EntryName>,
    /// Entries that could not be written yet. They go before any record: a record without its entry would never be sent.
    waiting_entries: BTreeMap<EntryName, Record>,
    /// Cells stamped anew that could not be written yet.
    replacing: Changes,
    /// Entries that were stamped anew, and stay until what takes their place is written.
    replaced: BTreeSet<EntryName>,
    /// The limit that other tabs could not be told yet, in milliseconds.
    telling: Option<u64>,
    /// Something could not be read, and is to be fetched, marked on the disk or not.
    is_damaged: bool,
    /// The mark on the disk for which everything is being fetched already.
    refetching: Option<String>,
    /// The damaged values this page has put aside, by name.
    aside: BTreeMap<String, String>,
    /// What records and all else take of the disk, in UTF-16 code units.
    used: usize,
}

impl<D: Disk, P: Page> Tab<D, P> {
    /// A tab that has read nothing yet.
    pub const fn new(disk: D, page: P) -> Self {
        Self {
            disk,
            page,
            is_leader: false,
            client: None,
            fleeting: None,
            generation: 0,
            own: BTreeMap::new(),
            is_untold: false,
            left_behind: Refusals::new(),
            waiting: BTreeMap::new(),
            vouched: BTreeMap::new(),
            entries: BTreeSet::new(),
            waiting_entries: BTreeMap::new(),
            replacing: Changes::new(),
            replaced: BTreeSet::new(),
            telling: None,
            is_damaged: false,
            refetching: None,
            aside: BTreeMap::new(),
            used: 0,
        }
    }

    /// The storage.
    pub const fn disk(&self) -> &D {
        &self.disk
    }

    /// What the tab shows.
    pub const fn page(&self) -> &P {
        &self.page
    }

    /// What the tab shows, to change it.
    pub const fn page_mut(&mut self) -> &mut P {
        &mut self.page
    }

    /// The pure client; only in the tab that leads, and only with an account.
    pub const fn client(&self) -> Option<&Client> {
        self.client.as_ref()
    }

    /// The pure client, to tell it something.
    pub const fn client_mut(&mut self) -> Option<&mut Client> {
        self.client.as_mut()
    }

    /// Rises with every client. An answer to a request made under another number is not for this one.
    pub const fn generation(&self) -> u32 {
        self.generation
    }

    /// Whether this device belongs to an account.
    pub fn has_account(&self) -> bool {
        self.fleeting.is_some() || self.disk.get(SAVED).is_some()
    }

    /// Whether the browser has no room for the state, so that a reload forgets it.
    pub const fn is_fleeting(&self) -> bool {
        self.fleeting.is_some()
    }

    /// The state of this device; none for a guest.
    pub fn saved(&self) -> Option<Saved> {
        let Some(text) = self.disk.get(SAVED) else {
            return self.fleeting.clone();
        };
        let mut saved: Saved = serde_json::from_str(&text).unwrap_or_default();
        if saved.account.is_empty() {
            // Damaged: everything is sent and fetched once more, which is safe. The name is asked for on the account page.
            saved.sweep = Some(Place::default());
        }
        Some(saved)
    }

    /// What the server refused, as stored; nothing where that is damaged.
    pub fn refused(&self) -> Refusals {
        self.read_refused().unwrap_or_default()
    }

    /// This tab leads from now on: it is the one that syncs.
    pub fn lead(&mut self) {
        self.is_leader = true;
        self.open_client();
    }

    /// Takes over what the server rendered this page from, on a device that knew of no account.
    pub fn adopt(&mut self, visit: FirstVisit) {
        if self.has_account() {
            return;
        }
        let is_new_device = !self.keeps_any_record();
        let is_written = self.keep_confirmed(visit.page.changes.into_keys());
        let mut saved = Saved::signed_in(&visit.account, &visit.name, false);
        if is_written {
            saved.epoch = Some(visit.page.epoch);
            saved.cursor = visit.page.cursor;
        }
        if is_new_device {
            saved.sweep = None;
        }
        self.keep_saved(&saved);
        if self.is_fleeting() {
            self.open_client();
        }
    }

    /// This device belongs to an account from now on, or still does.
    pub fn sign_in(&mut self, account: &str, name: &str, is_shared: bool) {
        if let Some(mut stored) = self.saved().filter(|saved| saved.account == account) {
            stored.is_shared = is_shared;
            if let Some(client) = &mut self.client {
                client.set_shared(is_shared);
            }
            self.keep_saved(&stored);
            self.ask(&Asked::SignedIn);
            return;
        }
        self.forget_all_of_sync();
        self.keep_saved(&Saved::signed_in(account, name, is_shared));
        self.open_client();
    }

    /// This device is a guest's from now on. The search itself stays.
    pub fn sign_out(&mut self) {
        self.forget_all_of_sync();
        self.open_client();
    }

    /// The request that is due, if any.
    pub fn next(&mut self, now_ms: u64) -> Option<Request> {
        self.heed_marks();
        self.write_waiting();
        let client = self.client.as_mut()?;
        self.page.read(|records| client.next(records, now_ms))
    }

    /// Takes the answer to a request.
    pub fn answered(&mut self, number: u64, answer: Answer, now_ms: u64) {
        let Some(client) = &mut self.client else {
            return;
        };
        let writes = self
            .page
            .with_clock(|records, clock| client.answered(number, answer, records, clock, now_ms));
        self.carry_out(writes);
    }

    /// Writes what the client decided, in its order.
    fn carry_out(&mut self, writes: Vec<Write>) {
        let mut is_written = true;
        if self.is_untold {
            self.write_refused();
        }
        for write in writes {
            match write {
                Write::Merge(changes) => {
                    // All of them, also what memory had before: it may have come from the document and never have been written.
                    let keys: Vec<RecordKey> = changes.keys().cloned().collect();
                    self.vouch_for(&changes);
                    self.page.merge(changes.into_iter().collect());
                    is_written &= self.keep_confirmed(keys);
                    // What the server did not take may have found no room beside the text that has just been overwritten.
                    if self.is_untold {
                        self.write_refused();
                    }
                }
                Write::ForgetAhead(limit) => self.begin_to_replace(limit),
                Write::Keep(name, cells) => {
                    self.waiting_entries.insert(name, cells);
                }
                Write::Replace(cells, replaced) => self.replace(cells, replaced),
                Write::Forget(names) if !self.is_untold => {
                    for name in names {
                        // Sent from memory, perhaps, while neither it nor its record found room.
                        self.vouch(&name.key, name.stamp);
                        self.forget_entry(&name);
                    }
                    // What has just gone may have made the room something waited for.
                    self.write_first();
                }
                // Left on the disk, they are sent once more after a reload, and refused once more.
                Write::Forget(_) => {}
                Write::Refused => {
                    // Another tab may have put something in its place that this one has not heard of yet.
                    let written = self.read_where_refused();
                    if !self.keep_refused(&written) {
                        self.write_refused();
                    }
                }
                // A sweep that has ended would not send again what the list does not say was refused.
                Write::Saved if is_written && self.has_written_all() && !self.is_untold => {
                    self.write_saved();
                }
                Write::Saved => {}
            }
        }
    }

    /// Makes the client from what is stored; none for a guest, and none in a tab that does not lead.
    fn open_client(&mut self) {
        self.generation += 1;
        self.is_untold = false;
        self.refetching = None;
        self.client = None;
        let is_ours = self.is_leader || self.is_fleeting();
        if let Some(mut saved) = self.saved().filter(|_| is_ours) {
            if self.disk.get(AHEAD).is_none() {
                // A place for the word that may be needed when there is no room; no tab can read this one.
                let place = self.word_of_limit("-");
                self.disk.set(AHEAD, &place);
            }
            let mut entries = self.read_entries(&mut saved);
            entries.extend(self.waiting_entries.clone());
            let refused = self.read_refused();
            if refused.is_none() {
                // The server says once more what it does not take.
                saved.sweep = Some(Place::default());
                if self.keep_saved(&saved) {
                    self.disk.remove(REFUSED);
                }
            }
            let mut refused = refused.unwrap_or_default();
            self.is_untold = !self.left_behind.is_empty();
            refused.append(&mut std::mem::take(&mut self.left_behind));
            self.client = Some(Client::new(saved, entries, refused));
        }
        self.heed_marks();
    }

    /// Fetches everything once more where a value was set aside as damaged.
    fn heed_marks(&mut self) {
        let Some(client) = &mut self.client else {
            return;
        };
        let refetch = self.disk.get(REFETCH);
        let is_news = refetch.is_some() && refetch != self.refetching;
        if std::mem::take(&mut self.is_damaged) || is_news {
            client.refetch();
            self.refetching.clone_from(&refetch);
        }
        if refetch.is_some() && self.store_state(|saved| saved.cursor = 0) {
            self.disk.remove(REFETCH);
        }
    }

    /// Has everything sent once more; says whether that outlives the page.
    fn sweep(&mut self) -> bool {
        let Some(client) = &mut self.client else {
            return false;
        };
        client.sweep_all();
        self.store_state(|saved| saved.sweep = Some(Place::default()))
    }

    /// Changes the state as stored, which may be behind the one in memory: what the disk lacks of that has to be fetched or sent again after a
    /// reload. Says whether it is stored.
    fn store_state(&mut self, change: impl FnOnce(&mut Saved)) -> bool {
        let account = self.client.as_ref().map(|client| &client.saved().account);
        let Some(mut stored) = self
            .saved()
            .filter(|stored| Some(&stored.account) == account)
        else {
            return false;
        };
        let before = stored.clone();
        change(&mut stored);
        (stored == before && !self.is_fleeting()) || self.keep_saved(&stored) || self.is_fleeting()
    }

    /// Stores the state of the client; says whether it is stored.
    fn write_saved(&mut self) -> bool {
        let now_of = self.client.as_ref().map(|client| client.saved().clone());
        let (Some(now_of), Some(stored)) = (now_of, self.saved()) else {
            return false;
        };
        if now_of.account != stored.account {
            // Another tab has signed out or in meanwhile; its word counts.
            return false;
        }
        self.page.set_clock_offset(now_of.offset_ms);
        (now_of == stored && !self.is_fleeting()) || self.keep_saved(&now_of)
    }

    /// Stores the state, or has this tab remember it where the browser has no room for any; says whether it is stored.
    fn keep_saved(&mut self, saved: &Saved) -> bool {
        let is_stored = self.write_json(SAVED, saved);
        if self.disk.is_erased() {
            return false;
        }
        if is_stored || self.disk.get(SAVED).is_none() {
            self.fleeting = (!is_stored).then(|| saved.clone());
        }
        is_stored
    }

    /// Stores what was refused; says whether it is stored.
    fn write_refused(&mut self) -> bool {
        // What takes a refusal off the list is stored before it is off: after a crash in between, one of them says what is not sent.
        let is_written = self.write_entries()
            && self.write_what_is_refused()
            && self
                .client
                .as_ref()
                .is_some_and(|client| self.store_refused(client.refused()));
        self.is_untold = self.client.is_some() && !is_written;
        is_written
    }

    fn store_refused(&self, refused: &Refusals) -> bool {
        if refused.is_empty() {
            self.disk.remove(REFUSED);
            return true;
        }
        let list = refused.iter();
        let list: Vec<_> = list
            .map(|((key, field), refusal)| (key, field, refusal))
            .collect();
        self.write_json(REFUSED, &list)
    }

    /// What the server refused, as stored; none where that is damaged.
    fn read_refused(&self) -> Option<Refusals> {
        let Some(text) = self.disk.get(REFUSED) else {
            return Some(Refusals::new());
        };
        let list: Vec<(RecordKey, String, Refusal)> = serde_json::from_str(&text).ok()?;
        let list = list.into_iter();
        Some(
            list.map(|(key, field, refusal)| ((key, field), refusal))
                .collect(),
        )
    }

    /// Makes this device a guest's again. The search itself stays, and what was refused and is nowhere else.
    fn forget_all_of_sync(&mut self) {
        self.fleeting = None;
        let known = self.client.take().map(|client| client.refused().clone());
        let mut refused = known.unwrap_or_else(|| self.refused());
        refused.retain(|_, refusal| refusal.value.is_some());
        // The account first: after a crash in between, what waits belongs to a guest, and goes with all else when one signs in.
        for name in [SAVED, STATE] {
            self.disk.remove(name);
        }
        for name in self.disk.names().unwrap_or_default() {
            if matches!(names::parse(&name), Named::Unsent(_)) {
                self.disk.remove(&name);
            }
        }
        self.entries.clear();
        if !self.store_refused(&refused) {
            self.left_behind = refused;
        }
    }

    /// What tells other tabs of a limit, always as long: under a full storage it fits where the one before was.
    fn word_of_limit(&mut self, limit: &str) -> String {
        format!("{limit:0>20} {:08x}", self.page.random())
    }

    fn write_json<T: Serialize>(&self, name: &str, value: &T) -> bool {
        serde_json::to_string(value).is_ok_and(|text| self.disk.set(name, &text))
    }
}
