//! The driver of syncing: it carries out what the pure client of `domain::sync` decides, in the one tab that leads.

mod status;

use std::collections::BTreeMap;
use std::time::Duration;

use app::session::Session;
use app::sync::AccountChange;
use domain::protocol::{Changes, FirstVisit, Poke};
use domain::record::{Record, RecordKey};
use domain::sync::client::{Answer, Client, EntryName, Place, Refusal, Saved, Write};
use leptos::ev;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::EventSource;

use crate::storage::{self, REFETCH, Store, UNSENT};
use crate::{api, browser, leader};

/// The state that outlives the page; present where this device belongs to an account.
const SAVED: &str = "one-yes:sync:1";

/// What the server did not take.
const REFUSED: &str = "one-yes:refused:1";

/// What another tab asks of the one that leads.
const ASK: &str = "one-yes:sync-ask";

/// Written when cells stamped ahead were stamped anew, with the limit.
const AHEAD: &str = "one-yes:ahead";

/// Edits within this time go out together.
const GATHERING: Duration = Duration::from_millis(20);

/// The longest time the timer sleeps; a laptop that was shut has slept longer than its timers know.
const LONGEST_SLEEP_MS: u64 = 30_000;

/// What a tab asks of the one that leads.
#[derive(Serialize, Deserialize)]
enum Asked {
    Wake,
    Online,
    Sweep,
    SignedIn,
    Dismiss { key: RecordKey, field: String },
}

/// The driver of this tab; a handle that is cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Sync {
    session: StoredValue<Option<Session>>,
    store: Store,
    inner: StoredValue<Inner, LocalStorage>,
}

#[derive(Default)]
struct Inner {
    is_leader: bool,
    /// The pure client; only in the tab that leads, and only with an account.
    client: Option<Client>,
    /// The state where the browser could not keep it; this tab syncs for itself then, leading or not.
    fleeting: Option<Saved>,
    /// The last entry of this tab for each record, so that typing leaves one entry instead of hundreds.
    own: BTreeMap<RecordKey, EntryName>,
    /// Rises with every client, so that no answer meant for one reaches the next.
    generation: u32,
    /// The list of what the server refused could not be stored.
    is_untold: bool,
    is_gathering: bool,
    timer: Option<TimeoutHandle>,
    events: Option<EventSource>,
}

impl Sync {
    pub(crate) fn new(store: Store) -> Self {
        Self {
            session: StoredValue::new(None),
            store,
            inner: StoredValue::new_local(Inner::default()),
        }
    }

    /// Begins, once what this device keeps has been read.
    pub(crate) fn start(self, session: Session) {
        self.session.set_value(Some(session));
        if let Some(saved) = self.saved() {
            session.set_clock_offset(saved.offset_ms);
        }
        self.report();
        let told = window_event_listener(ev::storage, move |event| {
            if let Some(name) = event.key() {
                self.told(&name, event.new_value());
            }
        });
        let shown = window_event_listener(ev::focus, move |_| self.wake());
        let online = window_event_listener(ev::online, move |_| self.ask(&Asked::Online));
        let offline = window_event_listener(ev::offline, move |_| self.report());
        on_cleanup(move || {
            told.remove();
            shown.remove();
            online.remove();
            offline.remove();
        });
        leader::when_leader(move || {
            self.inner.update_value(|inner| inner.is_leader = true);
            self.open_client();
            self.step();
        });
    }

    /// Takes over what the server rendered this page from, on a device that knew of no account.
    pub(crate) fn adopt(self, session: Session, visit: FirstVisit) {
        if self.has_account() {
            return;
        }
        let is_new_device = self.store.is_empty();
        let keys: Vec<RecordKey> = visit.page.changes.keys().cloned().collect();
        let is_written = session.peek(|journal| self.store.keep(journal, &keys));
        let mut saved = Saved::signed_in(&visit.account, &visit.name, false);
        if is_written {
            saved.epoch = Some(visit.page.epoch);
            saved.cursor = visit.page.cursor;
        }
        if is_new_device {
            saved.sweep = None;
        }
        self.keep_saved(&saved);
    }

