//! The stream of the server's pokes.

use domain::sync::protocol::{Poke, paths};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{EventSource, MessageEvent};

/// An open stream, for one client of the tab. The browser connects again by itself, unless the
/// server has denied it.
pub(super) struct Pokes {
    generation: u32,
    source: EventSource,
}

impl Pokes {
    /// Opens the stream; `poked` gets the sequence number of each poke.
    pub(super) fn open(generation: u32, poked: impl Fn(u64) + 'static) -> Option<Self> {
        let source = EventSource::new(&format!("{}{}", paths::API, paths::POKES)).ok()?;
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data().as_string().unwrap_or_default();
            if let Ok(poke) = serde_json::from_str::<Poke>(&data) {
                poked(poke.seq);
            }
        });
        let _ = source.add_event_listener_with_callback("poke", heard.as_ref().unchecked_ref());
        heard.forget();
        Some(Self { generation, source })
    }

    /// Whether pokes still come.
    pub(super) fn is_open(&self) -> bool {
        self.source.ready_state() != EventSource::CLOSED
    }

    /// Whether the stream was opened for this client of the tab.
    pub(super) const fn is_for(&self, generation: u32) -> bool {
        self.generation == generation
    }

    /// Ends the stream.
    pub(super) fn close(&self) {
        self.source.close();
    }
}
