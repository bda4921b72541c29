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
    /// The last entry of this tab for each record, so that typing leaves one entry instead of hundreds.
    own: BTreeMap<RecordKey, EntryName>,
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
        if let Some(saved) = saved() {
            session.set_clock_offset(saved.offset_ms);
        }
        self.report();
        let told = window_event_listener(ev::storage, move |event| {
            if let Some(name) = event.key() {
                self.told(&name, event.new_value());
            }
        });
        let shown = window_event_listener(ev::focus, move |_| self.wake());
        let online = window_event_listener(ev::online, move |_| self.ask("online"));
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
        if storage::get(SAVED).is_some() {
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
        write(SAVED, &saved);
    }

    /// Marks what an edit wrote as unsent.
    pub(crate) fn mark_unsent(self, written: &Changes) {
        if storage::get(SAVED).is_none() {
            return;
        }
        for (key, cells) in written {
            let Some(stamp) = cells.latest_stamp() else {
                continue;
            };
            let name = EntryName {
                stamp,
                key: key.clone(),
            };
            self.forget_overwritten(&name, cells);
            self.store.take_entry(name.clone(), cells.clone());
            self.note(name, cells.clone());
        }
        self.step_soon();
    }

    /// Has everything sent once more.
    pub(crate) fn mark_all_unsent(self) {
        self.ask("sweep");
    }

    /// Tries now.
    pub(crate) fn wake(self) {
        self.ask("wake");
    }

    /// Takes an entry off the list of what the server refused.
    pub(crate) fn dismiss(self, key: &RecordKey, field: &str) {
        self.ask(&format!("dismiss {key} {field}"));
    }

    /// Whether this device belongs to an account.
    pub(crate) fn has_account() -> bool {
        storage::get(SAVED).is_some()
    }

    /// This device now belongs to another account, or to none.
    pub(crate) fn account_changed(self, change: &AccountChange) {
        match change {
            AccountChange::SignedIn {
                id,
                name,
                is_shared,
            } => {
                if saved().is_some_and(|saved| saved.account == *id) {
                    self.ask("signed-in");
                    return;
                }
                forget_all_of_sync();
                browser::set_guest_mark(false);
                write(SAVED, &Saved::signed_in(id, name, *is_shared));
            }
            AccountChange::SignedOutKeeping => {
                browser::set_guest_mark(true);
                forget_all_of_sync();
            }
            AccountChange::SignedOutErasing => {
                browser::set_guest_mark(true);
                forget_all_of_sync();
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
            match value.and_then(|text| Record::from_text(&text).ok()) {
                Some(cells) => {
                    // Should everything have to be sent once more, the leader sends what it has in memory.
                    if let Some(session) = self.session.get_value() {
                        session.merge(vec![(entry.key.clone(), cells.clone())]);
                    }
                    self.note(entry, cells);
                    self.step_soon();
                }
                None => {
                    self.with_client(|client| client.supersede(&entry));
                }
            }
        } else if name == ASK {
            let asked = value.unwrap_or_default();
            let words = asked.split_once('\n').map_or("", |(words, _)| words);
            self.do_asked(words);
        } else if name == AHEAD {
            let limit = value.and_then(|limit| limit.split(' ').next()?.parse().ok());
            if let (Some(limit), Some(session)) = (limit, self.session.get_value()) {
                session.forget_ahead(limit);
                self.store.load(session);
            }
        } else if name == SAVED {
            let now_of = saved().map(|saved| saved.account);
            let mut known = None;
            self.with_client(|client| known = Some(client.saved().account.clone()));
            if now_of != known {
                self.open_client();
                self.step();
            }
            if let (Some(saved), Some(session)) = (saved(), self.session.get_value()) {
                session.set_clock_offset(saved.offset_ms);
            }
            self.report();
        } else if name == status::STATE || name == REFUSED {
            self.report();
        }
    }

    /// Asks the tab that leads, which may be this one.
    fn ask(self, words: &str) {
        if self.inner.with_value(|inner| inner.is_leader) {
            self.do_asked(words);
        } else {
            storage::set(ASK, &format!("{words}\n{}", js_sys::Math::random()));
        }
    }

    fn do_asked(self, words: &str) {
        match words.split(' ').collect::<Vec<_>>().as_slice() {
            ["wake"] => self.with_client(Client::wake),
            ["online"] => self.with_client(Client::back_online),
            ["sweep"] => {
                self.with_client(Client::sweep_all);
                self.write_saved();
            }
            ["signed-in"] => self.with_client(Client::signed_in_again),
            ["dismiss", key, field] => {
                if let Some(key) = RecordKey::parse(key) {
                    self.with_client(|client| client.dismiss(&key, field));
                    self.carry_out(vec![Write::Refused]);
                }
            }
            _ => {}
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

    /// Deletes this tab's last entry for a record where the new one has all its fields.
    fn forget_overwritten(self, name: &EntryName, cells: &Record) {
        let mut before = None;
        self.inner
            .update_value(|inner| before = inner.own.insert(name.key.clone(), name.clone()));
        let Some(before) = before else { return };
        let entry = format!("{UNSENT}{before}");
        let is_covered = storage::get(&entry)
            .and_then(|text| Record::from_text(&text).ok())
            .is_some_and(|old| old.cells().all(|(field, _)| cells.cell(field).is_some()));
        if !is_covered {
            return;
        }
        let mut is_under_way = false;
        self.with_client(|client| {
            is_under_way = client.is_unsent(&before) && !client.supersede(&before);
        });
        if !is_under_way {
            self.store.forget_entry(&before);
        }
    }

    /// Makes the client from what is stored; none for a guest, and none in a tab that does not lead.
    fn open_client(self) {
        let is_leader = self.inner.with_value(|inner| inner.is_leader);
        let client = saved().filter(|_| is_leader).map(|saved| {
            let entries = storage::names_after(UNSENT).into_iter().filter_map(|name| {
                let text = storage::get(&format!("{UNSENT}{name}"))?;
                Some((EntryName::parse(&name)?, Record::from_text(&text).ok()?))
            });
            Client::new(saved, entries.collect(), refused())
        });
        self.inner.update_value(|inner| {
            inner.client = client;
            if let Some(events) = inner.events.take() {
                events.close();
            }
        });
        self.refetch_if_marked();
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
            // The browser says when the network is back.
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
            spawn_local(async move {
                let answer = api::sync(&request.ask).await;
                self.answered(request.number, answer);
            });
        }
        self.set_timer(now_ms);
        self.report();
    }

    fn set_timer(self, now_ms: u64) {
        let mut due_ms = None;
        self.with_client(|client| due_ms = Some(client.due_ms()));
        let timer = due_ms.and_then(|due_ms| {
            let pause = due_ms.saturating_sub(now_ms).clamp(10, LONGEST_SLEEP_MS);
            set_timeout_with_handle(move || self.step(), Duration::from_millis(pause)).ok()
        });
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
        for write_next in writes {
            match write_next {
                Write::Merge(changes) => {
                    let changed = session.merge(changes.into_iter().collect());
                    is_written &= session.peek(|journal| self.store.keep(journal, &changed));
                }
                Write::ForgetAhead(limit) => {
                    storage::set(AHEAD, &format!("{limit} {}", js_sys::Math::random()));
                }
                Write::Replace(cells) => {
                    is_written &= self.store.replace(&cells);
                    session.replace(cells);
                }
                Write::Keep(name, cells) => {
                    self.store.take_entry(name, cells);
                    is_written &= self.store.write_entries();
                }
                Write::Forget(names) => {
                    for name in names {
                        self.store.forget_entry(&name);
                    }
                }
                Write::Refused => self.write_refused(),
                Write::Saved if is_written && self.store.has_written_all() => {
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
        let (Some(now_of), Some(stored)) = (now_of, saved()) else {
            return false;
        };
        if now_of.account != stored.account {
            // Another tab has signed out or in meanwhile; its word counts.
            return false;
        }
        if let Some(session) = self.session.get_value() {
            session.set_clock_offset(now_of.offset_ms);
        }
        now_of == stored || write(SAVED, &now_of)
    }

    fn write_refused(self) {
        self.with_client(|client| {
            let list: Vec<_> = client
                .refused()
                .iter()
                .map(|((key, field), refusal)| (key, field, refusal))
                .collect();
            write(REFUSED, &list);
        });
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

fn saved() -> Option<Saved> {
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

/// Makes this device a guest's again. The search itself stays.
fn forget_all_of_sync() {
    for name in storage::names_after(UNSENT) {
        storage::remove(&format!("{UNSENT}{name}"));
    }
    for name in [SAVED, REFUSED, status::STATE] {
        storage::remove(name);
    }
}
