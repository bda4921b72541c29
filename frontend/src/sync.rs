//! Syncing in the browser: storage events, timers, requests and the server's pokes, passed on to the driver of this tab
//! ([`domain::sync::tab`]), which decides what is written and asked.

mod status;

use std::time::Duration;

use app::platform::StorageUse;
use app::session::{Session, StorageState};
use app::sync::AccountChange;
use domain::state::record::{Record, RecordKey};
use domain::state::stamp::Clock;
use domain::sync::client::{Answer, Records};
use domain::sync::protocol::{Changes, FirstVisit, Poke};
use domain::sync::tab::names::{ERASED, REFUSED, STATE};
use domain::sync::tab::{Asked, Page, Tab};
use leptos::ev;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::EventSource;

use crate::storage::{self, LIMIT, LocalDisk};
use crate::{api, browser, leader};

/// Edits within this time go out together.
const GATHERING: Duration = Duration::from_millis(20);

/// The longest time the timer sleeps; a laptop that was shut has slept longer than its timers know.
const LONGEST_SLEEP_MS: u64 = 30_000;

/// The driver of this tab, wired to the browser; a handle that is cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Sync {
    inner: StoredValue<Option<Inner>, LocalStorage>,
}

struct Inner {
    session: Session,
    tab: Tab<LocalDisk, SessionPage>,
    is_gathering: bool,
    timer: Option<TimeoutHandle>,
    /// The stream of pokes, and the client of the tab it was opened for.
    events: Option<(u32, EventSource)>,
    asked_to_persist: bool,
}

/// The session as what a tab shows.
#[derive(Clone, Copy)]
struct SessionPage(Session);

impl Page for SessionPage {
    fn read<T>(&self, read: impl FnOnce(&Records) -> T) -> T {
        self.0.peek(|journal| read(journal.all()))
    }

    fn merge(&mut self, records: Vec<(RecordKey, Record)>) -> Vec<RecordKey> {
        self.0.merge(records)
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
        u32::try_from(browser::random() & u128::from(u32::MAX)).unwrap_or_default()
    }
}

impl Sync {
    pub(crate) fn new() -> Self {
        Self {
            inner: StoredValue::new_local(None),
        }
    }

    /// Tells it whose records it keeps.
    pub(crate) fn serve(self, session: Session) {
        self.inner.set_value(Some(Inner {
            session,
            tab: Tab::new(LocalDisk, SessionPage(session)),
            is_gathering: false,
            timer: None,
            events: None,
            asked_to_persist: false,
        }));
    }

    /// Takes over what the server rendered this page from, on a device that knew of no account.
    pub(crate) fn adopt(self, visit: FirstVisit) {
        self.with(|inner| inner.tab.adopt(visit));
    }

    /// Reads what this device keeps, and begins.
    pub(crate) fn start(self, session: Session) {
        let unreadable = self.with(|inner| inner.tab.load()).flatten();
        session.finish_loading(unreadable.unwrap_or_default());
        let saved = self.with(|inner| inner.tab.saved()).flatten();
        if let Some(saved) = saved {
            session.set_clock_offset(saved.offset_ms);
        }
        self.report();
        self.follow_other_tabs();
        let shown = window_event_listener(ev::focus, move |_| self.wake());
        let online = window_event_listener(ev::online, move |_| self.ask(&Asked::Online));
        let offline = window_event_listener(ev::offline, move |_| self.report());
        on_cleanup(move || {
            shown.remove();
            online.remove();
            offline.remove();
        });
        leader::when_leader(move || {
            self.with(|inner| inner.tab.lead());
            self.step();
        });
    }

    /// Keeps what an edit wrote, and sends it, where there is an account to send it to.
    pub(crate) fn keep_edit(self, written: &Changes) {
        self.with(|inner| inner.tab.keep_edit(written));
        self.has_kept();
    }

