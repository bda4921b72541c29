//! Everything that stores, syncs and follows. It is in the part of the app that is fetched after
//! the first file (docs/decisions/0023).

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Waker};

use app::session::{Part, PartState, Session};
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use wasm_bindgen_futures::spawn_local;

use crate::browser::Browser;
use crate::sync::SyncDriver;
use crate::{clock, dom, first_visit, focus, place, storage, translation, typing, worker};

/// The splitter lays the data of the parts out anew, with padding between them, and puts all data
/// into the first file where that takes more room than the linker gave it (`wasm_split_cli_support`
/// 0.2.3, `emit.rs`). Nothing refers to these bytes, so the room is there and no part holds them.
#[used]
static ROOM_FOR_PADDING: [u8; 1024] = [1; 1024];

/// When the engine begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beginning {
    /// Before a page is drawn that the server has rendered, and which must be drawn alike first.
    Rendered,
    /// Before a page is drawn that nobody has rendered, or beside one that shows nothing stored.
    Blank,
}

/// Begins, once [`load`] has fetched it.
pub(crate) fn begin(session: Session, beginning: Beginning) {
    // A split function is asynchronous because it may have to be fetched; here it is here.
    let _ = pin!(run(session, beginning)).poll(&mut Context::from_waker(Waker::noop()));
}

#[wasm_split(rest, wasm_split_path = leptos::wasm_split, preload(load), fallible)]
pub(crate) fn run(session: Session, beginning: Beginning) -> Result<(), SplitLoaderError> {
    // Asked for what it notes: how things were when the page began.
    storage::is_erased();
    let sync = SyncDriver::new();
    session.set_platform(Arc::new(Browser::new(sync)));
    sync.serve(session);
    clock::follow_time(session);
    typing::save_when_hidden();
    translation::follow();
    focus::keep();
    place::keep();
    worker::register(session);
    let visit = (beginning == Beginning::Rendered)
        .then(first_visit::read)
        .flatten();
    if let Some(visit) = &visit {
        session.begin_as(visit);
    }
    let visit = StoredValue::new(visit);
    let start = move || {
        session.refresh_now();
        if let Some(visit) = visit.try_update_value(Option::take).flatten() {
            sync.adopt(visit);
        }
        sync.start(session);
        session.set_part(Part::Rest, PartState::Here);
        session.set_complete();
        spawn_local(async {
            // The frame is drawn and the keyboard listened to by then, and what was pressed before
            // can be repeated.
            leptos::task::tick().await;
            clock::next_task().await;
            leptos::task::tick().await;
            dom::mark_root("data-parts", "all");
        });
    };
    match beginning {
        // The server knew nothing of this device, so the first picture must not either. Effects run
        // after hydration.
        Beginning::Rendered => {
            Effect::new(move |_| start());
        }
        Beginning::Blank => start(),
    }
    Ok(())
}
