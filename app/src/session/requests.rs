//! Requests of pages to the platform: copying, reading a file, asking the server.

use super::state::Session;
use crate::platform::{Encoding, FileRead};
use crate::sync::{Method, ServerAnswer};

impl Session {
    /// Copies text and says so.
    pub fn copy(&self, text: &str, what: &str) {
        self.with_platform(|platform| platform.copy(text));
        self.toast(format!("{what} copied."), false);
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