    /// Marks what an edit wrote as unsent.
    pub(crate) fn mark_unsent(self, written: &Changes) {
        if !self.has_account() {
            return;
        }
        let mut overwritten = Vec::new();
        for (key, cells) in written {
            let Some(stamp) = cells.latest_stamp() else {
                continue;
            };
            let name = EntryName {
                stamp,
                key: key.clone(),
            };
            overwritten.extend(self.overwritten_by(&name, cells));
            self.store.take_entry(name.clone(), cells.clone());
            self.note(name, cells.clone());
        }
        // The new one is on the disk before the old one goes: else a crash, or a full storage, would leave neither.
        if !overwritten.is_empty() && self.store.write_entries() {
            for before in &overwritten {
                self.forget_overwritten(before);
            }
        }
        self.step_soon();
    }

    /// Has everything sent once more.
    pub(crate) fn mark_all_unsent(self) {
        self.ask(&Asked::Sweep);
    }

    /// Tries now.
    pub(crate) fn wake(self) {
        self.ask(&Asked::Wake);
    }

    /// Takes an entry off the list of what the server refused.
    pub(crate) fn dismiss(self, key: &RecordKey, field: &str) {
        self.ask(&Asked::Dismiss {
            key: key.clone(),
            field: field.to_owned(),
        });
    }

    /// Keeps with its refusal what these cells are about to overwrite, where the server did not take it.
    pub(crate) fn keep_refused(self, arriving: &Changes) {
        let Some(session) = self.session.get_value() else {
            return;
        };
        let mut has_kept = false;
        self.with_client(|client| {
            has_kept = session.peek(|journal| client.keep_refused(journal.all(), arriving));
        });
        if has_kept {
            self.carry_out(vec![Write::Refused]);
            self.report();
        }
    }

    /// Whether this device belongs to an account.
    pub(crate) fn has_account(self) -> bool {
        storage::get(SAVED).is_some() || self.is_fleeting()
    }

    fn is_fleeting(self) -> bool {
        self.inner.with_value(|inner| inner.fleeting.is_some())
    }

    /// This device now belongs to another account, or to none.
    pub(crate) fn account_changed(self, change: &AccountChange) {
        match change {
            AccountChange::SignedIn {
                id,
                name,
                is_shared,
            } => {
                if let Some(mut stored) = self.saved().filter(|saved| saved.account == *id) {
                    stored.is_shared = *is_shared;
                    self.with_client(|client| client.set_shared(*is_shared));
                    self.keep_saved(&stored);
                    self.ask(&Asked::SignedIn);
                    return;
                }
                self.forget_all_of_sync();
                browser::set_guest_mark(false);
                self.keep_saved(&Saved::signed_in(id, name, *is_shared));
            }
            AccountChange::SignedOutKeeping => {
                browser::set_guest_mark(true);
                self.forget_all_of_sync();
            }
            AccountChange::SignedOutErasing => {
                browser::set_guest_mark(true);
                self.forget_all_of_sync();
                self.store.erase();
                let _ = window().location().replace("/");
                return;
            }
        }
        self.open_client();
        self.step();
        self.report();
    }

