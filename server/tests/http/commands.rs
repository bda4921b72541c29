//! The commands of the program: backing up while it runs, restoring, checking, moving to the other database and back.

mod access;
mod hourly;
mod move_to;
mod refusals;
mod restore;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant, SystemTime};

use serde_json::{Value, json};

use crate::crash::{ask, sign_up};
use crate::fixtures::TestSite;
use crate::program::start_with;

pub(crate) fn command(site: &TestSite, database: Option<&str>, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command
        .arg("--data-dir")
        .arg(site.folder.join("data"))
        .args(database.iter().flat_map(|url| ["--database", url]))
        .args(arguments);
    command.output().unwrap()
}

fn told(output: &Output) -> String {
    let parts = [&output.stdout, &output.stderr];
    parts
        .map(|part| String::from_utf8_lossy(part).into_owned())
        .concat()
}

pub(crate) fn must_succeed(output: &Output) -> String {
    let told = told(output);
    assert!(output.status.success(), "{told}");
    told
}

fn push(address: &str, cookie: &str, value: &str) {
    let key = "opportunity:0190f5a0-0000-7000-8000-000000000001";
    let stamp = format!("019ec5a0{:08x}0000000000000001", value.len());
    let body = json!({"cursor": 0, "changes": {key: {stamp: {"company": value}}}});
    let (status, _, text) = ask(address, "POST", "/push", cookie, &body.to_string()).unwrap();
    assert_eq!(status, 200, "{text}");
}

fn changes(address: &str, cookie: &str) -> Value {
    let (status, _, text) = ask(address, "GET", "/changes", cookie, "").unwrap();
    assert_eq!(status, 200, "{text}");
    serde_json::from_str(&text).unwrap()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn must_fail(output: &Output, words: &str) {
    let told = told(output);
    assert!(!output.status.success() && told.contains(words), "{told}");
}

/// The names in a folder, in order; none where it is not there yet.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Changes a SQLite file behind the back of the program.
fn change(file: &Path, statement: &'static str) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        use sqlx::{ConnectOptions, Connection, Executor};
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true);
        let mut connection = options.connect().await.unwrap();
        connection.execute(statement).await.unwrap();
        connection.close().await.unwrap();
    });
}

/// A site with one account and one record, its server stopped, and a backup of it.
fn with_backup() -> (TestSite, PathBuf, String) {
    let site = TestSite::new();
    let program = start_with(&site, "127.0.0.1:0", &QUIET, "info");
    let cookie = sign_up(&program.address);
    push(&program.address, &cookie, "kept");
    let backup = site.folder.join("backup.db");
    must_succeed(&command(&site, None, &["backup", path(&backup)]));
    program.kill();
    (site, backup, cookie)
}

const QUIET: [&str; 4] = ["--rate-limits", "off", "--backups", "0"];

fn has_what_was_kept(site: &TestSite, cookie: &str) {
    let program = start_with(site, "127.0.0.1:0", &QUIET, "info");
    let page = changes(&program.address, cookie);
    assert!(page.to_string().contains("kept"), "{page}");
    program.kill();
}
