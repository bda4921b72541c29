//! A device of the simulation: a storage that its tabs share, and tabs that do what the driver in `frontend` does, call by call.
//!
//! What differs from `storage.rs` and `sync.rs` there: names have a round length instead of their own, storage is never blocked, nobody
//! signs in where there is no room for the state (`fleeting`), what is shown to a person (`report`) is left out, and so is the first visit
//! that the server renders (`adopt`). A storage event comes late at times, but in order, and what a tab wrote before it died is still told.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use domain::edit::Edit;
use domain::journal::Journal;
use domain::protocol::Changes;
use domain::record::{Record, RecordKey};
use domain::stamp::Clock;
use domain::sync::client::{
    Answer, Client, EntryName, Place, Records, Refusal, Request, Saved, Write, observe_up_to,
};

use crate::disk::{Disk, Name};

/// The account all devices share.
pub const ACCOUNT: &str = "ada";

/// The power was cut, or the tab was killed: nothing more of what was under way happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut;

/// What a tab is told: the name that was written, and what it holds now.
type Told = (Name, Option<String>);

/// One tab.
#[derive(Clone, Debug)]
pub struct Tab {
    pub records: Records,
    pub clock: Clock,
    /// Writes left before the tab is killed; none where it is not.
    pub power: Option<u32>,
    offset_ms: i64,
    /// Records in memory that could not be written yet.
    waiting: BTreeSet<RecordKey>,
    /// Entries that could not be written yet; they go before any record.
    waiting_entries: BTreeMap<EntryName, Record>,
    is_damaged: bool,
    /// The last entry of this tab for each record.
    own: BTreeMap<RecordKey, EntryName>,
    inbox: VecDeque<Told>,
    undoable: Vec<Edit>,
}

/// One browser: the first tab leads.
#[derive(Clone, Debug)]
pub struct Device {
    pub disk: Disk,
    pub tabs: Vec<Tab>,
    /// The pure client, in the tab that leads; none for a guest.
    pub client: Option<Client>,
    /// Rises with every client, so that no answer meant for one reaches the next.
    pub generation: u64,
    /// What the device's clock is off by, in milliseconds.
    pub clock_error_ms: i64,
    pub is_online: bool,
    /// What was refused is not on the disk.
    is_untold: bool,
    /// Makes what is written to tell others differ from what was written before.
    told: u64,
}

impl Device {
    pub fn new(node: u64) -> Self {
        let mut device = Self {
            disk: Disk::default(),
            tabs: Vec::new(),
            client: None,
            generation: 0,
            clock_error_ms: 0,
            is_online: true,
            is_untold: false,
            told: 0,
        };
        device.open_tab(node).unwrap();
        device.sign_in(0).unwrap();
        device
    }

    pub fn now(&self, true_ms: u64) -> u64 {
        true_ms.saturating_add_signed(self.clock_error_ms)
    }

    /// Loads a tab from the disk, entries included, as after a crash.
    pub fn open_tab(&mut self, node: u64) -> Result<(), Cut> {
        self.tabs.push(Tab {
            records: Records::new(),
            clock: Clock::new(node),
            power: None,
            offset_ms: 0,
            waiting: BTreeSet::new(),
            waiting_entries: BTreeMap::new(),
            is_damaged: false,
            own: BTreeMap::new(),
            inbox: VecDeque::new(),
            undoable: Vec::new(),
        });
        let tab = self.tabs.len() - 1;
        self.load(tab)?;
        if let Some(saved) = self.saved() {
            self.tabs[tab].offset_ms = saved.offset_ms;
        }
        if tab == 0 { self.open_client() } else { Ok(()) }
    }

    /// The browser is closed and opened: everything but the disk is gone.
    pub fn restart(&mut self, node: u64) {
        self.disk.power = None;
        self.tabs.clear();
        self.client = None;
        self.generation += 1;
        self.open_tab(node).unwrap();
    }

