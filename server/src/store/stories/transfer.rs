//! Stories about whole databases: backups, copies from either to either, damage.

use std::collections::BTreeMap;

use domain::sync::protocol::Restart;
use sqlx::Row as _;

use super::migrations::RELEASES;
use super::*;
use crate::store::transfer::{Epoch, columns};

stories![
    a_backup_restores_to_the_same_rows_under_another_epoch,
    a_backup_from_before_a_clock_was_ahead_keeps_its_lead,
    a_backup_does_not_wait_for_the_writer,
    a_backup_that_fails_leaves_nothing,
    a_backup_with_unreadable_cells_is_kept_and_restores,
    one_alone_makes_the_backup_of_an_hour,
    a_copy_to_either_database_and_back_is_equal,
    every_column_is_copied,
    damage_is_found,
];

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

async fn a_backup_from_before_a_clock_was_ahead_keeps_its_lead(fresh: &Fresh) {
    let store = &fresh.store;
    filled(fresh).await;
    store.watch_clock(NOW).await.unwrap();
    let folder = folder_of(fresh);
    let file = folder.join("backup.db");
    store.back_up(&file).await.unwrap();
    store.watch_clock(NOW + 3_600_000).await.unwrap();
    store.watch_clock(NOW).await.unwrap();
    let lead = async |store: &Store| store.known_clock().await.unwrap().unwrap().lead;
    let before = lead(store).await;
    assert!(before.is_some());
    let backup = Store::open_as_is(&sqlite_url(&file)).await.unwrap();
    assert_eq!(lead(&backup).await, None);
    backup.copy_into(store, Epoch::Renewed).await.unwrap();
    assert_eq!(lead(store).await, before);
    backup.close().await;
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
        "UPDATE accounts SET size = (SELECT SUM(240 + 2 * (OCTET_LENGTH(record) + OCTET_LENGTH(field)) + OCTET_LENGTH(value)) FROM cells)",
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
    // What was mended takes more bytes, and is counted as it is now.
    let faults = there.store.faults().await.unwrap();
    assert_eq!(faults.len(), 1, "{faults:?}");
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
    let before = rows_of_all(&fresh.store).await;
    assert_eq!(rows_of_all(&there.store).await, before);
    assert_eq!(rows_of_all(&back.store).await, before);
    let again = Store::open_as_is(&back.url).await.unwrap();
    assert_eq!(again.epoch(), fresh.store.epoch());
    again.close().await;
    there.store.close().await;
    back.store.close().await;
}

/// Every row of every table, as the database tells it, without what the product copies and compares by.
async fn rows_of_all(store: &Store) -> Vec<String> {
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column, ..) in columns() {
        let as_text = format!("'{column}=' || COALESCE(CAST({column} AS TEXT), 'null')");
        tables.entry(table).or_default().push(as_text);
    }
    let mut all = Vec::new();
    for (table, columns) in tables {
        let asked = format!("SELECT {} AS whole FROM {table}", columns.join(" || "));
        let rows = sqlx::query(sqlx::AssertSqlSafe(asked))
            .fetch_all(&store.reader)
            .await;
        for row in rows.unwrap() {
            all.push(format!(
                "{table}: {}",
                row.try_get::<String, _>("whole").unwrap()
            ));
        }
    }
    all.sort();
    all
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
