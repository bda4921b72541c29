//! A PostgreSQL database for a test: in the server that `make test` has started, else in one of its own.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An empty database; gone, like its server, when dropped.
pub(crate) struct Database {
    pub(crate) url: String,
    own_server: Option<String>,
}

impl Database {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let given = std::env::var("ONE_YES_TEST_POSTGRES").ok();
        let folder = given.clone().unwrap_or_else(|| script(&["start"]));
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("http_{}_{number}", std::process::id());
        script(&["create", &folder, &name]);
        Self {
            url: script(&["url", &folder, &name]),
            own_server: given.is_none().then_some(folder),
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(folder) = &self.own_server {
            script(&["stop", folder]);
        }
    }
}

fn script(arguments: &[&str]) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../scripts/postgres.sh");
    let output = Command::new(script).args(arguments).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "PostgreSQL is needed here: {told}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