    /// A tab is gone, with all that only it knew. Whoever is next leads.
    pub fn close_tab(&mut self, tab: usize, node: u64) {
        self.tabs.remove(tab);
        if self.tabs.is_empty() {
            self.restart(node);
        } else if tab == 0 && self.open_client().is_err() {
            self.fall(0, node);
        }
    }

    /// After a cut: either the power was cut, or this tab was killed.
    pub fn fall(&mut self, tab: usize, node: u64) {
        if self.disk.power == Some(0) {
            self.restart(node);
        } else {
            self.close_tab(tab, node);
        }
    }

    /// Whether anything is in memory that the disk could not take.
    pub fn is_waiting(&self) -> bool {
        self.tabs
            .iter()
            .any(|tab| !tab.waiting.is_empty() || !tab.waiting_entries.is_empty())
    }

    /// An edit in a tab. Gives the cells it wrote, and whether they are on the disk.
    pub fn commit(
        &mut self,
        tab: usize,
        edit: &Edit,
        true_ms: u64,
    ) -> (Changes, Result<bool, Cut>) {
        let (written, inverse) = self.apply(tab, edit, true_ms);
        if !written.is_empty() {
            self.tabs[tab].undoable.push(inverse);
        }
        let outcome = self.keep_edit(tab, &written);
        (written, outcome)
    }

    /// Takes the last edit of a tab back, by the edit that turns it around.
    pub fn undo(&mut self, tab: usize, true_ms: u64) -> (Changes, Result<bool, Cut>) {
        let Some(inverse) = self.tabs[tab].undoable.pop() else {
            return (Changes::new(), Ok(true));
        };
        let (written, _) = self.apply(tab, &inverse, true_ms);
        let outcome = self.keep_edit(tab, &written);
        (written, outcome)
    }

    /// The journal decides what an edit writes and how it is taken back; of the records, only those it touches.
    fn apply(&mut self, tab: usize, edit: &Edit, true_ms: u64) -> (Changes, Edit) {
        let now_ms = self.now(true_ms);
        let tab = &mut self.tabs[tab];
        let mut journal = Journal::default();
        for write in &edit.writes {
            if let Some(record) = tab.records.get(&write.key) {
                journal.merge(write.key.clone(), record.clone(), &mut Clock::new(0));
            }
        }
        let now_ms = now_ms.saturating_add_signed(tab.offset_ms);
        let applied = journal.apply(edit, &mut tab.clock, now_ms);
        for (key, cells) in &applied.written {
            take(tab, key, cells);
        }
        (applied.written, applied.inverse)
    }

    fn keep_edit(&mut self, tab: usize, written: &Changes) -> Result<bool, Cut> {
        self.mark_unsent(tab, written)?;
        let keys: Vec<RecordKey> = written.keys().cloned().collect();
        self.keep(tab, &keys)
    }

    fn mark_unsent(&mut self, tab: usize, written: &Changes) -> Result<(), Cut> {
        if self.disk.get(&Name::Saved).is_none() {
            return Ok(());
        }
        let mut overwritten = Vec::new();
        for (key, cells) in written {
            let name = EntryName {
                stamp: cells.latest_stamp().unwrap(),
                key: key.clone(),
            };
            overwritten.extend(self.overwritten_by(tab, &name, cells));
            let waiting = &mut self.tabs[tab].waiting_entries;
            waiting.insert(name.clone(), cells.clone());
            self.note(tab, name, cells.clone())?;
        }
        if !overwritten.is_empty() && self.write_entries(tab)? {
            for before in &overwritten {
                self.forget_overwritten(tab, before)?;
            }
        }
        Ok(())
    }

    fn overwritten_by(
        &mut self,
        tab: usize,
        name: &EntryName,
        cells: &Record,
    ) -> Option<EntryName> {
        let before = self.tabs[tab].own.insert(name.key.clone(), name.clone());
        let before = before.filter(|before| before != name)?;
        let old = self.disk.record(&Name::Unsent(before.clone()))?.ok()?;
        let is_covered = old.cells().all(|(field, _)| cells.cell(field).is_some());
        is_covered.then_some(before)
    }

