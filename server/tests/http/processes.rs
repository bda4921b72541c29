//! Two programs on one PostgreSQL, killed and started in turns while both are written to, and the line between them cut.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use sqlx::{AnyPool, Row};

use crate::crash::{Ledger, Moments, must_hold, push, sign_up};
use crate::fixtures::TestSite;
use crate::program::{Program, start_with};

/// How often one of the two is killed.
const KILLS: usize = 12;

/// The longest wait for anything. It measures nothing, but is less than the half minute after which
/// a program polls the database by itself: whatever comes within it came over the line.
const SOON: Duration = Duration::from_secs(8);

/// What writers and the test share.
#[derive(Default)]
struct Shared {
    addresses: [Mutex<String>; 2],
    ledger: Ledger,
    clock: AtomicU64,
    acknowledged: [AtomicU64; 2],
    is_over: AtomicBool,
    /// Held while something is written, and by whoever looks.
    writing: RwLock<()>,
}

impl Shared {
    fn address(&self, which: usize) -> String {
        self.addresses[which].lock().unwrap().clone()
    }

    /// Writes to one program, wherever it listens by now.
    fn write(&self, which: usize, writer: u64, cookie: &str) {
        while !self.is_over.load(Ordering::Relaxed) {
            let _writing = self.writing.read().unwrap();
            let value = self.clock.fetch_add(1, Ordering::Relaxed);
            let record = writer * 1_000 + value % 20;
            if push(&self.address(which), cookie, record, value).is_some() {
                self.ledger.lock().unwrap().insert(record, value);
                self.acknowledged[which].fetch_add(1, Ordering::Relaxed);
            } else {
                thread::sleep(Duration::from_millis(10));
            }
        }
    }

    /// Waits until both programs have acknowledged something more.
    fn wait_for_both(&self) {
        let counts = || [0, 1].map(|which| self.acknowledged[which].load(Ordering::Relaxed));
        let (before, begun) = (counts(), Instant::now());
        while counts()
            .iter()
            .zip(before)
            .any(|(now, before)| *now == before)
        {
            assert!(begun.elapsed() < SOON, "one of them takes nothing");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Everything acknowledged up to now is at both, and no later write hides what is not.
    fn must_be_at_both(&self, cookie: &str) {
        let _nobody_writes = self.writing.write().unwrap();
        let ledger = self.ledger.lock().unwrap();
        for which in [0, 1] {
            let sent = self.clock.load(Ordering::Relaxed);
            must_hold(&self.address(which), cookie, &ledger, sent);
        }
    }
}

/// A stream of news at a program, read until a number.
struct Stream(std::io::Lines<BufReader<TcpStream>>);

impl Stream {
    fn open(address: &str, cookie: &str) -> Self {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(SOON)).unwrap();
        write!(
            stream,
            "GET /api/v1/pokes HTTP/1.1\r\nhost: test\r\ncookie: {cookie}\r\n\r\n"
        )
        .unwrap();
        let mut opened = Self(BufReader::new(stream).lines());
        opened.wait_for(0);
        opened
    }

    fn wait_for(&mut self, seq: u64) {
        let begun = Instant::now();
        loop {
            assert!(begun.elapsed() < SOON, "{seq} was not heard");
            let line = self.0.next().expect("the stream goes on");
            let line = line.expect("a poke crosses within seconds");
            let poke = line.strip_prefix("data:");
            let poke = poke.and_then(|poke| serde_json::from_str(poke).ok());
            if poke.is_some_and(|poke: domain::sync::protocol::Poke| poke.seq >= seq) {
                return;
            }
        }
    }
}

/// What one takes is heard at the other soon, both ways.
fn must_cross(shared: &Shared, cookie: &str) {
    for (from, to) in [(0, 1), (1, 0)] {
        let mut stream = Stream::open(&shared.address(to), cookie);
        let value = shared.clock.fetch_add(1, Ordering::Relaxed);
        let seq = push(&shared.address(from), cookie, 9_000, value).unwrap();
        shared.ledger.lock().unwrap().insert(9_000, value);
        stream.wait_for(seq);
    }
}

/// Ends the connections on which programs hear each other; says how many there were.
fn cut_lines(url: &str) -> i64 {
    let cut = async {
        sqlx::any::install_default_drivers();
        let pool = AnyPool::connect(url).await.unwrap();
        let row = sqlx::query("SELECT COUNT(pg_terminate_backend(pid)) AS cut FROM pg_stat_activity WHERE datname = CURRENT_DATABASE() AND pid <> PG_BACKEND_PID() AND query LIKE 'LISTEN%'")
            .fetch_one(&pool)
            .await
            .unwrap();
        pool.close().await;
        row.try_get("cut").unwrap()
    };
    tokio::runtime::Runtime::new().unwrap().block_on(cut)
}

#[test]
fn two_programs_on_one_database_lose_nothing_and_hear_each_other_again() {
    let (site, database) = (TestSite::new(), crate::postgres::Database::new());
    let options = ["--rate-limits", "off", "--backups", "0", "--database"];
    let options: Vec<&str> = options.into_iter().chain([&*database.url]).collect();
    let start = || -> Program { start_with(&site, "127.0.0.1:0", &options, "warn,server=info") };
    let (mut moments, shared) = (Moments::new(), Shared::default());
    let mut programs = [start(), start()];
    for (address, program) in shared.addresses.iter().zip(&programs) {
        address.lock().unwrap().clone_from(&program.address);
    }
    let cookie = sign_up(&programs[0].address);
    thread::scope(|scope| {
        let over = Over(&shared.is_over);
        for writer in 0..4 {
            let (shared, cookie) = (&shared, &cookie);
            scope.spawn(move || shared.write(writer as usize % 2, writer, cookie));
        }
        for kill in 0..KILLS {
            let which = kill % 2;
            shared.wait_for_both();
            thread::sleep(Duration::from_millis(moments.below(80)));
            programs[which].kill_now();
            // The other one goes on alone.
            thread::sleep(Duration::from_millis(moments.below(80)));
            programs[which] = start();
            let mut address = shared.addresses[which].lock().unwrap();
            address.clone_from(&programs[which].address);
            drop(address);
            shared.must_be_at_both(&cookie);
        }
        shared.wait_for_both();
        assert_eq!(cut_lines(&database.url), 2, "each has a line");
        shared.wait_for_both();
        drop(over);
    });
    must_cross(&shared, &cookie);
    // Cut while nothing else tells them, with a stream open at each: whoever hears again asks for what was missed.
    let mut streams = [0, 1].map(|which| Stream::open(&shared.address(which), &cookie));
    assert_eq!(cut_lines(&database.url), 2, "each has a line again");
    for (from, to) in [(0, 1), (1, 0)] {
        let value = shared.clock.fetch_add(1, Ordering::Relaxed);
        let seq = push(&shared.address(from), &cookie, 9_001, value).unwrap();
        shared.ledger.lock().unwrap().insert(9_001, value);
        streams[to].wait_for(seq);
    }
    must_cross(&shared, &cookie);
    shared.must_be_at_both(&cookie);
    let acknowledged = shared.acknowledged.map(AtomicU64::into_inner);
    eprintln!("{KILLS} kills; acknowledged by each: {acknowledged:?}");
}

/// Ends the writers, also where the test fails.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
