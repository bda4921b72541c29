//! The real program killed with `kill -9` at random moments under load: every change it has
//! acknowledged is there afterwards.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use server::store::now_ms;

use crate::commands;
use crate::fixtures::TestSite;
use crate::program::{Program, start_with};

/// How often the program is killed on each database, counting only kills after something new was
/// acknowledged.
const KILLS: u64 = 100;

const WRITERS: u64 = 4;

/// What was acknowledged: the last value of each record.
pub(crate) type Ledger = Arc<Mutex<BTreeMap<u64, u64>>>;

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

/// Pushes one value: the account's number after it, or `None` where the program died meanwhile.
pub(crate) fn push(address: &str, cookie: &str, record: u64, value: u64) -> Option<u64> {
    let key = format!("opportunity:0190f5a0-0000-7000-8000-{record:012x}");
    let stamp = format!(
        "{:012x}{:04x}{record:016x}",
        1_780_000_000_000 + value,
        value % 65_536
    );
    let body = json!({"cursor": 0, "changes": {key: {stamp: {"notes": value}}}});
    let answer = ask(address, "POST", "/push", cookie, &body.to_string());
    let (status, _, text) = answer?;
    assert_eq!(status, 200, "{text}");
    serde_json::from_str::<Value>(&text).unwrap()["seq"].as_u64()
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

/// Writes until the program dies, and notes what was acknowledged. Each writer has records of its
/// own, so values only rise.
fn write(
    address: &str,
    cookie: &str,
    writer: u64,
    ledger: &Ledger,
    clock: &AtomicU64,
    is_over: &AtomicBool,
    acknowledged: &AtomicU64,
) {
    while !is_over.load(Ordering::Relaxed) {
        let value = clock.fetch_add(1, Ordering::Relaxed);
        let record = writer * 1_000 + value % 50;
        if push(address, cookie, record, value).is_none() {
            return;
        }
        ledger.lock().unwrap().insert(record, value);
        acknowledged.fetch_add(1, Ordering::SeqCst);
    }
}

/// Everything that was acknowledged is there, and nothing is later than what was ever sent.
pub(crate) fn must_hold(address: &str, cookie: &str, ledger: &BTreeMap<u64, u64>, sent: u64) {
    let met = pull_all(address, cookie);
    for (record, value) in ledger {
        let found = met.get(record).copied().unwrap_or(0);
        assert!(
            (*value..sent).contains(&found),
            "record {record}: {value} was acknowledged, {found} is there"
        );
    }
}

/// Random numbers that a seed gives again (SplitMix64).
pub(crate) struct Moments(u64);

impl Moments {
    /// With the seed in `ONE_YES_SEED`, else another one each time. It is printed, and shown where
    /// the test fails.
    pub(crate) fn new() -> Self {
        let given = std::env::var("ONE_YES_SEED").ok();
        let seed = given.map_or_else(now_ms, |seed| seed.parse().unwrap());
        eprintln!("moments of ONE_YES_SEED={seed}");
        Self(seed)
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

fn survives_kills(options: &[&str], database: Option<&str>) {
    let (site, started) = (TestSite::new(), Instant::now());
    let start = || -> Program { start_with(&site, "127.0.0.1:0", options, "warn,server=info") };
    let mut moments = Moments::new();
    let mut program = start();
    let cookie = sign_up(&program.address);
    let ledger = Ledger::default();
    let (clock, acknowledged) = (AtomicU64::new(1), AtomicU64::new(0));
    let (mut kills, mut rounds, mut met_by_last_kill) = (0, 0, 0);
    while kills < KILLS {
        let is_over = AtomicBool::new(false);
        let address = program.address.clone();
        thread::scope(|scope| {
            for writer in 0..WRITERS {
                let (address, cookie) = (&address, &cookie);
                let (ledger, clock, is_over) = (&ledger, &clock, &is_over);
                let acknowledged = &acknowledged;
                scope.spawn(move || {
                    write(
                        address,
                        cookie,
                        writer,
                        ledger,
                        clock,
                        is_over,
                        acknowledged,
                    );
                });
            }
            thread::sleep(Duration::from_millis(5 + moments.below(75)));
            // Where nothing is acknowledged yet, the moment comes some time after the first; now
            // and then it comes all the same.
            let (begun, is_patient) = (Instant::now(), moments.below(10) > 0);
            let is_idle = || acknowledged.load(Ordering::SeqCst) == met_by_last_kill;
            if is_patient && is_idle() {
                while is_idle() && begun.elapsed() < Duration::from_secs(10) {
                    thread::sleep(Duration::from_millis(1));
                }
                thread::sleep(Duration::from_millis(moments.below(25)));
            }
            let met = acknowledged.load(Ordering::SeqCst);
            program.kill_now();
            is_over.store(true, Ordering::Relaxed);
            // A kill that met nothing new since the last one proves nothing.
            kills += u64::from(met > met_by_last_kill);
        });
        // What was acknowledged while it died comes before the next kill, too, but did not come
        // before this one.
        met_by_last_kill = acknowledged.load(Ordering::SeqCst);
        rounds += 1;
        assert!(rounds < 2 * KILLS, "{kills} of {rounds} kills met anything");
        program = start();
        let sent = clock.load(Ordering::Relaxed);
        must_hold(&program.address, &cookie, &ledger.lock().unwrap(), sent);
    }
    program.kill_now();
    let checked = commands::command(&site, database, &["check"]);
    assert!(commands::must_succeed(&checked).contains("All is well"));
    let (met, took) = (met_by_last_kill, started.elapsed());
    eprintln!("{kills} kills in {rounds} rounds, {met} acknowledged, {took:?}");
}

#[test]
fn what_sqlite_acknowledged_survives_kill_nine() {
    survives_kills(&["--rate-limits", "off", "--backups", "0"], None);
}

#[test]
fn what_postgres_acknowledged_survives_kill_nine() {
    let database = crate::postgres::Database::new();
    let options = ["--rate-limits", "off", "--database", &database.url];
    survives_kills(&options, Some(&database.url));
}