    /// Merges records of a backup file, keeps and sends them.
    pub(crate) fn import(self, records: Changes) {
        self.with(|inner| inner.tab.import(records));
        self.has_kept();
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

    /// Whether this device belongs to an account.
    pub(crate) fn has_account(self) -> bool {
        self.with(|inner| inner.tab.has_account())
            .unwrap_or_default()
    }

    /// How much of the room is taken.
    pub(crate) fn room(self) -> StorageUse {
        StorageUse {
            used: self.with(|inner| inner.tab.used()).unwrap_or_default(),
            limit: LIMIT,
        }
    }

    /// This device now belongs to another account, or to none.
    pub(crate) fn account_changed(self, change: &AccountChange) {
        browser::set_guest_mark(!matches!(change, AccountChange::SignedIn { .. }));
        match change {
            AccountChange::SignedIn {
                id,
                name,
                is_shared,
            } => {
                self.with(|inner| inner.tab.sign_in(id, name, *is_shared));
            }
            AccountChange::SignedOutKeeping => {
                self.with(|inner| inner.tab.sign_out());
            }
            AccountChange::SignedOutErasing => {
                self.with(|inner| inner.tab.sign_out());
                storage::erase();
                let _ = window().location().replace("/");
                return;
            }
        }
        self.step();
    }

    fn follow_other_tabs(self) {
        let told = window_event_listener(ev::storage, move |event| match event.key().as_deref() {
            Some(ERASED) => start_anew(),
            Some(STATE | REFUSED) => self.report(),
            Some(name) => {
                let value = event.new_value();
                self.with(|inner| inner.tab.told(name, value.as_deref()));
                self.step_soon();
            }
            None => {}
        });
        // A page that the browser had set aside was told nothing.
        let shown = window_event_listener(ev::pageshow, move |event| {
            if storage::is_erased() {
                start_anew();
            } else if event.persisted() {
                self.with(|inner| inner.tab.load());
                self.step_soon();
            }
        });
        on_cleanup(move || {
            told.remove();
            shown.remove();
        });
    }

    fn ask(self, asked: &Asked) {
        self.with(|inner| inner.tab.ask(asked));
        self.step();
    }

    fn has_kept(self) {
        self.ask_to_persist();
        self.step_soon();
        self.report();
    }

    fn step_soon(self) {
        let is_gathering =
            self.with(|inner| std::mem::replace(&mut inner.is_gathering, true)) != Some(false);
        if !is_gathering {
            let later = move || {
                self.with(|inner| inner.is_gathering = false);
                self.step();
            };
            set_timeout(later, GATHERING);
        }
    }

    /// Makes the request that is due, if any, and sets the timer for the next one.
    fn step(self) {
        if !window().navigator().on_line() {
            // The browser says when the network is back, or forgets to.
            self.set_timer(LONGEST_SLEEP_MS);
            self.report();
            return;
        }
        self.with(|inner| {
            let now_ms = inner.session.exact_now().ms;
            if let Some(request) = inner.tab.next(now_ms) {
                let generation = inner.tab.generation();
                spawn_local(async move {
                    let answer = api::sync(&request.ask).await;
                    self.answered(generation, request.number, answer);
                });
            }
        });
        let due_ms = self.with(|inner| {
            let now_ms = inner.session.exact_now().ms;
            let waits_for_room = (!inner.tab.has_room()).then_some(LONGEST_SLEEP_MS);
            let client = inner.tab.client();
            let pause_ms = client.map(|client| client.due_ms().saturating_sub(now_ms));
            pause_ms.into_iter().chain(waits_for_room).min()
        });
        if let Some(pause_ms) = due_ms.flatten() {
            self.set_timer(pause_ms.clamp(10, LONGEST_SLEEP_MS));
        }
        self.report();
    }

    fn set_timer(self, pause_ms: u64) {
        let pause = Duration::from_millis(pause_ms);
        let timer = set_timeout_with_handle(move || self.step(), pause).ok();
        self.with(|inner| {
            if let Some(before) = std::mem::replace(&mut inner.timer, timer) {
                before.clear();
            }
        });
    }

    fn answered(self, generation: u32, number: u64, answer: Answer) {
        let is_heard = matches!(answer, Answer::Pushed(_) | Answer::Pulled(_));
        let is_for_us = self.with(|inner| {
            let is_for_us = inner.tab.generation() == generation;
            if is_for_us {
                let now_ms = inner.session.exact_now().ms;
                inner.tab.answered(number, answer, now_ms);
            }
            is_for_us
        });
        if is_for_us == Some(true) {
            if is_heard {
                self.listen();
                self.ask_to_persist();
            }
            self.step();
        }
    }

    /// Listens to the server's pokes. The browser connects again by itself, except where the server has refused.
    fn listen(self) {
        let is_listening = self.with(|inner| {
            let is_open = |events: &EventSource| events.ready_state() != EventSource::CLOSED;
            let events = inner.events.as_ref();
            inner.tab.client().is_none() || events.is_some_and(|(_, events)| is_open(events))
        });
        if is_listening != Some(false) {
            return;
        }
        let Ok(events) = EventSource::new("/api/v1/pokes") else {
            return;
        };
        let poked = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(
            move |event: web_sys::MessageEvent| {
                let data = event.data().as_string().unwrap_or_default();
                if let Ok(poke) = serde_json::from_str::<Poke>(&data) {
                    self.with(|inner| {
                        if let Some(client) = inner.tab.client_mut() {
                            client.poked(poke.seq);
                        }
                    });
                    self.step();
                }
            },
        );
        let _ = events.add_event_listener_with_callback("poke", poked.as_ref().unchecked_ref());
        poked.forget();
        self.with(|inner| inner.events = Some((inner.tab.generation(), events)));
    }

    /// Tells the session, and the other tabs, how things are.
    fn report(self) {
        self.with(|inner| {
            let generation = inner.tab.generation();
            if let Some((_, events)) = inner.events.take_if(|(meant, _)| *meant != generation) {
                events.close();
            }
            inner.session.storage_changed(storage_state(&inner.tab));
            inner.session.sync_changed(status::of(&inner.tab));
        });
    }

    /// Asks the browser once not to clear this site's data by itself, now that there is something to lose.
    fn ask_to_persist(self) {
        let has_asked = self.with(|inner| std::mem::replace(&mut inner.asked_to_persist, true));
        if has_asked != Some(false) {
            return;
        }
        let storage = window().navigator().storage();
        if let Ok(promise) = storage.persist() {
            // Refused or granted: nothing on the screen depends on it.
            spawn_local(async move {
                let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
            });
        }
    }

    fn with<T>(self, with: impl FnOnce(&mut Inner) -> T) -> Option<T> {
        let value = self
            .inner
            .try_update_value(|inner| inner.as_mut().map(with));
        debug_assert!(value.is_some(), "what the tab does must not call it again");
        value.flatten()
    }
}

fn storage_state(tab: &Tab<LocalDisk, SessionPage>) -> StorageState {
    if storage::is_blocked() {
        StorageState::Blocked
    } else if !tab.has_room() {
        StorageState::Full
    } else if tab.used() * 10 > LIMIT * 6 {
        StorageState::FillingUp
    } else {
        StorageState::Kept
    }
}

fn start_anew() {
    let _ = window().location().replace("/");
}
