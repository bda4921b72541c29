//! The steps of syncing: the request that is due, its response, the timer and the pokes that lead
//! to the next.

use std::time::Duration;

use domain::sync::client::Response;
use domain::sync::tab::TabRequest;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::pokes::Pokes;
use super::state::{Handle, State, is_online};
use crate::api;

/// Edits within this time go out together.
const GATHERING: Duration = Duration::from_millis(20);

/// The longest time the timer sleeps; a laptop that was shut has slept longer than its timers know.
const LONGEST_SLEEP_MS: u64 = 30_000;

impl Handle {
    /// Has the tab do something, then takes the step that follows.
    pub(super) fn ask(self, request: &TabRequest) {
        self.with(|state| state.tab.ask_leader(request));
        self.step();
    }

    /// Takes a step a little later, so that edits made together go out together.
    pub(super) fn step_soon(self) {
        let is_gathering =
            self.with(|state| std::mem::replace(&mut state.is_gathering, true)) != Some(false);
        if !is_gathering {
            let later = move || {
                self.with(|state| state.is_gathering = false);
                self.step();
            };
            set_timeout(later, GATHERING);
        }
    }

    /// Makes the request that is due, if any, and sets the timer for the next one.
    pub(super) fn step(self) {
        if !is_online() {
            // The browser says when the network is back, or forgets to.
            self.set_timer(LONGEST_SLEEP_MS);
            self.report();
            return;
        }
        self.request();
        if let Some(pause_ms) = self.with(|state| state.pause_ms()).flatten() {
            self.set_timer(pause_ms.clamp(10, LONGEST_SLEEP_MS));
        }
        self.report();
    }

    fn request(self) {
        self.with(|state| {
            let now_ms = state.session.exact_now().ms;
            if let Some(request) = state.tab.next(now_ms) {
                let generation = state.tab.generation();
                spawn_local(async move {
                    let response = api::sync(&request.ask).await;
                    self.responded(generation, request.number, response);
                });
            }
        });
    }

    fn responded(self, generation: u32, number: u64, response: Response) {
        let is_heard = matches!(response, Response::Pushed(_) | Response::Pulled(_));
        let is_for_us = self.with(|state| {
            let is_for_us = state.tab.generation() == generation;
            if is_for_us {
                let now_ms = state.session.exact_now().ms;
                state.tab.on_response(number, response, now_ms);
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

    /// Listens to the server's pokes.
    fn listen(self) {
        let generation = self.with(|state| {
            let is_open = state.pokes.as_ref().is_some_and(Pokes::is_open);
            (state.tab.client().is_some() && !is_open).then(|| state.tab.generation())
        });
        let Some(generation) = generation.flatten() else {
            return;
        };
        let pokes = Pokes::open(generation, move |seq| {
            self.with(|state| {
                if let Some(client) = state.tab.client_mut() {
                    client.poked(seq);
                }
            });
            self.step();
        });
        if pokes.is_some() {
            self.with(|state| state.pokes = pokes);
        }
    }

    fn set_timer(self, pause_ms: u64) {
        let pause = Duration::from_millis(pause_ms);
        let timer = set_timeout_with_handle(move || self.step(), pause).ok();
        self.with(|state| {
            if let Some(before) = std::mem::replace(&mut state.timer, timer) {
                before.clear();
            }
        });
    }
}

impl State {
    /// How long until something is due. `None` if nothing is.
    fn pause_ms(&self) -> Option<u64> {
        let now_ms = self.session.exact_now().ms;
        let waits_for_room = (!self.tab.has_room()).then_some(LONGEST_SLEEP_MS);
        let client = self.tab.client();
        let pause_ms = client.map(|client| client.due_ms().saturating_sub(now_ms));
        pause_ms.into_iter().chain(waits_for_room).min()
    }
}
