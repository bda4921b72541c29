//! The WebAssembly entry: one build, two starts. A page rendered by the server is hydrated; the
//! empty offline shell is mounted, and so is a page that something has changed on its way. The
//! script that calls these functions is `server/src/site/boot.js`.

mod api;
mod browser;
mod clock;
mod contacts;
mod dom;
mod early;
mod engine;
mod files;
mod first_visit;
mod focus;
mod form_drafts;
mod guest_mark;
mod leader;
mod notices;
mod passkey;
mod place;
mod private_page;
mod push;
mod share;
mod storage;
mod support;
mod sync;
mod theme;
mod translation;
mod typing;
mod worker;
mod zone;

use std::sync::Arc;

use app::app::App;
use app::parts;
use app::session::{Part, PartState, Session};
use leptos::prelude::*;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

use crate::early::EarlyBrowser;
use crate::engine::Beginning;

/// Prepares the module.
#[wasm_bindgen(start)]
pub fn prepare() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        dom::mark_root("data-broken", "");
    }));
}

/// Fetches the parts that the page at this address is drawn with.
///
/// # Errors
/// A part did not arrive. It may be called again.
#[wasm_bindgen]
pub async fn load() -> Result<(), JsError> {
    for part in needed() {
        parts::load(*part).await?;
        if *part == Part::Rest {
            engine::load().await?;
        }
    }
    Ok(())
}

/// Draws the page: over what the server has rendered, where that is as it was sent, else into an
/// emptied body.
#[wasm_bindgen]
pub fn draw(is_as_sent: bool) {
    if is_as_sent {
        leptos::mount::hydrate_body(|| {
            begin();
            view! { <App /> }
        });
    } else {
        dom::empty_body();
        leptos::mount::mount_to_body(|| {
            begin();
            view! { <App /> }
        });
    }
}

/// Marks the document once what was drawn answers.
#[wasm_bindgen]
pub async fn settle() {
    leptos::task::tick().await;
    dom::mark_root("data-app", "ready");
}

/// The parts that the page at this address is drawn with. The offline shell shows what is stored,
/// whatever the address.
fn needed() -> &'static [Part] {
    let path = window().location().pathname().unwrap_or_default();
    let has_search = !first_visit::is_rendered_by_server() || first_visit::has_search();
    parts::needed_at(&path, has_search)
}

/// Makes the session of this page.
fn begin() {
    let node = u64::try_from(clock::random() & u128::from(u64::MAX)).unwrap_or_default();
    let session = Session::new(Arc::new(EarlyBrowser), node);
    provide_context(session);
    early::follow_network(session);
    let needed = needed();
    for part in Part::ALL.iter().filter(|part| !needed.contains(part)) {
        session.set_part(*part, PartState::Absent);
    }
    if needed.contains(&Part::Rest) {
        engine::begin(session, beginning());
    } else {
        begin_later(session);
    }
}

/// How the engine begins where the page is drawn with it.
fn beginning() -> Beginning {
    if first_visit::is_rendered_by_server() {
        Beginning::Rendered
    } else {
        Beginning::Blank
    }
}

/// Fetches the rest once the page is alive, and begins the engine when it arrives.
fn begin_later(session: Session) {
    let owner = Owner::current();
    Effect::new(move |_| {
        if session.part(Part::Rest) != PartState::Arrived {
            return;
        }
        let owner = owner.clone();
        spawn_local(async move {
            if engine::load().await.is_ok()
                && let Some(owner) = owner
            {
                clock::next_task().await;
                owner.with(|| engine::begin(session, Beginning::Blank));
            }
        });
    });
    parts::fetch(session, Part::Rest);
}
