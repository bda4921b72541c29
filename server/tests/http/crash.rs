//! The real program killed with `kill -9` at random moments under load: every change it has acknowledged is there afterwards.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::TestSite;
use crate::program::{Program, start_with};

/// How often the program is killed on each database.
const KILLS: u64 = 100;

const WRITERS: u64 = 4;

/// What was acknowledged: the last value of each record.
type Ledger = Arc<Mutex<BTreeMap<u64, u64>>>;

/// One request on a connection of its own; `None` where the program died meanwhile.
pub(crate) fn ask(
    address: &str,
    method: &str,
    path: &str,
    cookie: &str,
    body: &str,
) -> Option<(u16, String, String)> {
    let request = ureq::http::Request::builder()
        .method(method)
        .uri(format!("http://{address}/api/v1{path}"))
        .header("content-type", "application/json")
        .header("cookie", cookie)
        .body(body.to_owned())
        .unwrap();
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(20)))
        .build()
        .into();
    let mut answer = agent.run(request).ok()?;
    let cookie = answer
        .headers()
        .get("set-cookie")
        .and_then(|value| value.to_str().ok()?.split(';').next().map(str::to_owned));
    let text = answer.body_mut().read_to_string().ok()?;
    Some((answer.status().as_u16(), cookie.unwrap_or_default(), text))
}

pub(crate) fn sign_up(address: &str) -> String {
    let body = json!({"name": "ada", "password": "a quiet lighthouse keeper"}).to_string();
    let (status, cookie, text) = ask(address, "POST", "/accounts", "", &body).unwrap();
    assert_eq!(status, 201, "{text}");
    cookie
}

fn push(address: &str, cookie: &str, record: u64, value: u64, now_ms: u64) -> bool {
    let key = format!("opportunity:0190f5a0-0000-7000-8000-{record:012x}");
    let stamp = format!("{now_ms:012x}{:04x}{record:016x}", value % 65_536);
    let body = json!({"cursor": 0, "changes": {key: {stamp: {"notes": value}}}});
    let answer = ask(address, "POST", "/push", cookie, &body.to_string());
    answer.is_some_and(|(status, _, _)| status == 200)
}

fn pull_all(address: &str, cookie: &str) -> BTreeMap<u64, u64> {
    let (mut cursor, mut met) = (0, BTreeMap::new());
    loop {
        let path = format!("/changes?after={cursor}&limit=500");
        let (status, _, text) = ask(address, "GET", &path, cookie, "").unwrap();
        assert_eq!(status, 200, "{text}");
        let page: Value = serde_json::from_str(&text).unwrap();
        for (key, record) in page["changes"].as_object().unwrap() {
            let number = u64::from_str_radix(key.rsplit('-').next().unwrap(), 16).unwrap();
            let cells = record.as_object().unwrap().values().next_back().unwrap();
            met.insert(number, cells["notes"].as_u64().unwrap());
        }
        cursor = page["cursor"].as_u64().unwrap();
        if page["more"] == false {
            return met;
        }
    }
}

/// Writes until the program dies, and notes what was acknowledged. Each writer has records of its own, so values only rise.
fn write(
    address: &str,
    cookie: &str,
    writer: u64,
    ledger: &Ledger,
    clock: &AtomicU64,
    is_over: &AtomicBool,
) {
    while !is_over.load(Ordering::Relaxed) {
        let value = clock.fetch_add(1, Ordering::Relaxed);
        let record = writer * 1_000 + value % 50;
        if !push(address, cookie, record, value, 1_780_000_000_000 + value) {
            return;
        }
        ledger.lock().unwrap().insert(record, value);
    }
}

fn survives_kills(options: &[&str]) {
    let site = TestSite::new();
    let start = || -> Program { start_with(&site, "127.0.0.1:0", options, "warn,server=info") };
    let program = start();
    let cookie = sign_up(&program.address);
    program.kill();
    let ledger = Ledger::default();
    let clock = AtomicU64::new(1);
    let mut acknowledged_before = 0;
    let mut idle_rounds = 0;
    for round in 0..KILLS {
        let program = start();
        let address = program.address.clone();
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            for writer in 0..WRITERS {
                let (address, cookie) = (&address, &cookie);
                let (ledger, clock, is_over) = (&ledger, &clock, &is_over);
                scope.spawn(move || write(address, cookie, writer, ledger, clock, is_over));
            }
            // Moments spread over a range, the same in every run.
            thread::sleep(Duration::from_millis(15 + round * 37 % 90));
            program.kill();
            is_over.store(true, Ordering::Relaxed);
        });
        let acknowledged = ledger.lock().unwrap().values().copied().max().unwrap_or(0);
        idle_rounds += u64::from(acknowledged == acknowledged_before);
        acknowledged_before = acknowledged;
        if round % 10 == 9 {
            let program = start();
            let met = pull_all(&program.address, &cookie);
            for (record, value) in ledger.lock().unwrap().iter() {
                let found = met.get(record).copied().unwrap_or(0);
                assert!(
                    found >= *value,
                    "record {record}: {value} was acknowledged, {found} is there"
                );
            }
            program.kill();
        }
    }
    assert!(
        idle_rounds < KILLS / 2,
        "the load was too light to prove anything"
    );
}

#[test]
fn what_sqlite_acknowledged_survives_kill_nine() {
    let started = Instant::now();
    survives_kills(&["--rate-limits", "off", "--backups", "0"]);
    eprintln!("{KILLS} kills in {:?}", started.elapsed());
}

#[test]
fn what_postgres_acknowledged_survives_kill_nine() {
    let database = crate::postgres::Database::new();
    survives_kills(&["--rate-limits", "off", "--database", &database.url]);
}
