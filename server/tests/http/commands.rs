//! The commands of the program: backing up while it runs, restoring, checking, moving to the other database and back.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::TestSite;
use crate::crash::{ask, sign_up};
use crate::program::start_with;

fn command(site: &TestSite, database: Option<&str>, arguments: &[&str]) -> Output {
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

fn must_succeed(output: &Output) -> String {
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

#[test]
fn a_backup_of_a_running_server_restores_and_devices_are_told() {
    let site = TestSite::new();
    let options = ["--rate-limits", "off", "--backups", "0"];
    let program = start_with(&site, "127.0.0.1:0", &options, "info");
    let cookie = sign_up(&program.address);
    push(&program.address, &cookie, "before");
    let backup = site.folder.join("backup.db");
    must_succeed(&command(&site, None, &["backup", path(&backup)]));
    assert!(
        !command(&site, None, &["backup", path(&backup)])
            .status
            .success(),
        "never over another"
    );
    push(&program.address, &cookie, "after it");
    let epoch = changes(&program.address, &cookie)["epoch"].clone();
    program.kill();

    assert!(must_succeed(&command(&site, None, &["check"])).contains("All is well"));
    let refused = command(&site, None, &["restore", path(&backup)]);
    assert!(!refused.status.success() && told(&refused).contains("--replace"));
    must_succeed(&command(
        &site,
        None,
        &["restore", path(&backup), "--replace"],
    ));

    let program = start_with(&site, "127.0.0.1:0", &options, "info");
    let page = changes(&program.address, &cookie);
    assert!(page.to_string().contains("before") && !page.to_string().contains("after it"));
    assert_ne!(page["epoch"], epoch);
    let known = format!("/changes?after=2&epoch={}", epoch.as_str().unwrap());
    let (_, _, answer) = ask(&program.address, "GET", &known, &cookie, "").unwrap();
    assert!(answer.contains("\"restart\":\"restored\""), "{answer}");
}

#[test]
fn a_search_moves_to_postgres_and_back_with_its_sessions() {
    let site = TestSite::new();
    let program = start_with(&site, "127.0.0.1:0", &["--rate-limits", "off"], "info");
    let cookie = sign_up(&program.address);
    push(&program.address, &cookie, "moved");
    program.kill();

    let database = crate::postgres::Database::new();
    must_succeed(&command(&site, None, &["move", "--to", &database.url]));
    let again = command(&site, None, &["move", "--to", &database.url]);
    assert!(!again.status.success(), "never over another");
    let options = ["--rate-limits", "off", "--database", &database.url];
    let program = start_with(&site, "127.0.0.1:0", &options, "info");
    assert!(
        changes(&program.address, &cookie)
            .to_string()
            .contains("moved")
    );
    push(&program.address, &cookie, "and more");
    program.kill();

    let back = TestSite::new();
    let file = format!("sqlite:{}", path(&back.folder.join("back.db")));
    must_succeed(&command(
        &site,
        Some(&database.url),
        &["move", "--to", &file],
    ));
    let options = ["--rate-limits", "off", "--database", &file];
    let program = start_with(&back, "127.0.0.1:0", &options, "info");
    assert!(
        changes(&program.address, &cookie)
            .to_string()
            .contains("and more")
    );
}

#[test]
fn damage_and_missing_files_are_told_in_a_sentence() {
    let site = TestSite::new();
    let missing = command(&site, None, &["check"]);
    assert!(!missing.status.success() && told(&missing).contains("There is no database at"));
    let text = site.folder.join("text");
    std::fs::write(&text, "not a database").unwrap();
    let wrong = command(&site, None, &["restore", path(&text)]);
    assert!(!wrong.status.success() && told(&wrong).contains("is no backup of One Yes"));
    let nowhere = command(&site, Some("mysql://x"), &["check"]);
    assert!(!nowhere.status.success() && told(&nowhere).contains("sqlite:<file> or postgres"));
}

#[test]
fn hourly_backups_are_made_and_the_oldest_go() {
    let site = TestSite::new();
    let folder = site.folder.join("data/backups");
    std::fs::create_dir_all(&folder).unwrap();
    for old in [
        "one-yes-2020-01-01T00.db",
        "one-yes-2020-01-01T01.db",
        "mine.db",
    ] {
        std::fs::write(folder.join(old), "old").unwrap();
    }
    let program = start_with(&site, "127.0.0.1:0", &["--backups", "2"], "info");
    let names = || -> Vec<String> {
        let entries = std::fs::read_dir(&folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    let oldest = "one-yes-2020-01-01T00.db".to_owned();
    while names().contains(&oldest) {
        assert!(std::time::Instant::now() < deadline, "{:?}", names());
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let names = names();
    assert!(
        names.contains(&"mine.db".to_owned()),
        "what is not ours stays"
    );
    assert_eq!(names.len(), 3, "{names:?}");
    program.kill();
}