    /// Another tab has written something that concerns syncing.
    fn told(self, name: &str, value: Option<String>) {
        if let Some(entry) = name.strip_prefix(UNSENT).and_then(EntryName::parse) {
            match value.map(|text| Record::from_text(&text)) {
                // Damaged on its way: it is set aside when it is read from the disk.
                Some(Err(_)) => {}
                Some(Ok(cells)) => {
                    // Should everything have to be sent once more, the leader sends what it has in memory.
                    if let Some(session) = self.session.get_value() {
                        session.merge(vec![(entry.key.clone(), cells.clone())]);
                        // What is sent from here is confirmed here: the other tab may die before it writes its record.
                        if self.inner.with_value(|inner| inner.client.is_some()) {
                            session.peek(|journal| {
                                self.store.keep(journal, std::slice::from_ref(&entry.key))
                            });
                        }
                    }
                    self.note(entry, cells);
                    self.step_soon();
                }
                None => {
                    self.with_client(|client| client.supersede(&entry));
                }
            }
        } else if name == ASK {
            // Of another build, perhaps: what is not understood is left to the next attempt.
            if let Ok((asked, _)) = serde_json::from_str::<(Asked, f64)>(&value.unwrap_or_default())
            {
                self.do_asked(&asked);
            }
        } else if name == AHEAD {
            let limit = value.and_then(|limit| limit.split(' ').next()?.parse().ok());
            if let (Some(limit), Some(session)) = (limit, self.session.get_value()) {
                session.forget_ahead(limit);
                self.store.load(session);
            }
        } else if name == SAVED {
            if value.is_some() {
                self.inner.update_value(|inner| inner.fleeting = None);
            }
            let stored = self.saved();
            let now_of = stored.as_ref().map(|saved| &saved.account);
            let mut known = None;
            self.with_client(|client| known = Some(client.saved().account.clone()));
            if now_of != known.as_ref() {
                self.open_client();
                self.step();
            } else if known.is_some()
                && stored.is_some_and(|saved| saved.sweep == Some(Place::default()))
            {
                // Another tab has signed in to this very account: what it found here is to be sent, too.
                self.do_asked(&Asked::Sweep);
            }
            if let (Some(saved), Some(session)) = (self.saved(), self.session.get_value()) {
                self.with_client(|client| client.set_shared(saved.is_shared));
                session.set_clock_offset(saved.offset_ms);
            }
            self.report();
        } else if name == status::STATE || name == REFUSED {
            self.report();
        }
    }

    /// Asks the tab that leads, which may be this one.
    fn ask(self, asked: &Asked) {
        if self.inner.with_value(|inner| inner.is_leader) || self.is_fleeting() {
            self.do_asked(asked);
        } else {
            // With a random number: storage tells of a change only.
            write(ASK, &(asked, js_sys::Math::random()));
        }
    }

    fn do_asked(self, asked: &Asked) {
        match asked {
            Asked::Wake => self.with_client(Client::wake),
            Asked::Online => self.with_client(Client::back_online),
            Asked::Sweep => {
                let mut account = None;
                self.with_client(|client| {
                    client.sweep_all();
                    account = Some(client.saved().account.clone());
                });
                // With the cursor that is stored: the one in memory may be ahead of the disk.
                let stored = self.saved();
                if let Some(mut stored) =
                    stored.filter(|stored| Some(&stored.account) == account.as_ref())
                {
                    stored.sweep = Some(Place::default());
                    self.keep_saved(&stored);
                }
            }
            Asked::SignedIn => self.with_client(Client::signed_in_again),
            Asked::Dismiss { key, field } => {
                self.with_client(|client| client.dismiss(key, field));
                self.carry_out(vec![Write::Refused]);
            }
        }
        self.step();
        self.report();
    }

    fn note(self, name: EntryName, cells: Record) {
        let mut is_refused_changed = false;
        self.with_client(|client| is_refused_changed = client.note(name, cells));
        if is_refused_changed {
            self.carry_out(vec![Write::Refused]);
        }
    }

    /// This tab's last entry for a record, where the new one has all its fields.
    fn overwritten_by(self, name: &EntryName, cells: &Record) -> Option<EntryName> {
        let mut before = None;
        self.inner
            .update_value(|inner| before = inner.own.insert(name.key.clone(), name.clone()));
        let before = before.filter(|before| before != name)?;
        let old = Record::from_text(&storage::get(&format!("{UNSENT}{before}"))?).ok()?;
        let is_covered = old.cells().all(|(field, _)| cells.cell(field).is_some());
        is_covered.then_some(before)
    }

