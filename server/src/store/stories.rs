//! One story suite, told on SQLite and on PostgreSQL alike: what a push does, what a pull gives, what nobody may ever see.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it says"
)]

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use domain::protocol::{Changes, LARGEST_PAGE, Pull, Pulled, Restart};
use domain::record::{Cell, Record, RecordKey};
use domain::stamp::Stamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::Row as _;

use super::cells::Taken;
use super::mail::{MailPurpose, MailToken};
use super::transfer::{Epoch, columns};
use super::{AccountId, MIGRATIONS, Store, migrator, now_ms, sqlite_url, to_i64, to_u64};

/// A database of a story's own.
struct Fresh {
    store: Store,
    url: String,
    folder: Option<std::path::PathBuf>,
}

impl Fresh {
    fn is_sqlite(&self) -> bool {
        self.store.backend().file().is_some()
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

static NUMBER: AtomicUsize = AtomicUsize::new(0);

async fn sqlite() -> Fresh {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let folder =
        std::env::temp_dir().join(format!("one-yes-story-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    // What would mean something else in an address is a letter like any other.
    let url = sqlite_url(&folder.join("a?b%20#.db"));
    Fresh {
        store: Store::open(&url).await.unwrap(),
        url,
        folder: Some(folder),
    }
}

/// A PostgreSQL for this process, ended with it: the one `make test` has started, else one of its own.
struct Postgres {
    folder: String,
    is_own: bool,
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if self.is_own {
            let _ = script(&["stop", &self.folder]);
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

async fn postgres() -> (Fresh, Option<Postgres>) {
    let own = match std::env::var("ONE_YES_TEST_POSTGRES") {
        Ok(folder) => Postgres {
            folder,
            is_own: false,
        },
        Err(_) => Postgres {
            folder: script(&["start"]),
            is_own: true,
        },
    };
    sqlx::any::install_default_drivers();
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("story_{}_{number}", std::process::id());
    let admin = sqlx::AnyPool::connect(&script(&["url", &own.folder, "postgres"]))
        .await
        .unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .execute(&admin)
        .await
        .unwrap();
    admin.close().await;
    let url = script(&["url", &own.folder, &name]);
    let fresh = Fresh {
        store: Store::open(&url).await.unwrap(),
        url,
        folder: None,
    };
    (fresh, Some(own))
}

/// Tells each story on both databases.
macro_rules! stories {
    ($($story:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                let fresh = super::sqlite().await;
                super::$story(&fresh).await;
                fresh.store.close().await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                let (fresh, _server) = super::postgres().await;
                super::$story(&fresh).await;
                fresh.store.close().await;
            })*
        }
    };
}

mod cells;

stories![
    what_was_pushed_is_pulled_as_it_was,
    the_later_stamp_wins_in_any_order_and_repetition,
    texts_that_lose_become_earlier_versions,
    pages_meet_at_every_boundary,
    eight_writers_leave_no_gap_and_no_duplicate,
    accounts_never_meet,
    a_full_account_takes_less_but_not_more,
    what_was_removed_long_ago_is_emptied_everywhere,
    a_cursor_of_another_database_begins_anew,
    a_store_opened_again_goes_on,
    odd_texts_come_back_as_they_were,
    a_backup_restores_to_the_same_rows_under_another_epoch,
    a_backup_does_not_wait_for_the_writer,
    a_backup_that_fails_leaves_nothing,
    a_backup_with_unreadable_cells_is_kept_and_restores,
    one_alone_makes_the_backup_of_an_hour,
    a_copy_to_either_database_and_back_is_equal,
    every_column_is_copied,
    damage_is_found,
    a_database_of_another_state_is_left_alone,
    an_earlier_state_with_data_is_brought_up_to_date,
    a_mailed_link_works_once_and_in_time,
];

const NOW: u64 = 1_790_000_000_000;

fn key(number: u64) -> RecordKey {
    RecordKey::parse(&format!(
        "opportunity:0190f5a0-0000-7000-8000-{number:012x}"
    ))
    .unwrap()
}

fn stamp(ms: u64, node: u64) -> Stamp {
    Stamp {
        ms,
        counter: 0,
        node,
    }
}

fn cells(number: u64, field: &str, value: Value, stamp: Stamp) -> Changes {
    let mut record = Record::default();
    record.merge_cell(field, Cell { value, stamp });
    Changes::from([(key(number), record)])
}

fn text(words: &str) -> Value {
    json!(words.repeat(100))
}

async fn account(store: &Store, name: &str) -> AccountId {
    sqlx::query("INSERT INTO accounts (id, name, folded_name, created) VALUES ($1, $1, $1, $2)")
        .bind(name)
        .bind(to_i64(NOW))
        .execute(&store.writer)
        .await
        .unwrap();
    AccountId(name.to_owned())
}

async fn push(store: &Store, account: &AccountId, changes: &Changes) -> Taken {
    store
        .push(account, changes.clone(), NOW)
        .await
        .unwrap()
        .unwrap()
}

async fn pull(store: &Store, account: &AccountId, after: u64, limit: u32) -> Pulled {
    let asked = Pull {
        after,
        ..Pull::default()
    };
    store
        .pull(account, &asked, limit, NOW)
        .await
        .unwrap()
        .unwrap()
}

async fn everything(store: &Store, account: &AccountId) -> Changes {
    pull(store, account, 0, LARGEST_PAGE).await.changes
}

async fn what_was_pushed_is_pulled_as_it_was(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    let mut changes = cells(1, "company", json!("Acme"), stamp(NOW, 1));
    changes.extend(cells(
        2,
        "tags",
        json!(["a", {"b": null}, 1.5]),
        stamp(NOW, 1),
    ));
    let taken = push(&fresh.store, &ada, &changes).await;
    assert_eq!((taken.seq_before, taken.seq), (0, 2));
    let page = pull(&fresh.store, &ada, 0, 10).await;
    assert_eq!(page.changes, changes);
    assert_eq!((page.cursor, page.more), (2, false));
    let again = push(&fresh.store, &ada, &changes).await;
    assert_eq!((again.seq_before, again.seq), (2, 2));
}

async fn the_later_stamp_wins_in_any_order_and_repetition(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    let old = cells(1, "role", json!("Cook"), stamp(NOW - 5, 2));
    let new = cells(1, "role", json!("Chef"), stamp(NOW, 1));
    for changes in [&new, &old, &new, &old] {
        push(&fresh.store, &ada, changes).await;
    }
    assert_eq!(everything(&fresh.store, &ada).await, new);
}

async fn texts_that_lose_become_earlier_versions(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    let phone = cells(1, "notes", text("phone "), stamp(NOW - 9, 1));
    let laptop = cells(1, "notes", text("laptop "), stamp(NOW - 5, 2));
    let late = cells(1, "notes", text("tablet "), stamp(NOW - 7, 3));
    for changes in [&phone, &laptop, &late, &late] {
        push(&fresh.store, &ada, changes).await;
    }
    let versions = fresh.store.versions(&ada, &key(1)).await.unwrap();
    let texts: Vec<Value> = versions.iter().map(|version| json!(version.text)).collect();
    assert_eq!(texts, [text("tablet "), text("phone ")]);
    assert_eq!(versions[0].written, NOW - 7);
    for number in 0..30 {
        let other = stamp(NOW + number, number);
        push(
            &fresh.store,
            &ada,
            &cells(1, "notes", text(&format!("{number} ")), other),
        )
        .await;
    }
    assert_eq!(fresh.store.versions(&ada, &key(1)).await.unwrap().len(), 20);
}

async fn pages_meet_at_every_boundary(fresh: &Fresh) {
    const PAGE: u32 = 3;
    for (number, count) in [0, 1, 2, 3, 4, 6].into_iter().enumerate() {
        let who = account(&fresh.store, &format!("ada{number}")).await;
        for record in 0..count {
            push(
                &fresh.store,
                &who,
                &cells(record, "role", json!(record), stamp(NOW, 1)),
            )
            .await;
        }
        let (mut cursor, mut met, mut pages) = (0, Changes::new(), 0);
        loop {
            let page = pull(&fresh.store, &who, cursor, PAGE).await;
            assert!(page.changes.len() <= PAGE as usize);
            assert!(page.cursor >= cursor);
            met.extend(page.changes);
            cursor = page.cursor;
            pages += 1;
            if !page.more {
                break;
            }
        }
        assert_eq!(met.len() as u64, count);
        assert_eq!(pages, count.div_ceil(u64::from(PAGE)).max(1));
    }
}

/// How long eight writers write, and how many pushes each makes at least, however slow the machine is.
const WRITING: Duration = Duration::from_secs(3);
const FEWEST: u64 = 20;

/// Records from here on are written once each; those before, by everyone.
const OWN: u64 = 1_000;

/// A push that was acknowledged: the numbers it took, from the first one not included to the last, and what was in it.
type Acknowledged = (u64, u64, Changes);

/// Writes to a few fields of a few records, as all others do, and to a record of its own each time.
async fn write_against_others(store: Store, ada: AccountId, node: u64) -> Vec<Acknowledged> {
    let (begun, mut taken) = (Instant::now(), Vec::new());
    for round in 0.. {
        if begun.elapsed() > WRITING && round >= FEWEST {
            break;
        }
        // Every other clock is slow, so that some cells lose.
        let ahead = round * (1 + node % 2);
        let stamp = stamp(NOW + ahead, node);
        let mut record = Record::default();
        for field in ["role", "company", ["notes", "place"][round as usize % 2]] {
            let value = json!(format!("{node}-{round}"));
            record.merge_cell(field, Cell { value, stamp });
        }
        let mut changes = Changes::from([(key(round % 3), record)]);
        let own = OWN + node * 100_000 + round;
        changes.extend(cells(own, "role", json!(round), stamp));
        let done = push(&store, &ada, &changes).await;
        assert!(done.rejected.is_empty());
        taken.push((done.seq_before, done.seq, changes));
    }
    taken
}

/// Follows as a device does, until it has everything after the writers are done. What it has met then must be everything.
async fn follow(store: Store, ada: AccountId, are_done: Arc<AtomicBool>) -> Changes {
    let (mut cursor, mut met) = (0, Changes::new());
    loop {
        let were_done = are_done.load(Ordering::SeqCst);
        let page = pull(&store, &ada, cursor, 37).await;
        assert!(page.cursor >= cursor);
        cursor = page.cursor;
        for (record, news) in page.changes {
            let is_own = record > key(OWN - 1);
            let known = met.entry(record).or_insert_with(Record::default);
            assert!(!is_own || known.is_empty(), "met twice");
            known.merge(news);
        }
        if !page.more && were_done {
            return met;
        }
        if !page.more {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

async fn eight_writers_leave_no_gap_and_no_duplicate(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    // As two server processes would; a file is one process's.
    let other = if fresh.is_sqlite() {
        fresh.store.clone()
    } else {
        Store::open(&fresh.url).await.unwrap()
    };
    let stores = [fresh.store.clone(), other];
    let are_done = Arc::new(AtomicBool::new(false));
    let followers = stores
        .clone()
        .map(|store| tokio::spawn(follow(store, ada.clone(), are_done.clone())));
    let writers = [0, 1, 2, 3, 4, 5, 6, 7].map(|node| {
        let store = stores[node as usize % 2].clone();
        tokio::spawn(write_against_others(store, ada.clone(), node))
    });
    let mut taken = Vec::new();
    for writer in writers {
        taken.extend(writer.await.unwrap());
    }
    are_done.store(true, Ordering::SeqCst);

    // The numbers of all pushes follow each other from the first to the last.
    taken.sort_by_key(|(before, ..)| *before);
    let mut last = 0;
    for (before, seq, _) in &taken {
        assert_eq!(*before, last, "a gap, or a number given twice");
        assert!(seq > before, "the record of its own is new");
        last = *seq;
    }
    assert_eq!(fresh.store.seq(&ada).await.unwrap(), Some(last));
    let sent: usize = taken
        .iter()
        .flat_map(|(.., sent)| sent.values())
        .map(|record| record.cells().count())
        .sum();
    assert!(
        taken.len() > 100 && last < sent as u64,
        "too little to prove anything"
    );
    let pushes = taken.len();
    eprintln!("{pushes} pushes, {last} of {sent} cells won");

    // Each row has a number of the push that wrote it, and no other row has it.
    let ranges: BTreeMap<String, (u64, u64)> = taken
        .iter()
        .flat_map(|(before, seq, sent)| {
            sent.values()
                .map(move |record| (record.latest_stamp().unwrap().to_string(), (*before, *seq)))
        })
        .collect();
    let rows = sqlx::query("SELECT stamp, seq FROM cells")
        .fetch_all(&fresh.store.reader)
        .await
        .unwrap();
    let mut numbers = std::collections::BTreeSet::new();
    for row in &rows {
        let (stamp, seq): (String, i64) = (row.get("stamp"), row.get("seq"));
        let (before, last) = ranges[&stamp];
        assert!((before + 1..=last).contains(&to_u64(seq)), "{stamp}: {seq}");
        assert!(numbers.insert(seq), "{seq} twice");
    }

    // Everything acknowledged is there, the latest of each field, and whoever followed has it.
    let mut expected = Changes::new();
    for (record, sent) in taken.into_iter().flat_map(|(.., sent)| sent) {
        expected.entry(record).or_default().merge(sent);
    }
    for follower in followers {
        let met = tokio::time::timeout(Duration::from_secs(30), follower).await;
        assert!(
            met.expect("it comes to an end").unwrap() == expected,
            "a follower has missed something"
        );
    }
    let all = fresh.store.all_cells(&ada).await.unwrap();
    assert!(all == expected, "something acknowledged is missing");
    stores[1].close().await;
}

/// The SHA-256 of each migration as it was released. Whoever has to change one that is released needs another migration instead.
const RELEASED: [&str; 4] = [
    "a25287f73774b767f26ab54202216d5da18060a3bf4c11b5591f7c41cf045630",
    "867fd66126154ff72a26c8eb0e8777cb24ace30ac7a9dbd807dce18fc3c8f141",
    "7780442a641f53f552ba8d94d88c44e3ffe28182c2e1c5cf0b2ad97a0e66fea6",
    "89191ada4b824fcf606de61a8046aafc1b6e616672637d2519af92deb9c2a011",
];

#[test]
fn released_migrations_are_never_changed() {
    let now = MIGRATIONS.map(|(_, _, text)| {
        let digest = Sha256::digest(text);
        digest
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    });
    assert_eq!(now, RELEASED);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), RELEASED.len());
}

async fn accounts_never_meet(fresh: &Fresh) {
    let (ada, bob) = (
        account(&fresh.store, "ada").await,
        account(&fresh.store, "bob").await,
    );
    let hers = cells(1, "notes", text("hers "), stamp(NOW, 1));
    let his = cells(1, "notes", text("his "), stamp(NOW + 1, 2));
    push(&fresh.store, &ada, &hers).await;
    push(&fresh.store, &bob, &his).await;
    assert_eq!(everything(&fresh.store, &ada).await, hers);
    assert_eq!(everything(&fresh.store, &bob).await, his);
    assert!(
        fresh
            .store
            .versions(&ada, &key(1))
            .await
            .unwrap()
            .is_empty()
    );
    let nobody = AccountId("nobody".into());
    assert_eq!(
        fresh.store.push(&nobody, hers.clone(), NOW).await.unwrap(),
        None
    );
    assert_eq!(
        fresh
            .store
            .pull(&nobody, &Pull::default(), 9, NOW)
            .await
            .unwrap(),
        None
    );
}

async fn a_full_account_takes_less_but_not_more(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    push(
        &fresh.store,
        &ada,
        &cells(1, "notes", text("long "), stamp(NOW, 1)),
    )
    .await;
    sqlx::query("UPDATE accounts SET size = $1")
        .bind(to_i64(domain::protocol::LARGEST_ACCOUNT))
        .execute(&fresh.store.writer)
        .await
        .unwrap();
    let more = push(
        &fresh.store,
        &ada,
        &cells(2, "role", json!("Cook"), stamp(NOW, 1)),
    )
    .await;
    assert_eq!(more.rejected.len(), 1);
    let less = push(
        &fresh.store,
        &ada,
        &cells(1, "notes", json!(""), stamp(NOW + 1, 1)),
    )
    .await;
    assert!(less.rejected.is_empty());
    let more = push(
        &fresh.store,
        &ada,
        &cells(2, "role", json!("Cook"), stamp(NOW, 1)),
    )
    .await;
    assert!(more.rejected.is_empty());
}

async fn what_was_removed_long_ago_is_emptied_everywhere(fresh: &Fresh) {
    const DAY: u64 = 86_400_000;
    let ada = account(&fresh.store, "ada").await;
    let old = |field: &str, value: Value| cells(1, field, value, stamp(NOW - 181 * DAY, 1));
    push(&fresh.store, &ada, &old("role", json!("Cook"))).await;
    push(&fresh.store, &ada, &old("removed", json!(true))).await;
    let recent = cells(2, "role", json!("Chef"), stamp(NOW - 179 * DAY, 1));
    push(&fresh.store, &ada, &recent).await;
    push(
        &fresh.store,
        &ada,
        &cells(2, "removed", json!(true), stamp(NOW - 179 * DAY, 1)),
    )
    .await;
    push(
        &fresh.store,
        &ada,
        &cells(3, "removed", json!(false), stamp(NOW - 300 * DAY, 1)),
    )
    .await;
    let before = fresh.store.seq(&ada).await.unwrap().unwrap();
    assert_eq!(
        fresh.store.purge(NOW).await.unwrap(),
        [(ada.clone(), before + 1)]
    );
    assert_eq!(fresh.store.purge(NOW).await.unwrap(), []);
    let told = pull(&fresh.store, &ada, before, 9).await.changes;
    assert!(
        told[&key(1)].cell("role").unwrap().value.is_null(),
        "devices hear of it"
    );
    let left = everything(&fresh.store, &ada).await;
    assert!(left[&key(1)].is_removed());
    assert!(left[&key(2)].cell("role").is_some());
    assert!(left.contains_key(&key(3)));
}

async fn a_cursor_of_another_database_begins_anew(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    push(
        &fresh.store,
        &ada,
        &cells(1, "role", json!("Cook"), stamp(NOW, 1)),
    )
    .await;
    for (after, epoch) in [
        (1, Some("another")),
        (2, Some(fresh.store.epoch())),
        (2, None),
    ] {
        let asked = Pull {
            after,
            epoch: epoch.map(ToOwned::to_owned),
            ..Pull::default()
        };
        let page = fresh
            .store
            .pull(&ada, &asked, 9, NOW)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(page.restart, Some(Restart::Restored), "{after} {epoch:?}");
    }
}

async fn a_store_opened_again_goes_on(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    push(
        &fresh.store,
        &ada,
        &cells(1, "role", json!("Cook"), stamp(NOW, 1)),
    )
    .await;
    let again = Store::open(&fresh.url).await.unwrap();
    assert_eq!(again.epoch(), fresh.store.epoch());
    let taken = push(
        &again,
        &ada,
        &cells(2, "role", json!("Chef"), stamp(NOW, 1)),
    )
    .await;
    assert_eq!(taken.seq, 2);
    again.close().await;
}

async fn odd_texts_come_back_as_they_were(fresh: &Fresh) {
    let ada = account(&fresh.store, "ada").await;
    let odd = "\0 \u{feff} \u{202e}abc\u{202c} 👩‍👩‍👧 ' \" \\ $1 ; DROP TABLE cells; --";
    let changes = cells(1, "от 来 field", json!({ odd: [odd] }), stamp(now_ms(), 1));
    push(&fresh.store, &ada, &changes).await;
    assert_eq!(everything(&fresh.store, &ada).await, changes);
}

async fn filled(fresh: &Fresh) -> AccountId {
    let ada = account(&fresh.store, "ada").await;
    for number in 0..150 {
        let words = text(&format!("first {number} "));
        push(
            &fresh.store,
            &ada,
            &cells(number, "notes", words, stamp(NOW, 1)),
        )
        .await;
    }
    push(
        &fresh.store,
        &ada,
        &cells(7, "notes", text("second "), stamp(NOW + 1, 2)),
    )
    .await;
    ada
}

/// A folder of a test's own.
fn folder_of(fresh: &Fresh) -> std::path::PathBuf {
    let name = format!(
        "one-yes-backup-{}-{}",
        std::process::id(),
        fresh.store.epoch()
    );
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

async fn a_backup_restores_to_the_same_rows_under_another_epoch(fresh: &Fresh) {
    let ada = filled(fresh).await;
    let folder = folder_of(fresh);
    let file = folder.join("back?up%20.db");
    assert_eq!(
        fresh.store.back_up(&file).await.unwrap(),
        Vec::<String>::new()
    );
    let before = everything(&fresh.store, &ada).await;
    push(
        &fresh.store,
        &ada,
        &cells(500, "role", json!("after"), stamp(NOW + 2, 1)),
    )
    .await;

    let restoring = Store::open(&fresh.url).await.unwrap();
    let backup = Store::open_as_is(&sqlite_url(&file)).await.unwrap();
    assert_eq!(backup.epoch(), fresh.store.epoch());
    backup.copy_into(&restoring, Epoch::Renewed).await.unwrap();
    assert_eq!(everything(&restoring, &ada).await, before);

    // A server that ran all along tells devices of it, whether they ask or send.
    let asked = Pull {
        after: 151,
        epoch: Some(backup.epoch().to_owned()),
        ..Pull::default()
    };
    let page = fresh.store.pull(&ada, &asked, 9, NOW).await;
    let page = page.unwrap().unwrap();
    assert_ne!(page.epoch, backup.epoch());
    assert_eq!(page.restart, Some(Restart::Restored));
    let late = cells(501, "role", json!("late"), stamp(NOW + 3, 1));
    assert_eq!(push(&fresh.store, &ada, &late).await.epoch, page.epoch);
    let again = Store::open(&fresh.url).await.unwrap();
    assert_eq!(again.epoch(), page.epoch);
    backup.close().await;
    restoring.close().await;
    again.close().await;
    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    std::fs::remove_dir_all(folder).unwrap();
}

async fn a_backup_does_not_wait_for_the_writer(fresh: &Fresh) {
    filled(fresh).await;
    let folder = folder_of(fresh);
    let writing = fresh.store.begin().await.unwrap();
    fresh
        .store
        .back_up(&folder.join("backup.db"))
        .await
        .unwrap();
    writing.rollback().await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}

async fn a_backup_that_fails_leaves_nothing(fresh: &Fresh) {
    filled(fresh).await;
    let folder = folder_of(fresh);
    // A name that is taken by a folder cannot become a file's, but everything before that works.
    let file = folder.join("taken");
    std::fs::create_dir_all(file.join("inside")).unwrap();
    let left = |name: &str| std::fs::write(folder.join(name), "left by another run").unwrap();
    left("taken.partial");
    left("taken.partial-wal");
    let failure = fresh.store.back_up(&file).await.unwrap_err();
    assert!(failure.contains("could not be put at"), "{failure}");
    let names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["taken"]);
    std::fs::remove_dir_all(folder).unwrap();
}

async fn a_backup_with_unreadable_cells_is_kept_and_restores(fresh: &Fresh) {
    let ada = filled(fresh).await;
    damage(&fresh.store, "UPDATE cells SET value = '{' WHERE seq = 3").await;
    // SQLite keeps bytes that are no text, as a flipped bit makes them; PostgreSQL refuses them.
    let mut unreadable = 1;
    if fresh.is_sqlite() {
        let flipped = "UPDATE cells SET value = CAST(X'2241ff4222' AS TEXT) WHERE seq = 4";
        damage(&fresh.store, flipped).await;
        unreadable += 1;
    }
    damage(
        &fresh.store,
        "UPDATE accounts SET size = (SELECT SUM(OCTET_LENGTH(value) + OCTET_LENGTH(field)) FROM cells)",
    )
    .await;
    let folder = folder_of(fresh);
    let file = folder.join("backup.db");
    let faults = fresh.store.back_up(&file).await.unwrap();
    assert_eq!(faults.len(), unreadable, "{faults:?}");
    assert!(faults[0].contains("account ada") && faults[0].contains(&key(2).to_string()));

    let backup = Store::open_as_is(&sqlite_url(&file)).await.unwrap();
    let (there, _server) = postgres().await;
    let counts = backup.copy_into(&there.store, Epoch::Renewed).await;
    assert!(counts.unwrap().contains(&("cells", 150)));
    let readable = everything(&there.store, &ada).await;
    assert!(!readable.contains_key(&key(2)));
    assert_eq!(readable.len(), 149);
    if unreadable == 2 {
        let mended = &readable[&key(3)].cell("notes").unwrap().value;
        assert_eq!(*mended, json!("A\u{fffd}B"));
    }
    backup.close().await;
    there.store.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}

async fn one_alone_makes_the_backup_of_an_hour(fresh: &Fresh) {
    let other = Store::open(&fresh.url).await.unwrap();
    for hour in ["2026-11-23T05", "2026-11-23T06"] {
        let (one, two) = tokio::join!(fresh.store.claim_backup(hour), other.claim_backup(hour));
        assert_ne!(one.unwrap(), two.unwrap(), "{hour}");
        assert!(!other.claim_backup(hour).await.unwrap());
    }
    other.release_backup("2026-11-23T05").await.unwrap();
    assert!(!other.claim_backup("2026-11-23T06").await.unwrap());
    other.release_backup("2026-11-23T06").await.unwrap();
    assert!(other.claim_backup("2026-11-23T06").await.unwrap());
    other.close().await;
}

async fn a_copy_to_either_database_and_back_is_equal(fresh: &Fresh) {
    let ada = filled(fresh).await;
    for statement in RELEASES.concat() {
        damage(&fresh.store, statement).await;
    }
    let (there, _server) = postgres().await;
    let back = sqlite().await;
    let counts = fresh.store.copy_into(&there.store, Epoch::Kept).await;
    let counts = counts.unwrap();
    let and_back = there.store.copy_into(&back.store, Epoch::Kept).await;
    assert_eq!(and_back.unwrap(), counts);
    assert!(counts.contains(&("cells", 152)) && counts.contains(&("versions", 2)));
    for (table, rows) in &counts {
        assert!(*rows > 0, "nothing of {table} was tried");
    }
    assert_eq!(
        everything(&back.store, &ada).await,
        everything(&fresh.store, &ada).await
    );
    let again = Store::open_as_is(&back.url).await.unwrap();
    assert_eq!(again.epoch(), fresh.store.epoch());
    again.close().await;
    there.store.close().await;
    back.store.close().await;
}

async fn every_column_is_copied(fresh: &Fresh) {
    let asked = if fresh.is_sqlite() {
        "SELECT m.name AS tab, p.name AS col, p.type AS kind, CASE p.\"notnull\" WHEN 0 THEN 'YES' ELSE 'NO' END AS may_be_null FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
    } else {
        "SELECT CAST(table_name AS TEXT) AS tab, CAST(column_name AS TEXT) AS col, CAST(data_type AS TEXT) AS kind, CAST(is_nullable AS TEXT) AS may_be_null FROM information_schema.columns WHERE table_schema = CURRENT_SCHEMA()"
    };
    let rows = sqlx::query(asked).fetch_all(&fresh.store.reader).await;
    let mut there: Vec<(String, String, bool, bool)> = Vec::new();
    for row in rows.unwrap() {
        let text = |name: &str| row.try_get::<String, _>(name).unwrap();
        let kind = text("kind").to_lowercase();
        assert!(["text", "bigint"].contains(&kind.as_str()) || text("tab") == "_sqlx_migrations");
        let column = (
            text("tab"),
            text("col"),
            kind == "bigint",
            text("may_be_null") == "YES",
        );
        there.push(column);
    }
    there.retain(|(table, ..)| table != "_sqlx_migrations");
    there.sort();
    let mut copied = columns();
    copied.sort();
    assert_eq!(copied, there);
}

/// Changes rows behind the back of the program.
async fn damage(store: &Store, statement: &'static str) {
    let done = sqlx::query(statement).execute(&store.writer).await.unwrap();
    assert!(done.rows_affected() > 0, "{statement}");
}

async fn damage_is_found(fresh: &Fresh) {
    filled(fresh).await;
    assert_eq!(fresh.store.faults().await.unwrap(), Vec::<String>::new());
    for (number, (statement, told)) in [
        (
            "UPDATE cells SET value = '1' || value WHERE seq = 3",
            "has a value that cannot be read",
        ),
        (
            "UPDATE cells SET stamp = 'yesterday' WHERE seq = 4",
            "has no stamp",
        ),
        (
            "UPDATE versions SET value = '{'",
            "An earlier text of account ada",
        ),
        ("UPDATE accounts SET seq = 5", "counts fewer changes"),
        (
            "UPDATE cells SET record = 'nobody' WHERE seq = 6",
            "is in a record without a name",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        damage(&fresh.store, statement).await;
        let faults = fresh.store.faults().await.unwrap();
        assert!(
            faults.iter().any(|fault| fault.contains(told)),
            "{told}: {faults:?}"
        );
        // The first also makes the cells longer than the account counts.
        assert_eq!(faults.len(), number + 2, "{faults:?}");
        assert!(!faults.concat().contains("first 2"), "no content is told");
    }
    if fresh.is_sqlite() {
        damage(&fresh.store, "PRAGMA foreign_keys = OFF; INSERT INTO calendar_feeds (account, token_hash, created) VALUES ('gone', 'x', 1)").await;
        let faults = fresh.store.faults().await.unwrap();
        let orphan =
            "1 of calendar_feeds belong to accounts that are not there; restoring leaves them out.";
        assert!(faults.iter().any(|fault| fault == orphan), "{faults:?}");
        fresh.store.leave_out_orphans().await.unwrap();
        let faults = fresh.store.faults().await.unwrap();
        assert!(!faults.concat().contains("restoring"), "{faults:?}");
        assert_eq!(fresh.store.counts().await.unwrap()[2], ("cells", 150));
    }
}

async fn a_database_of_another_state_is_left_alone(fresh: &Fresh) {
    filled(fresh).await;
    let steps = to_i64(MIGRATIONS.len() as u64);
    let earlier = "DELETE FROM _sqlx_migrations WHERE version = 4";
    damage(&fresh.store, earlier).await;
    let refused = Store::open_as_is(&fresh.url).await.unwrap_err();
    assert!(refused.contains("older One Yes"), "{refused}");
    let later = "UPDATE _sqlx_migrations SET version = 99 WHERE version = 2";
    damage(&fresh.store, later).await;
    for refused in [
        Store::open_as_is(&fresh.url).await.unwrap_err(),
        Store::open(&fresh.url).await.unwrap_err(),
    ] {
        let told =
            format!("newer One Yes: its tables are at step 99, and this program knows {steps}");
        assert!(refused.contains(&told), "{refused}");
    }
    let row = sqlx::query("SELECT COUNT(*) AS steps FROM _sqlx_migrations");
    let row = row.fetch_one(&fresh.store.reader).await.unwrap();
    assert_eq!(row.try_get::<i64, _>("steps").unwrap(), steps - 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_that_begin_at_once_on_a_new_file_all_open_it() {
    let folder = sqlite().await;
    for round in 0..10 {
        let file = folder.folder.as_ref().unwrap().join(format!("{round}.db"));
        let opening = (0..6).map(|_| {
            let url = sqlite_url(&file);
            tokio::spawn(async move { Store::open(&url).await })
        });
        let mut epochs = Vec::new();
        for store in opening.collect::<Vec<_>>() {
            let store = store.await.unwrap().unwrap();
            epochs.push(store.epoch().to_owned());
            store.close().await;
        }
        epochs.dedup();
        assert_eq!(epochs.len(), 1);
    }
    folder.store.close().await;
}

#[tokio::test]
async fn addresses_of_sqlite_are_names_of_files() {
    for (url, told) in [
        ("sqlite:one-yes.db?mode=rwc", "takes no options"),
        ("sqlite:", "needs a file"),
        ("sqlite::memory:", "needs a file"),
        ("mysql://x", "sqlite:<file> or postgres"),
    ] {
        let refused = Store::open(url).await.unwrap_err();
        assert!(refused.contains(told), "{url}: {refused}");
    }
    // The name that stories open has all letters that mean something in an address.
    let fresh = sqlite().await;
    fresh.store.close().await;
    let names: Vec<_> = std::fs::read_dir(fresh.folder.as_ref().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["a?b%20#.db"]);
}

/// The epoch that the rows of the first release have.
const FIRST_EPOCH: &str =
    "INSERT INTO facts (name, value) VALUES ('epoch', '00112233445566778899aabbccddeeff')";

/// Rows as each release wrote them first. Never changed: they stand for databases that are out there.
const RELEASES: [&[&str]; 4] = [
    &[
        "INSERT INTO accounts (id, name, folded_name, password_hash, created, seq, size) VALUES ('a1', 'Ada', 'ada one', '$argon2id$…', 1000, 2, 12)",
        "INSERT INTO cells (account, record, field, value, stamp, seq) VALUES ('a1', 'opportunity:0190f5a0-0000-7000-8000-000000000001', 'company', '\"Acme\"', '019ec5a0000000000000000000000001', 1)",
        "INSERT INTO cells (account, record, field, value, stamp, seq) VALUES ('a1', 'person:0190f5a0-0000-7000-8000-000000000002', 'name', '\"Zoë\"', '019ec5a0000000000000000000000002', 2)",
        "INSERT INTO versions (account, record, field, stamp, value, replaced) VALUES ('a1', 'opportunity:0190f5a0-0000-7000-8000-000000000001', 'notes', '019ec5a0000000000000000000000000', '\"before\"', 1500)",
        "INSERT INTO sessions (id, account, token_hash, label, created, last_used, confirmed) VALUES ('s1', 'a1', 'h1', 'Firefox on Linux', 1000, 1000, 1000)",
        "INSERT INTO passkeys (id, account, label, credential, created, last_used) VALUES ('p1', 'a1', 'Firefox on Linux', '{}', 1000, 1000)",
        "INSERT INTO recovery_codes (account, code_hash, created) VALUES ('a1', 'c1', 1000)",
        "INSERT INTO ceremonies (id_hash, purpose, account, state, expires) VALUES ('i1', 'add', 'a1', '{}', 2000)",
    ],
    &[
        "INSERT INTO mail_addresses (account, address, confirmed) VALUES ('a1', 'ada@example.org', 1000)",
        "INSERT INTO mail_tokens (token_hash, account, purpose, address, expires) VALUES ('t1', 'a1', 'reset', 'ada@example.org', 2000)",
    ],
    &[
        "INSERT INTO calendar_feeds (account, token_hash, created) VALUES ('a1', 'f1', 1000)",
        "INSERT INTO push_devices (session, account, endpoint, p256dh, auth, zone, minute, quiet_from, quiet_to, next_at, failures) VALUES ('s1', 'a1', 'https://push.example/1', 'key', 'auth', 'Europe/Berlin', 480, 1320, 420, 3000, 1)",
        "INSERT INTO facts (name, value) VALUES ('vapid', 'a key')",
    ],
    &[],
];

/// What the account of these rows counts since the fourth release: the names of its fields, too.
const SIZE_WITH_NAMES: &str = "UPDATE accounts SET size = 23";

async fn an_earlier_state_with_data_is_brought_up_to_date(fresh: &Fresh) {
    for released in 1..=MIGRATIONS.len() {
        let writer = &fresh.store.writer;
        let tables = fresh.store.counts().await.unwrap();
        for table in tables
            .iter()
            .map(|(name, _)| *name)
            .rev()
            .chain(["_sqlx_migrations"])
        {
            let drop = sqlx::AssertSqlSafe(format!("DROP TABLE {table}"));
            sqlx::query(drop).execute(writer).await.unwrap();
        }
        migrator(&MIGRATIONS[..released]).run(writer).await.unwrap();
        let statements = RELEASES[..released].concat();
        let since_then = (released >= 4).then_some(&SIZE_WITH_NAMES);
        for statement in statements.iter().chain([&FIRST_EPOCH]).chain(since_then) {
            sqlx::query(*statement).execute(writer).await.unwrap();
        }

        let store = Store::open(&fresh.url).await.unwrap();
        assert_eq!(store.epoch(), "00112233445566778899aabbccddeeff");
        assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
        let rows: u64 = store
            .counts()
            .await
            .unwrap()
            .iter()
            .map(|(_, rows)| rows)
            .sum();
        assert_eq!(
            rows,
            statements.len() as u64 + 1,
            "after migration {released}"
        );
        let ada = store.account_by_name("ada one").await.unwrap().unwrap().id;
        let pulled = pull(&store, &ada, 0, 100).await;
        let names: Vec<String> = pulled.changes.keys().map(ToString::to_string).collect();
        assert_eq!(
            names,
            [
                "opportunity:0190f5a0-0000-7000-8000-000000000001",
                "person:0190f5a0-0000-7000-8000-000000000002"
            ]
        );
        let changes = cells(1, "company", text("Later"), stamp(now_ms(), 1));
        assert_eq!(push(&store, &ada, &changes).await.seq, 3);
        store.delete_account(&ada).await.unwrap();
        let left: u64 = store
            .counts()
            .await
            .unwrap()
            .iter()
            .map(|(_, rows)| rows)
            .sum();
        let facts = if released < 3 { 1 } else { 2 };
        assert_eq!(left, facts, "nothing but facts is left");
        store.close().await;
    }
}

async fn a_mailed_link_works_once_and_in_time(fresh: &Fresh) {
    let store = &fresh.store;
    let (ada, bob) = (account(store, "ada").await, account(store, "bob").await);
    let mail = |hash: &'static str, purpose, account: &AccountId| {
        let token = MailToken {
            account: account.clone(),
            address: format!("{hash}@example.org"),
        };
        store.add_mail_token(hash.into(), purpose, token, 2_000)
    };
    mail("early", MailPurpose::Confirm, &ada).await.unwrap();
    mail("a", MailPurpose::Confirm, &ada).await.unwrap();
    mail("b", MailPurpose::Confirm, &bob).await.unwrap();
    mail("r", MailPurpose::Reset, &ada).await.unwrap();
    let confirm = |hash: &'static str, now| store.confirm_mail_address(hash, now);
    assert!(
        !confirm("early", 1_000).await.unwrap(),
        "a newer link took its place"
    );
    assert!(!confirm("b", 2_000).await.unwrap(), "it is too old");
    assert!(
        !confirm("r", 1_000).await.unwrap(),
        "it is for something else"
    );
    assert!(confirm("a", 1_999).await.unwrap());
    assert!(!confirm("a", 1_999).await.unwrap(), "it works once");
    let held = store.mail_address(&ada).await.unwrap();
    assert_eq!(held.as_deref(), Some("a@example.org"));
    assert_eq!(store.mail_address(&bob).await.unwrap(), None);

    let reset = |hash: &'static str, password: &str, now| {
        store.reset_password(hash, password.to_owned(), now)
    };
    assert!(
        !reset("r", "new", 1_000).await.unwrap(),
        "it was mailed to where she was before"
    );
    mail("s", MailPurpose::Reset, &ada).await.unwrap();
    assert!(!reset("s", "new", 2_000).await.unwrap());
    assert!(reset("s", "new", 1_000).await.unwrap());
    assert!(!reset("s", "other", 1_000).await.unwrap());
    let hash = store.account(&ada).await.unwrap().unwrap().password_hash;
    assert_eq!(hash.as_deref(), Some("new"));
    store.remove_mail_address(&ada).await.unwrap();
    assert_eq!(store.mail_address(&ada).await.unwrap(), None);
}
