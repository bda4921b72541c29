//! Requests of pages to the platform: copying, reading a file, asking the server.

use leptos::prelude::*;

use super::state::Session;
use crate::platform::{Encoding, FileRead};
use crate::sync::{Method, ServerAnswer};

impl Session {
    /// Copies text and says so, or shows it so that the person can.
    pub fn copy(&self, text: &str, what: &str) {
        let (session, to_copy) = (*self, text.to_owned());
        let copied = format!("{what} copied.");
        let then = move |is_copied: bool| {
            if is_copied {
                session.toast(copied, false);
            } else {
                session.by_hand.set(to_copy);
            }
        };
        self.with_platform(|platform| platform.copy(text, Box::new(then)));
    }

    /// The text to copy by hand, where the browser could not; empty where there is none.
    #[must_use]
    pub const fn text_to_copy(&self) -> RwSignal<String> {
        self.by_hand
    }

    /// Reads the file chosen in a file input.
    pub fn read_file(
        &self,
        input_id: &str,
        largest: usize,
        encoding: Encoding,
        then: impl FnOnce(FileRead) + 'static,
    ) {
        let then = Box::new(then);
        self.with_platform(|platform| platform.read_file(input_id, largest, encoding, then));
    }

    /// Asks the server; `path` comes after `/api/v1`.
    pub fn ask_server(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
        then: impl FnOnce(ServerAnswer) + 'static,
    ) {
        self.with_platform(|platform| platform.ask_server(method, path, body, Box::new(then)));
    }
}
