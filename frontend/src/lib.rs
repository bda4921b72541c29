//! The WebAssembly entry: one build, two starts. A page rendered by the server is hydrated; the empty offline shell is mounted.

mod api;
mod browser;
mod device;
mod focus;
mod leader;
mod notices;
mod passkey;
mod storage;
mod sync;
mod worker;

use std::sync::Arc;

use app::app::App;
use app::session::Session;
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::Browser;
use crate::sync::Sync;

/// Starts the app; called by the script that loads the module.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    if browser::is_rendered_by_server() {
        leptos::mount::hydrate_body(|| {
            let (session, sync) = begin();
            let visit = browser::first_visit();
            if let Some(visit) = &visit {
                session.begin_as(visit);
            }
            // The server knew nothing of this device, so the first picture must not either. Effects run after hydration.
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
        browser::remove_splash();
        leptos::mount::mount_to_body(|| {
            let (session, sync) = begin();
            sync.start(session);
            view! { <App /> }
        });
    }
}

fn begin() -> (Session, Sync) {
    // Asked for what it notes: how things were when the page began.
    storage::is_erased();
    let node = u64::try_from(browser::random() & u128::from(u64::MAX)).unwrap_or_default();
    let sync = Sync::new();
    let session = Session::new(Arc::new(Browser::new(sync)), node);
    sync.serve(session);
    provide_context(session);
    browser::follow_time(session);
    browser::save_typing_when_hidden();
    focus::keep();
    worker::register(session);
    (session, sync)
}