    /// Deletes an entry that a later one has made needless, unless it is under way.
    fn forget_overwritten(self, before: &EntryName) {
        let mut is_under_way = false;
        self.with_client(|client| {
            is_under_way = client.is_unsent(before) && !client.supersede(before);
        });
        if !is_under_way {
            self.store.forget_entry(before);
        }
    }

    /// Makes the client from what is stored; none for a guest, and none in a tab that does not lead.
    fn open_client(self) {
        let is_leader = self.inner.with_value(|inner| inner.is_leader);
        let is_ours = is_leader || self.is_fleeting();
        let client = self.saved().filter(|_| is_ours).map(|mut saved| {
            if storage::get(AHEAD).is_none() {
                // A place for the word that may be needed when there is no room; no tab can read this one.
                storage::set(AHEAD, &ahead("-"));
            }
            let mut entries = self.entries(&mut saved);
            entries.extend(self.store.entries_in_memory());
            Client::new(saved, entries, refused())
        });
        self.inner.update_value(|inner| {
            inner.client = client;
            inner.is_untold = false;
            inner.generation += 1;
            if let Some(events) = inner.events.take() {
                events.close();
            }
        });
        self.refetch_if_marked();
    }

    /// The unsent entries on the disk. One that is damaged is set aside, and everything is sent: its record may have what it had.
    fn entries(self, saved: &mut Saved) -> BTreeMap<EntryName, Record> {
        let mut entries = BTreeMap::new();
        let mut damaged = Vec::new();
        for name in storage::names_after(UNSENT) {
            let text = storage::get(&format!("{UNSENT}{name}")).unwrap_or_default();
            match storage::read_entry(&name, &text) {
                Some((name, cells)) => {
                    entries.insert(name, cells);
                }
                None => damaged.push((name, text)),
            }
        }
        if !damaged.is_empty() {
            saved.sweep = Some(Place::default());
            // Only once it is known on the disk that everything is to be sent.
            if self.keep_saved(saved) {
                for (name, text) in damaged {
                    storage::set_entry_aside(&name, &text);
                }
            }
        }
        entries
    }

    /// Fetches everything once more where a value was set aside as damaged.
    fn refetch_if_marked(self) {
        let has_client = self.inner.with_value(|inner| inner.client.is_some());
        if !has_client {
            return;
        }
        let is_marked = storage::get(REFETCH).is_some();
        if self.store.take_damage() || is_marked {
            self.with_client(Client::refetch);
            if self.write_saved() && is_marked {
                storage::remove(REFETCH);
            }
        }
    }

    fn step_soon(self) {
        let mut is_first = false;
        self.inner
            .update_value(|inner| is_first = !std::mem::replace(&mut inner.is_gathering, true));
        if is_first {
            set_timeout(
                move || {
                    self.inner.update_value(|inner| inner.is_gathering = false);
                    self.step();
                },
                GATHERING,
            );
        }
        self.report();
    }

    /// Makes the request that is due, if any, and sets the timer for the next one.
    fn step(self) {
        let Some(session) = self.session.get_value() else {
            return;
        };
        if !window().navigator().on_line() {
            // The browser says when the network is back, or forgets to.
            self.set_timer_in(LONGEST_SLEEP_MS);
            self.report();
            return;
        }
        self.refetch_if_marked();
        let now_ms = session.exact_now().ms;
        let mut request = None;
        self.with_client(|client| {
            request = session.peek(|journal| client.next(journal.all(), now_ms));
        });
        if let Some(request) = request {
            let generation = self.inner.with_value(|inner| inner.generation);
            spawn_local(async move {
                let answer = api::sync(&request.ask).await;
                if self.inner.with_value(|inner| inner.generation) == generation {
                    self.answered(request.number, answer);
                }
            });
        }
        self.set_timer(now_ms);
        self.report();
    }

