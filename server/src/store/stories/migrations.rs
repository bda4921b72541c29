//! Stories about what is found at an address: databases of earlier and later releases, new files, names that are none.

use sha2::{Digest, Sha256};
use sqlx::Row as _;

use super::*;
use crate::store::migrations::{MIGRATIONS, migrator};

stories![
    a_database_of_another_state_is_left_alone,
    an_earlier_state_with_data_is_brought_up_to_date,
];

/// The SHA-256 of each migration as it was released. Whoever has to change one that is released needs another migration instead.
const RELEASED: [&str; 6] = [
    "a25287f73774b767f26ab54202216d5da18060a3bf4c11b5591f7c41cf045630",
    "867fd66126154ff72a26c8eb0e8777cb24ace30ac7a9dbd807dce18fc3c8f141",
    "7780442a641f53f552ba8d94d88c44e3ffe28182c2e1c5cf0b2ad97a0e66fea6",
    "89191ada4b824fcf606de61a8046aafc1b6e616672637d2519af92deb9c2a011",
    "6bbe3dda312b084b7971852ed00cb2a4e4c4e43f032496b507723b48faf4ea7e",
    "17570f99fe552a9b08c8e9c2495874d6775cdf6812dd9f53f374fb9f92ddba38",
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

async fn a_database_of_another_state_is_left_alone(fresh: &Fresh) {
    filled(fresh).await;
    let steps = to_i64(MIGRATIONS.len() as u64);
    let earlier = "DELETE FROM _sqlx_migrations WHERE version = 6";
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
pub(super) const RELEASES: [&[&str]; 6] = [
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
    &[],
    &[
        "INSERT INTO links (id, account, token_hash, kind, record, made, ends, seen, answers) VALUES ('l1', 'a1', 'k1', 'share', '0190f5a0-0000-7000-8000-000000000003', 1000, 2000, 1500, 2)",
    ],
];

/// What the account of these rows counts at each release: since the fourth with the names of its
/// fields, since the fifth what its cells take on the disk.
const COUNTED: [&str; 6] = [
    "UPDATE accounts SET size = 12",
    "UPDATE accounts SET size = 12",
    "UPDATE accounts SET size = 12",
    "UPDATE accounts SET size = 23",
    "UPDATE accounts SET size = 696, records = 2",
    "UPDATE accounts SET size = 696, records = 2",
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
        let statements = RELEASES[..released].concat();
        let counted = [&FIRST_EPOCH, &COUNTED[released - 1]];
        for statement in statements.iter().chain(counted) {
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
