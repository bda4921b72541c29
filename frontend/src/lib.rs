//! The WebAssembly entry: one build, two starts. A page rendered by the server is hydrated; the
//! empty offline shell is mounted.

mod api;
mod browser;
mod clock;
mod contacts;
mod dom;
mod files;
mod first_visit;
mod focus;
mod guest_mark;
mod leader;
mod notices;
mod passkey;
mod push;
mod share;
mod storage;
mod support;
mod sync;
mod theme;
mod typing;
mod worker;
mod zone;

use std::sync::Arc;

use app::app::App;
use app::session::Session;
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::Browser;
use crate::sync::SyncDriver;

/// Starts the app; called by the script that loads the module.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    if first_visit::is_rendered_by_server() {
        leptos::mount::hydrate_body(|| {
            let (session, sync) = begin();
            let visit = first_visit::read();
            if let Some(visit) = &visit {
                session.begin_as(visit);
            }
            // The server knew nothing of this device, so the first picture must not either. Effects
            // run after hydration.
            let visit = StoredValue::new(visit);
            Effect::new(move |_| {
                session.refresh_now();
                if let Some(visit) = visit.try_update_value(Option::take).flatten() {
                    sync.adopt(visit);
                }
                sync.start(session);
            });
            view! { <App /> }
        });
    } else {
        first_visit::remove_splash();
        leptos::mount::mount_to_body(|| {
            let (session, sync) = begin();
            sync.start(session);
            view! { <App /> }
        });
    }
}

fn begin() -> (Session, SyncDriver) {
    // Asked for what it notes: how things were when the page began.
    storage::is_erased();
    let node = u64::try_from(clock::random() & u128::from(u64::MAX)).unwrap_or_default();
    let sync = SyncDriver::new();
    let session = Session::new(Arc::new(Browser::new(sync)), node);
    sync.serve(session);
    provide_context(session);
    clock::follow_time(session);
    typing::save_when_hidden();
    focus::keep();
    worker::register(session);
    (session, sync)
}