    fn set_timer(self, now_ms: u64) {
        let mut due_ms = None;
        self.with_client(|client| due_ms = Some(client.due_ms()));
        if let Some(due_ms) = due_ms {
            self.set_timer_in(due_ms.saturating_sub(now_ms).clamp(10, LONGEST_SLEEP_MS));
        }
    }

    fn set_timer_in(self, pause_ms: u64) {
        let pause = Duration::from_millis(pause_ms);
        let timer = set_timeout_with_handle(move || self.step(), pause).ok();
        self.inner.update_value(|inner| {
            if let Some(before) = std::mem::replace(&mut inner.timer, timer) {
                before.clear();
            }
        });
    }

    fn answered(self, number: u64, answer: Answer) {
        let Some(session) = self.session.get_value() else {
            return;
        };
        let is_heard = matches!(answer, Answer::Pushed(_) | Answer::Pulled(_));
        let now_ms = session.exact_now().ms;
        let mut writes = Vec::new();
        self.with_client(|client| {
            writes = session.peek(|journal| {
                let answered =
                    |clock: &mut _| client.answered(number, answer, journal.all(), clock, now_ms);
                session.with_clock(answered).unwrap_or_default()
            });
        });
        self.carry_out(writes);
        if is_heard {
            self.listen();
        }
        self.step();
    }

    /// Writes what the client decided, in its order.
    fn carry_out(self, writes: Vec<Write>) {
        let Some(session) = self.session.get_value() else {
            return;
        };
        let mut is_written = true;
        let mut has_told = !self.is_untold() || self.write_refused();
        for write_next in writes {
            match write_next {
                Write::Merge(changes) => {
                    // All of them, also what memory had before: it may have come from the document and never have been written.
                    let keys: Vec<RecordKey> = changes.keys().cloned().collect();
                    session.merge(changes.into_iter().collect());
                    is_written &= session.peek(|journal| self.store.keep(journal, &keys));
                    // What the server did not take may have found no room beside the text that has just been overwritten.
                    has_told = has_told || self.write_refused();
                }
                Write::ForgetAhead(limit) => {
                    self.store.forget_entries_ahead(limit);
                    storage::set(AHEAD, &ahead(&limit.to_string()));
                }
                Write::Replace(cells) => {
                    is_written &= self.store.replace(&cells);
                    session.replace(cells);
                }
                Write::Keep(name, cells) => {
                    self.store.take_entry(name, cells);
                    is_written &= self.store.write_entries();
                }
                Write::Forget(names) if has_told => {
                    for name in names {
                        self.store.forget_entry(&name);
                    }
                    // What was stamped anew is as long as what has just gone: it fits now, where it did not before.
                    self.store.write_entries();
                }
                // Left on the disk, they are sent once more after a reload, and refused once more.
                Write::Forget(_) => {}
                Write::Refused => has_told = self.write_refused(),
                // A sweep that has ended would not send again what the list does not say was refused.
                Write::Saved if is_written && self.store.has_written_all() && !self.is_untold() => {
                    self.write_saved();
                }
                Write::Saved => {}
            }
        }
    }

    /// Stores the state of the client; says whether it is stored.
    fn write_saved(self) -> bool {
        let mut now_of = None;
        self.with_client(|client| now_of = Some(client.saved().clone()));
        let (Some(now_of), Some(stored)) = (now_of, self.saved()) else {
            return false;
        };
        if now_of.account != stored.account {
            // Another tab has signed out or in meanwhile; its word counts.
            return false;
        }
        if let Some(session) = self.session.get_value() {
            session.set_clock_offset(now_of.offset_ms);
        }
        (now_of == stored && !self.is_fleeting()) || self.keep_saved(&now_of)
    }

    /// The state of this device; none for a guest.
    fn saved(self) -> Option<Saved> {
        saved_on_disk().or_else(|| self.inner.with_value(|inner| inner.fleeting.clone()))
    }

