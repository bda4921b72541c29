//! The real program on a disk that takes no writes for a while, and with a file that was lost: what
//! fails fails alone, what was acknowledged is kept, and the health check says what is wrong.

use std::fs;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::commands::{command, must_succeed};
use crate::crash::{Ledger, Moments, ask, must_hold, push, sign_up};
use crate::fixtures::{PASSWORD, TestSite, credentials};
use crate::program::{Program, get, start_limited, start_on_full_disk};

const QUIET: [&str; 4] = ["--rate-limits", "off", "--backups", "0"];

/// Nobody reads the logs of a program with many failures, and it would wait for that.
const FEW_LOGS: &str = "server=info,server::problem=off,server::store=off,sqlx=off";

/// How often the disk of a program that is written to fills up and empties; every third time the
/// program is killed meanwhile.
const ROUNDS: u64 = 24;

/// Lets no file of a program grow beyond so many bytes, or lifts that. Each write beyond fails
/// then, as on a disk that is broken or full.
fn limit(program: &Program, bytes: &str) {
    let done = Command::new("prlimit")
        .args(["--pid", &program.id().to_string()])
        .arg(format!("--fsize={bytes}:"))
        .status();
    assert!(done.unwrap().success());
}

fn health(program: &Program) -> Value {
    let answer = get(&program.address, "/healthz");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let told: Value = serde_json::from_str(body).unwrap();
    assert_eq!(
        head.starts_with("HTTP/1.1 200"),
        told["status"] == "ok",
        "{answer}"
    );
    told["status"].clone()
}

/// Waits until the health check, which remembers its outcome for a second, has this one.
fn until_health_is(program: &Program, status: &str) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while health(program) != status {
        assert!(
            Instant::now() < deadline,
            "{} instead of {status}",
            health(program)
        );
        thread::sleep(Duration::from_millis(50));
    }
}

/// The status of a push of one value.
fn status_of_push(program: &Program, cookie: &str, value: u64) -> u16 {
    let key = "opportunity:0190f5a0-0000-7000-8000-000000000001";
    let stamp = format!("{:012x}00000000000000000001", 1_780_000_000_000 + value);
    let text = format!("{value} {}", "x".repeat(20_000));
    let body = json!({"cursor": 0, "changes": {key: {stamp: {"notes": text}}}}).to_string();
    ask(&program.address, "POST", "/push", cookie, &body)
        .unwrap()
        .0
}

#[test]
fn a_write_that_fails_stops_nothing_and_reading_goes_on() {
    let site = TestSite::new();
    let mut program = start_limited(&site, &QUIET, "info");
    let cookie = sign_up(&program.address);
    assert_eq!(status_of_push(&program, &cookie, 1), 200);
    until_health_is(&program, "ok");
    let ada = credentials("ada", PASSWORD).to_string();
    for round in 1..4 {
        limit(&program, "4096");
        assert_eq!(status_of_push(&program, &cookie, 10 * round), 503);
        program.wait_for("pushes could not be written together");
        let (read, _, page) = ask(&program.address, "GET", "/changes", &cookie, "").unwrap();
        assert!(read == 200 && page.contains("xxx"), "{page}");
        let (signed_in, ..) = ask(&program.address, "POST", "/session", "", &ada).unwrap();
        assert_eq!(signed_in, 503);
        until_health_is(&program, "no writing");
        limit(&program, "unlimited");
        assert_eq!(status_of_push(&program, &cookie, 10 * round + 1), 200);
        let (signed_in, ..) = ask(&program.address, "POST", "/session", "", &ada).unwrap();
        assert_eq!(signed_in, 200);
        until_health_is(&program, "ok");
    }
    program.kill();
    assert!(must_succeed(&command(&site, None, &["check"])).contains("All is well"));
}

#[test]
fn a_server_that_starts_on_a_full_disk_gives_what_there_is() {
    let site = TestSite::new();
    let mut program = start_limited(&site, &QUIET, "info");
    let cookie = sign_up(&program.address);
    // More in the log beside the database than its index takes, which has to fit.
    for value in 1..9 {
        assert_eq!(status_of_push(&program, &cookie, value), 200);
    }
    program.kill_now();
    let mut program = start_on_full_disk(&site, 32_768, &QUIET);
    let (read, _, page) = ask(&program.address, "GET", "/changes", &cookie, "").unwrap();
    assert!(read == 200 && page.contains("xxx"), "{page}");
    assert_eq!(status_of_push(&program, &cookie, 10), 503);
    until_health_is(&program, "no writing");
    limit(&program, "unlimited");
    assert_eq!(status_of_push(&program, &cookie, 11), 200);
    until_health_is(&program, "ok");
    program.kill_now();
}

/// Writes until the program dies, and notes what was acknowledged.
fn write(address: &str, cookie: &str, writer: u64, ledger: &Ledger, clock: &AtomicU64) -> u64 {
    let mut refused = 0;
    loop {
        let value = clock.fetch_add(1, Ordering::Relaxed);
        let record = writer * 1_000 + value % 50;
        let key = format!("opportunity:0190f5a0-0000-7000-8000-{record:012x}");
        let stamp = format!(
            "{:012x}{:04x}{record:016x}",
            1_780_000_000_000 + value,
            value % 65_536
        );
        let body = json!({"cursor": 0, "changes": {key: {stamp: {"notes": value}}}});
        match ask(address, "POST", "/push", cookie, &body.to_string()) {
            Some((200, ..)) => drop(ledger.lock().unwrap().insert(record, value)),
            Some((503, ..)) => refused += 1,
            Some((status, _, text)) => panic!("{status}: {text}"),
            None => return refused,
        }
    }
}

