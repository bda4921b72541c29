//! One story suite, told on SQLite and on PostgreSQL alike: what a push does, what a pull gives, what nobody may ever see.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it says"
)]

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::protocol::{Changes, LARGEST_PAGE, Pull, Pulled, Restart};
use domain::record::{Cell, Record, RecordKey};
use domain::stamp::Stamp;
use serde_json::{Value, json};

use super::cells::Taken;
use super::mail::{MailPurpose, MailToken};
use super::{AccountId, MIGRATIONS, Store, migrator, now_ms, to_i64};

/// A database of a story's own.
struct Fresh {
    store: Store,
    url: String,
    folder: Option<std::path::PathBuf>,
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
    let url = format!("sqlite:{}", folder.join("one-yes.db").display());
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
    a_copy_to_either_database_and_back_is_equal,
    damage_is_found,
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

async fn eight_writers_leave_no_gap_and_no_duplicate(fresh: &Fresh) {
    const WRITERS: u64 = 8;
    const ROUNDS: u64 = 25;
    let ada = account(&fresh.store, "ada").await;
    let reader = tokio::spawn({
        let (store, ada) = (fresh.store.clone(), ada.clone());
        async move {
            // Follows as a device does: what it has met when it reaches the end must be everything.
            let (mut cursor, mut met) = (0, BTreeMap::new());
            while (met.len() as u64) < WRITERS * ROUNDS {
                let page = pull(&store, &ada, cursor, 7).await;
                cursor = page.cursor;
                for (key, record) in page.changes {
                    *met.entry((key, record.to_text())).or_insert(0_u32) += 1;
                }
                if !page.more {
                    tokio::task::yield_now().await;
                }
            }
            met
        }
    });
    let writers: Vec<_> = (0..WRITERS)
        .map(|node| {
            let (store, ada) = (fresh.store.clone(), ada.clone());
            tokio::spawn(async move {
                for round in 0..ROUNDS {
                    let record = node * ROUNDS + round;
                    push(
                        &store,
                        &ada,
                        &cells(record, "role", json!(round), stamp(NOW, node)),
                    )
                    .await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let met = tokio::time::timeout(std::time::Duration::from_secs(30), reader)
        .await
        .expect("the reader has missed a row")
        .unwrap();
    assert!(met.values().all(|times| *times == 1));
    assert_eq!(fresh.store.seq(&ada).await.unwrap(), Some(WRITERS * ROUNDS));
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

async fn a_backup_restores_to_the_same_rows_under_another_epoch(fresh: &Fresh) {
    let ada = filled(fresh).await;
    let folder = std::env::temp_dir().join(format!(
        "one-yes-backup-{}-{}",
        std::process::id(),
        fresh.store.epoch()
    ));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("backup.db");
    fresh.store.back_up(&file).await.unwrap();
    let before = everything(&fresh.store, &ada).await;
    push(
        &fresh.store,
        &ada,
        &cells(500, "role", json!("after"), stamp(NOW + 2, 1)),
    )
    .await;

    let backup = Store::open(&format!("sqlite:{}", file.display()))
        .await
        .unwrap();
    backup.copy_into(&fresh.store).await.unwrap();
    fresh.store.renew_epoch().await.unwrap();
    let again = Store::open(&fresh.url).await.unwrap();
    assert_eq!(everything(&again, &ada).await, before);
    assert_ne!(again.epoch(), backup.epoch());
    backup.close().await;
    again.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}

async fn a_copy_to_either_database_and_back_is_equal(fresh: &Fresh) {
    let ada = filled(fresh).await;
    let (there, _server) = postgres().await;
    let back = sqlite().await;
    let counts = fresh.store.copy_into(&there.store).await.unwrap();
    assert_eq!(there.store.copy_into(&back.store).await.unwrap(), counts);
    assert!(counts.contains(&("cells", 150)) && counts.contains(&("versions", 1)));
    assert_eq!(
        everything(&back.store, &ada).await,
        everything(&fresh.store, &ada).await
    );
    // No table was left out.
    let tables = sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'")
        .fetch_all(&back.store.reader)
        .await
        .unwrap();
    assert_eq!(tables.len(), counts.len());
    there.store.close().await;
    back.store.close().await;
}

async fn damage_is_found(fresh: &Fresh) {
    filled(fresh).await;
    assert_eq!(fresh.store.faults().await.unwrap(), Vec::<String>::new());
    for damage in [
        "UPDATE cells SET value = '{' WHERE seq = 3",
        "UPDATE cells SET stamp = 'yesterday' WHERE seq = 4",
        "UPDATE accounts SET seq = 5",
    ] {
        sqlx::query(damage)
            .execute(&fresh.store.writer)
            .await
            .unwrap();
    }
    assert_eq!(fresh.store.faults().await.unwrap().len(), 3);
}

/// Rows as the first release wrote them. Never changed: they stand for databases that are out there.
const FIRST_RELEASE: [&str; 8] = [
    "INSERT INTO facts (name, value) VALUES ('epoch', '00112233445566778899aabbccddeeff')",
    "INSERT INTO accounts (id, name, folded_name, password_hash, created, seq, size) VALUES ('a1', 'Ada', 'ada', '$argon2id$…', 1000, 2, 10)",
    "INSERT INTO cells (account, record, field, value, stamp, seq) VALUES ('a1', 'opportunity:0190f5a0-0000-7000-8000-000000000001', 'company', '\"Acme\"', '019ec5a0000000000000000000000001', 1)",
    "INSERT INTO cells (account, record, field, value, stamp, seq) VALUES ('a1', 'person:0190f5a0-0000-7000-8000-000000000002', 'name', '\"Zoë\"', '019ec5a0000000000000000000000002', 2)",
    "INSERT INTO versions (account, record, field, stamp, value, replaced) VALUES ('a1', 'opportunity:0190f5a0-0000-7000-8000-000000000001', 'notes', '019ec5a0000000000000000000000000', '\"before\"', 1500)",
    "INSERT INTO sessions (id, account, token_hash, label, created, last_used, confirmed) VALUES ('s1', 'a1', 'h1', 'Firefox on Linux', 1000, 1000, 1000)",
    "INSERT INTO passkeys (id, account, label, credential, created, last_used) VALUES ('p1', 'a1', 'Firefox on Linux', '{}', 1000, 1000)",
    "INSERT INTO recovery_codes (account, code_hash, created) VALUES ('a1', 'c1', 1000)",
];

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
        for statement in FIRST_RELEASE {
            sqlx::query(statement).execute(writer).await.unwrap();
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
            FIRST_RELEASE.len() as u64,
            "after migration {released}"
        );
        let ada = store.account_by_name("ada").await.unwrap().unwrap().id;
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
        assert_eq!(left, 1, "the epoch alone is left");
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

    assert!(
        !store
            .reset_password("r", "new".into(), 2_000)
            .await
            .unwrap()
    );
    assert!(
        store
            .reset_password("r", "new".into(), 1_000)
            .await
            .unwrap()
    );
    assert!(
        !store
            .reset_password("r", "other".into(), 1_000)
            .await
            .unwrap()
    );
    let hash = store.account(&ada).await.unwrap().unwrap().password_hash;
    assert_eq!(hash.as_deref(), Some("new"));
    store.remove_mail_address(&ada).await.unwrap();
    assert_eq!(store.mail_address(&ada).await.unwrap(), None);
}