    /// Stores the state, or has this tab remember it where the browser has no room for any; says whether it is stored.
    fn keep_saved(self, saved: &Saved) -> bool {
        let is_stored = write(SAVED, saved);
        if storage::is_erased() {
            return false;
        }
        if is_stored || storage::get(SAVED).is_none() {
            let fleeting = (!is_stored).then(|| saved.clone());
            self.inner.update_value(|inner| inner.fleeting = fleeting);
        }
        is_stored
    }

    /// Makes this device a guest's again. The search itself stays.
    fn forget_all_of_sync(self) {
        self.inner.update_value(|inner| inner.fleeting = None);
        // The account first: after a crash in between, what waits belongs to a guest, and goes with all else when one signs in.
        for name in [SAVED, REFUSED, status::STATE] {
            storage::remove(name);
        }
        for name in storage::names_after(UNSENT) {
            storage::remove(&format!("{UNSENT}{name}"));
        }
    }

    fn is_untold(self) -> bool {
        self.inner.with_value(|inner| inner.is_untold)
    }

    /// Stores what was refused; says whether it is stored.
    fn write_refused(self) -> bool {
        // What takes a refusal off the list is stored before it is off: after a crash in between, one of them says what is not sent.
        let has_room = self.store.write_entries();
        let mut is_written = false;
        self.with_client(|client| {
            if !has_room {
                return;
            }
            let list: Vec<_> = client
                .refused()
                .iter()
                .map(|((key, field), refusal)| (key, field, refusal))
                .collect();
            is_written = write(REFUSED, &list);
        });
        self.inner
            .update_value(|inner| inner.is_untold = inner.client.is_some() && !is_written);
        is_written
    }

    /// Listens to the server's pokes. The browser connects again by itself, except where the server has refused.
    fn listen(self) {
        let is_listening = self.inner.with_value(|inner| {
            let events = inner.events.as_ref();
            inner.client.is_none()
                || events.is_some_and(|events| events.ready_state() != EventSource::CLOSED)
        });
        if is_listening {
            return;
        }
        let Ok(events) = EventSource::new("/api/v1/pokes") else {
            return;
        };
        let poked = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(
            move |event: web_sys::MessageEvent| {
                let data = event.data().as_string().unwrap_or_default();
                if let Ok(poke) = serde_json::from_str::<Poke>(&data) {
                    self.with_client(|client| client.poked(poke.seq));
                    self.step();
                }
            },
        );
        let _ = events.add_event_listener_with_callback("poke", poked.as_ref().unchecked_ref());
        poked.forget();
        self.inner.update_value(|inner| inner.events = Some(events));
    }

    fn with_client<T>(self, change: impl FnOnce(&mut Client) -> T) {
        self.inner.update_value(|inner| {
            inner.client.as_mut().map(change);
        });
    }
}

/// What tells other tabs of a limit, always as long: under a full storage it fits where the one before was.
fn ahead(limit: &str) -> String {
    format!("{limit:0>20} {:.12}", js_sys::Math::random())
}

fn saved_on_disk() -> Option<Saved> {
    let text = storage::get(SAVED)?;
    let mut saved: Saved = serde_json::from_str(&text).unwrap_or_default();
    if saved.account.is_empty() {
        // Damaged: everything is sent and fetched once more, which is safe. The name is asked for on the account page.
        saved.sweep = Some(Place::default());
    }
    Some(saved)
}

fn refused() -> BTreeMap<(RecordKey, String), Refusal> {
    let text = storage::get(REFUSED).unwrap_or_default();
    let list: Vec<(RecordKey, String, Refusal)> = serde_json::from_str(&text).unwrap_or_default();
    list.into_iter()
        .map(|(key, field, refusal)| ((key, field), refusal))
        .collect()
}

fn write<T: serde::Serialize>(name: &str, value: &T) -> bool {
    serde_json::to_string(value).is_ok_and(|text| storage::set(name, &text))
}