#[test]
fn what_was_acknowledged_survives_disks_that_fill_and_empty_and_kills() {
    let site = TestSite::new();
    let mut moments = Moments::new();
    let mut program = start_limited(&site, &QUIET, FEW_LOGS);
    let cookie = sign_up(&program.address);
    let (ledger, clock) = (Ledger::default(), AtomicU64::new(1));
    let (refused, mut kills) = (AtomicU64::new(0), 0);
    while kills < ROUNDS / 3 {
        let address = program.address.clone();
        thread::scope(|scope| {
            for writer in 0..3 {
                let (address, cookie) = (&address, &cookie);
                let (ledger, clock, refused) = (&ledger, &clock, &refused);
                scope.spawn(move || {
                    let count = write(address, cookie, writer, ledger, clock);
                    refused.fetch_add(count, Ordering::Relaxed);
                });
            }
            for _ in 0..3 {
                thread::sleep(Duration::from_millis(moments.below(150)));
                limit(
                    &program,
                    ["4096", "20000", "60000"][moments.below(3) as usize],
                );
                thread::sleep(Duration::from_millis(moments.below(150)));
                if moments.below(2) == 0 {
                    limit(&program, "unlimited");
                }
            }
            limit(&program, "unlimited");
            let (begun, met) = (
                Instant::now(),
                ledger.lock().unwrap().values().max().copied(),
            );
            while ledger.lock().unwrap().values().max().copied() == met {
                if begun.elapsed() > Duration::from_secs(20) {
                    let last = status_of_push(&program, &cookie, 1);
                    let status = health(&program);
                    program.kill_now();
                    panic!(
                        "nothing is taken again: {last}, {status} {}",
                        program.rest_of_logs()
                    );
                }
                thread::sleep(Duration::from_millis(5));
            }
            program.kill_now();
        });
        kills += 1;
        program = start_limited(&site, &QUIET, FEW_LOGS);
        let sent = clock.load(Ordering::Relaxed);
        must_hold(&program.address, &cookie, &ledger.lock().unwrap(), sent);
    }
    program.kill_now();
    let refused = refused.load(Ordering::Relaxed);
    assert!(refused > 0, "no write ever failed");
    assert!(must_succeed(&command(&site, None, &["check"])).contains("All is well"));
    eprintln!(
        "{} acknowledged, {refused} refused",
        ledger.lock().unwrap().len()
    );
}

#[test]
fn a_file_that_is_lost_is_noticed_and_takes_nothing() {
    let site = TestSite::new();
    let program = start_limited(&site, &QUIET, "info");
    let cookie = sign_up(&program.address);
    push(&program.address, &cookie, 1, 1).unwrap();
    let (status, ..) = ask(&program.address, "GET", "/changes", &cookie, "").unwrap();
    assert_eq!(status, 200);
    let file = site.folder.join("data/one-yes.db");
    let aside = site.folder.join("aside.db");
    fs::rename(&file, &aside).unwrap();
    until_health_is(&program, "no file");
    assert_eq!(status_of_push(&program, &cookie, 2), 503);
    fs::write(&file, "another").unwrap();
    assert_eq!(status_of_push(&program, &cookie, 3), 503);
    fs::rename(&aside, &file).unwrap();
    until_health_is(&program, "ok");
    assert_eq!(status_of_push(&program, &cookie, 4), 200);
    program.kill();
}

#[test]
fn an_empty_database_beside_what_an_older_one_left_is_not_begun() {
    let site = TestSite::new();
    let data = site.folder.join("data");
    let mut program = start_limited(&site, &QUIET, "info");
    sign_up(&program.address);
    program.kill_now();
    let backup = data.join("backups/one-yes-2026-11-30T05.db");
    fs::create_dir_all(data.join("backups")).unwrap();
    must_succeed(&command(&site, None, &["backup", backup.to_str().unwrap()]));
    let folder = site.folder.to_str().unwrap();
    let serve = ["--site-dir", folder, "--listen", "127.0.0.1:0"];
    let refused = |words: &str| {
        let output = command(&site, None, &serve);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && told.contains(words), "{told}");
    };
    let remove = |ending: &str| drop(fs::remove_file(data.join(format!("one-yes.db{ending}"))));
    // Lost, with what SQLite had beside it; lost alone; and empty.
    fs::rename(data.join("backups"), site.folder.join("away")).unwrap();
    fs::write(data.join("one-yes.db-wal"), "left").unwrap();
    remove("");
    refused("one-yes.db-wal is left over from an earlier one");
    fs::rename(site.folder.join("away"), data.join("backups")).unwrap();
    remove("-wal");
    remove("-shm");
    refused("To restore the latest: server restore");
    fs::write(data.join("one-yes.db"), "").unwrap();
    refused("one-yes-2026-11-30T05.db");
    let restore = ["restore", backup.to_str().unwrap()];
    // Files of a restore that was killed are in nobody's way, and go.
    for ending in [".restoring", ".restoring-wal", ".restored"] {
        fs::write(data.join(format!("one-yes.db{ending}")), "half").unwrap();
    }
    let told = must_succeed(&command(&site, None, &restore));
    assert!(told.contains("Restored: 1 accounts"), "{told}");
    let names: Vec<String> = fs::read_dir(&data)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("restor"))
        .collect();
    assert_eq!(names, Vec::<String>::new());
    start_limited(&site, &QUIET, "info").kill();
}