    fn forget_overwritten(&mut self, tab: usize, before: &EntryName) -> Result<(), Cut> {
        let mut is_under_way = false;
        if let Some(client) = self.client_of(tab) {
            is_under_way = client.is_unsent(before) && !client.supersede(before);
        }
        if is_under_way {
            return Ok(());
        }
        self.forget_entry(tab, before)
    }

    fn forget_entry(&mut self, tab: usize, name: &EntryName) -> Result<(), Cut> {
        self.tabs[tab].waiting_entries.remove(name);
        self.remove(tab, &Name::Unsent(name.clone()))
    }

    fn note(&mut self, tab: usize, name: EntryName, cells: Record) -> Result<(), Cut> {
        let is_changed = self
            .client_of(tab)
            .is_some_and(|client| client.note(name, cells));
        if is_changed {
            self.write_refused()?;
        }
        Ok(())
    }

    fn client_of(&mut self, tab: usize) -> Option<&mut Client> {
        self.client.as_mut().filter(|_| tab == 0)
    }

    // What `storage.rs` does.

    fn load(&mut self, tab: usize) -> Result<(), Cut> {
        let mut entries = Vec::new();
        for (name, text) in self.disk.all() {
            match (&name, Record::from_text(&text)) {
                (Name::Unsent(entry), Ok(cells)) => entries.push((entry.key.clone(), cells)),
                (Name::Record(key), Ok(record)) => take(&mut self.tabs[tab], key, &record),
                (Name::Record(key), Err(_)) => {
                    self.tabs[tab].is_damaged = true;
                    let aside = Name::Aside(key.clone());
                    if self.set(tab, Name::Refetch, "1".into())? && self.set(tab, aside, text)? {
                        self.remove(tab, &name)?;
                    }
                }
                _ => {}
            }
        }
        let mut recovered = Vec::new();
        for (key, cells) in entries {
            if take_news(&mut self.tabs[tab], &key, &cells) {
                recovered.push(key);
            }
        }
        if !recovered.is_empty() {
            self.keep(tab, &recovered)?;
        }
        Ok(())
    }

    /// Writes records, and what waited for room before. Says whether there was room for all.
    fn keep(&mut self, tab: usize, keys: &[RecordKey]) -> Result<bool, Cut> {
        let mut has_room = self.write_entries(tab)?;
        for key in keys {
            has_room = has_room && self.write(tab, key)?;
            if has_room {
                self.tabs[tab].waiting.remove(key);
            } else {
                self.tabs[tab].waiting.insert(key.clone());
            }
        }
        while has_room {
            let Some(key) = self.tabs[tab].waiting.pop_first() else {
                break;
            };
            has_room = self.write(tab, &key)?;
            if !has_room {
                self.tabs[tab].waiting.insert(key);
            }
        }
        Ok(has_room)
    }

    fn write(&mut self, tab: usize, key: &RecordKey) -> Result<bool, Cut> {
        let Some(mut merged) = self.tabs[tab].records.get(key).cloned() else {
            return Ok(true);
        };
        let name = Name::Record(key.clone());
        match self.disk.record(&name) {
            Some(Ok(other)) => {
                merged.merge(other);
            }
            Some(Err(text)) => {
                let aside = Name::Aside(key.clone());
                if !self.set(tab, Name::Refetch, "1".into())? || !self.set(tab, aside, text)? {
                    return Ok(false);
                }
            }
            None => {}
        }
        self.set(tab, name, merged.to_text())
    }

    fn write_entries(&mut self, tab: usize) -> Result<bool, Cut> {
        while let Some((name, cells)) = self.tabs[tab].waiting_entries.pop_first() {
            let unsent = Name::Unsent(name.clone());
            let stored = self.disk.record(&unsent).and_then(Result::ok);
            let mut merged = stored.unwrap_or_default();
            merged.merge(cells.clone());
            if !self.set(tab, unsent, merged.to_text())? {
                self.tabs[tab].waiting_entries.insert(name, cells);
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn replace(&mut self, cells: &Changes) -> Result<bool, Cut> {
        let room = self.lift_limit(!crate::REPLACING_NEEDS_ROOM);
        let outcome = self.replace_all(cells);
        self.disk.limit = room;
        outcome
    }

    /// Lets something find room where it would not; gives the limit there was.
    fn lift_limit(&mut self, is_lifted: bool) -> Option<usize> {
        let limit = self.disk.limit;
        if is_lifted {
            self.disk.limit = None;
        }
        limit
    }

    fn replace_all(&mut self, cells: &Changes) -> Result<bool, Cut> {
        for (key, cells) in cells {
            let name = Name::Record(key.clone());
            let stored = self.disk.record(&name);
            if matches!(stored, Some(Err(_))) && !self.set(0, Name::Refetch, "1".into())? {
                return Ok(false);
            }
            let mut record = stored.and_then(Result::ok).unwrap_or_default();
            record.replace(cells.clone());
            let text = record.to_text();
            if self.set(0, name.clone(), text.clone())? {
                continue;
            }
            self.remove(0, &name)?;
            if !self.set(0, name, text)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    // What `sync.rs` does.

    pub fn saved(&self) -> Option<Saved> {
        let text = self.disk.get(&Name::Saved)?;
        let mut saved: Saved = serde_json::from_str(text).unwrap_or_default();
        if saved.account.is_empty() {
            saved.sweep = Some(Place::default());
        }
        Some(saved)
    }

    fn refused(&self) -> BTreeMap<(RecordKey, String), Refusal> {
        let text = self.disk.get(&Name::Refused).unwrap_or_default();
        let list: Vec<(RecordKey, String, Refusal)> =
            serde_json::from_str(text).unwrap_or_default();
        list.into_iter()
            .map(|(key, field, refusal)| ((key, field), refusal))
            .collect()
    }

    fn open_client(&mut self) -> Result<(), Cut> {
        self.client = None;
        self.is_untold = false;
        self.generation += 1;
        if let Some(mut saved) = self.saved() {
            let mut entries = self.entries(&mut saved)?;
            entries.extend(self.tabs[0].waiting_entries.clone());
            self.client = Some(Client::new(saved, entries, self.refused()));
        }
        self.refetch_if_marked()
    }

    fn entries(&mut self, saved: &mut Saved) -> Result<BTreeMap<EntryName, Record>, Cut> {
        let mut entries = BTreeMap::new();
        let mut damaged = Vec::new();
        for (name, text) in self.disk.all() {
            let Name::Unsent(entry) = name else {
                continue;
            };
            match Record::from_text(&text) {
                Ok(cells) => {
                    entries.insert(entry, cells);
                }
                Err(_) => damaged.push((entry, text)),
            }
        }
        if !damaged.is_empty() {
            saved.sweep = Some(Place::default());
            if self.set(0, Name::Saved, text_of(saved))? {
                for (entry, text) in damaged {
                    let aside = Name::EntryAside(entry.clone());
                    if self.set(0, aside, text)? {
                        self.remove(0, &Name::Unsent(entry))?;
                    }
                }
            }
        }
        Ok(entries)
    }

    /// Fetches everything once more where a value was set aside as damaged.
    fn refetch_if_marked(&mut self) -> Result<(), Cut> {
        let Some(client) = &mut self.client else {
            return Ok(());
        };
        let is_marked = self.disk.get(&Name::Refetch).is_some();
        if std::mem::take(&mut self.tabs[0].is_damaged) || is_marked {
            client.refetch();
            if self.write_saved()? && is_marked {
                self.remove(0, &Name::Refetch)?;
            }
        }
        Ok(())
    }

    /// The request that is due, if any.
    pub fn next(&mut self, true_ms: u64) -> Result<Option<Request>, Cut> {
        self.refetch_if_marked()?;
        let now_ms = self.now(true_ms);
        let records = &self.tabs[0].records;
        let client = self.client.as_mut();
        Ok(client.and_then(|client| client.next(records, now_ms)))
    }

    pub fn answered(&mut self, number: u64, answer: Answer, true_ms: u64) -> Result<(), Cut> {
        let now_ms = self.now(true_ms);
        let Some(client) = &mut self.client else {
            return Ok(());
        };
        let Tab { records, clock, .. } = &mut self.tabs[0];
        let writes = client.answered(number, answer, records, clock, now_ms);
        self.carry_out(writes)
    }

    fn carry_out(&mut self, writes: Vec<Write>) -> Result<(), Cut> {
        let mut is_written = true;
        let mut has_told = true;
        if self.is_untold {
            has_told = self.write_refused()?;
        }
        for write in writes {
            match write {
                Write::Merge(changes) => {
                    for (key, record) in &changes {
                        take(&mut self.tabs[0], key, record);
                    }
                    let keys: Vec<RecordKey> = changes.into_keys().collect();
                    is_written &= self.keep(0, &keys)?;
                    has_told = has_told || self.write_refused()?;
                }
                Write::ForgetAhead(limit) => {
                    let text = format!("{limit} {}", self.differently());
                    let waiting = &mut self.tabs[0].waiting_entries;
                    waiting.retain(|name, _| name.stamp.ms <= limit);
                    let room = self.lift_limit(!crate::TELLING_NEEDS_ROOM);
                    let outcome = self.set(0, Name::Ahead, text);
                    self.disk.limit = room;
                    outcome?;
                }
                Write::Replace(cells) => {
                    is_written &= self.replace(&cells)?;
                    for (key, cells) in cells {
                        let held = self.tabs[0].records.entry(key).or_default();
                        held.replace(cells);
                    }
                }
                Write::Keep(name, cells) => {
                    self.tabs[0].waiting_entries.insert(name, cells);
                    let room = self.lift_limit(!crate::REPLACING_NEEDS_ROOM);
                    let outcome = self.write_entries(0);
                    self.disk.limit = room;
                    is_written &= outcome?;
                }
                Write::Forget(names) if has_told => {
                    for name in names {
                        self.forget_entry(0, &name)?;
                    }
                    self.write_entries(0)?;
                }
                Write::Forget(_) => {}
                Write::Refused => has_told = self.write_refused()?,
                Write::Saved
                    if is_written && self.tabs[0].waiting.is_empty() && !self.is_untold =>
                {
                    self.write_saved()?;
                }
                Write::Saved => {}
            }
        }
        Ok(())
    }

    fn write_saved(&mut self) -> Result<bool, Cut> {
        let now_of = self.client.as_ref().map(|client| client.saved().clone());
        let (Some(now_of), Some(stored)) = (now_of, self.saved()) else {
            return Ok(false);
        };
        if now_of.account != stored.account {
            return Ok(false);
        }
        self.tabs[0].offset_ms = now_of.offset_ms;
        Ok(now_of == stored || self.set(0, Name::Saved, text_of(&now_of))?)
    }

    fn write_refused(&mut self) -> Result<bool, Cut> {
        if !self.write_entries(0)? {
            self.is_untold = true;
            return Ok(false);
        }
        let Some(client) = &self.client else {
            return Ok(false);
        };
        let list: Vec<_> = client
            .refused()
            .iter()
            .map(|((key, field), refusal)| (key, field, refusal))
            .collect();
        let text = text_of(&list);
        let is_written = self.set(0, Name::Refused, text)?;
        self.is_untold = !is_written;
        Ok(is_written)
    }

    /// Whether it is a guest's, or what is stored of its account is damaged.
    pub fn is_of_nobody(&self) -> bool {
        self.saved().is_none_or(|saved| saved.account != ACCOUNT)
    }

    /// Someone signs in on a tab: again, or a guest whose search and the account's become one.
    pub fn sign_in(&mut self, tab: usize) -> Result<(), Cut> {
        if !self.is_of_nobody() {
            return self.ask(tab, "signed-in");
        }
        self.forget_all_of_sync(tab)?;
        let saved = Saved::signed_in(ACCOUNT, ACCOUNT, false);
        self.set(tab, Name::Saved, text_of(&saved))?;
        self.account_has_changed(tab)
    }

    /// Someone signs out on a tab; the search stays, as a guest's.
    pub fn sign_out(&mut self, tab: usize) -> Result<(), Cut> {
        self.forget_all_of_sync(tab)?;
        self.account_has_changed(tab)
    }

    fn account_has_changed(&mut self, tab: usize) -> Result<(), Cut> {
        if tab == 0 { self.open_client() } else { Ok(()) }
    }

    fn forget_all_of_sync(&mut self, tab: usize) -> Result<(), Cut> {
        self.remove(tab, &Name::Saved)?;
        self.remove(tab, &Name::Refused)?;
        for (name, _) in self.disk.all() {
            if matches!(name, Name::Unsent(_)) {
                self.remove(tab, &name)?;
            }
        }
        Ok(())
    }

    /// Asks the tab that leads, which may be this one.
    pub fn ask(&mut self, tab: usize, words: &str) -> Result<(), Cut> {
        if tab == 0 {
            return self.do_asked(words);
        }
        let text = format!("{words}\n{}", self.differently());
        self.set(tab, Name::Ask, text).map(|_| ())
    }

    fn do_asked(&mut self, words: &str) -> Result<(), Cut> {
        let Some(client) = &mut self.client else {
            return Ok(());
        };
        match words {
            "wake" => client.wake(),
            "signed-in" => client.signed_in_again(),
            "sweep" => {
                client.sweep_all();
                let account = client.saved().account.clone();
                if let Some(mut stored) = self.saved().filter(|stored| stored.account == account) {
                    stored.sweep = Some(Place::default());
                    self.set(0, Name::Saved, text_of(&stored))?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn differently(&mut self) -> u64 {
        self.told += 1;
        self.told % 10
    }

    /// A tab hears of the first thing that another has written and it was not told yet. Says whether there was any.
    pub fn hear(&mut self, tab: usize, true_ms: u64) -> Result<bool, Cut> {
        let Some((name, text)) = self.tabs[tab].inbox.pop_front() else {
            return Ok(false);
        };
        match name {
            Name::Record(key) => self.hear_record(tab, &key, text)?,
            Name::Unsent(entry) => self.hear_entry(tab, entry, text)?,
            Name::Ask if tab == 0 => {
                let text = text.unwrap_or_default();
                let words = text.split_once('\n').map_or("", |(words, _)| words);
                self.do_asked(words)?;
            }
            Name::Ahead => {
                let limit = text.and_then(|text| text.split(' ').next()?.parse().ok());
                if let Some(limit) = limit {
                    self.forget_ahead(tab, limit, true_ms);
                    self.load(tab)?;
                }
            }
            Name::Saved => {
                if tab == 0 && begins_a_sweep(text.as_deref()) {
                    self.do_asked("sweep")?;
                }
                let saved = self.saved();
                let now_of = saved.as_ref().map(|saved| &saved.account);
                let known = self.client.as_ref().map(|client| &client.saved().account);
                if tab == 0 && now_of != known {
                    self.open_client()?;
                }
                if let Some(saved) = saved {
                    self.tabs[tab].offset_ms = saved.offset_ms;
                }
            }
            _ => {}
        }
        Ok(true)
    }

    fn hear_record(
        &mut self,
        tab: usize,
        key: &RecordKey,
        text: Option<String>,
    ) -> Result<(), Cut> {
        let Some(Ok(record)) = text.map(|text| Record::from_text(&text)) else {
            return Ok(());
        };
        self.keep_refused(tab, &Changes::from([(key.clone(), record.clone())]))?;
        take(&mut self.tabs[tab], key, &record);
        if self.tabs[tab].records.get(key) != Some(&record) {
            self.keep(tab, std::slice::from_ref(key))?;
        }
        Ok(())
    }

    fn keep_refused(&mut self, tab: usize, arriving: &Changes) -> Result<(), Cut> {
        let Some(client) = self.client.as_mut().filter(|_| tab == 0) else {
            return Ok(());
        };
        if client.keep_refused(&self.tabs[0].records, arriving) {
            self.write_refused()?;
        }
        Ok(())
    }

    fn hear_entry(
        &mut self,
        tab: usize,
        entry: EntryName,
        text: Option<String>,
    ) -> Result<(), Cut> {
        match text.map(|text| Record::from_text(&text)) {
            Some(Err(_)) => Ok(()),
            Some(Ok(cells)) => {
                take(&mut self.tabs[tab], &entry.key, &cells);
                if self.client_of(tab).is_some() {
                    self.keep(tab, std::slice::from_ref(&entry.key))?;
                }
                self.note(tab, entry, cells)
            }
            None => {
                if let Some(client) = self.client_of(tab) {
                    client.supersede(&entry);
                }
                Ok(())
            }
        }
    }

    fn forget_ahead(&mut self, tab: usize, limit: u64, true_ms: u64) {
        let now_ms = self.now(true_ms);
        let tab = &mut self.tabs[tab];
        for record in tab.records.values_mut() {
            record.forget_ahead(limit);
        }
        tab.clock
            .start_anew(now_ms.saturating_add_signed(tab.offset_ms));
        observe_up_to(&tab.records, limit, &mut tab.clock);
    }

    /// A tab writes what waits, as it does with its next edit.
    pub fn flush(&mut self, tab: usize) -> Result<(), Cut> {
        self.keep(tab, &[]).map(|_| ())
    }

    // Every write goes through these two. Deleting needs no room.

    fn set(&mut self, tab: usize, name: Name, text: String) -> Result<bool, Cut> {
        if self.disk.get(&name) == Some(text.as_str()) {
            return Ok(true);
        }
        self.spend(tab)?;
        if !self.disk.put(name.clone(), text.clone()) {
            return Ok(false);
        }
        self.tell(tab, &name, Some(&text));
        Ok(true)
    }

    fn remove(&mut self, tab: usize, name: &Name) -> Result<(), Cut> {
        if self.disk.get(name).is_none() {
            return Ok(());
        }
        self.spend(tab)?;
        self.disk.take(name);
        self.tell(tab, name, None);
        Ok(())
    }

    fn spend(&mut self, tab: usize) -> Result<(), Cut> {
        for power in [&mut self.disk.power, &mut self.tabs[tab].power] {
            match power {
                Some(0) => return Err(Cut),
                Some(left) => *left -= 1,
                None => {}
            }
        }
        Ok(())
    }

    fn tell(&mut self, from: usize, name: &Name, text: Option<&str>) {
        for (number, tab) in self.tabs.iter_mut().enumerate() {
            if number != from {
                tab.inbox.push_back((name.clone(), text.map(str::to_owned)));
            }
        }
    }
}

fn begins_a_sweep(text: Option<&str>) -> bool {
    let saved: Saved = serde_json::from_str(text.unwrap_or_default()).unwrap_or_default();
    saved.sweep == Some(Place::default())
}

fn text_of<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

fn take(tab: &mut Tab, key: &RecordKey, record: &Record) {
    take_news(tab, key, record);
}

/// Merges a record into a tab's memory. Says whether anything in it was new.
fn take_news(tab: &mut Tab, key: &RecordKey, record: &Record) -> bool {
    if let Some(stamp) = record.latest_stamp() {
        tab.clock.observe(stamp);
    }
    let held = tab.records.entry(key.clone()).or_default();
    held.merge(record.clone())
}
