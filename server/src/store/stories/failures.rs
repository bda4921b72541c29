//! Stories about writes that fail: each fails alone, whatever has become of its connection.

use std::time::Duration;

use sqlx::Row as _;

use super::*;

stories![
    a_write_that_fails_stops_nothing_beyond_itself,
    what_a_lost_connection_had_begun_is_taken_back,
    a_file_that_is_gone_takes_nothing,
    a_full_disk_is_not_called_damage,
];

/// Has the next write of something long fail: at once, or when it is to be committed.
async fn fail_long_writes(fresh: &Fresh) {
    let statements: &[&'static str] = if fresh.is_sqlite() {
        // On a full disk, too, SQLite rolls back by itself.
        &[
            "CREATE TRIGGER short AFTER INSERT ON cells WHEN LENGTH(NEW.value) > 1000 BEGIN SELECT RAISE(ROLLBACK, 'no room'); END",
        ]
    } else {
        &[
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF LENGTH(NEW.value) > 1000 THEN RAISE EXCEPTION ''no room''; END IF; RETURN NULL; END'",
            "CREATE CONSTRAINT TRIGGER short AFTER INSERT ON cells DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()",
        ]
    };
    for statement in statements {
        sqlx::query(*statement)
            .execute(&fresh.store.writer)
            .await
            .unwrap();
    }
}

async fn a_write_that_fails_stops_nothing_beyond_itself(fresh: &Fresh) {
    let (store, ada) = (&fresh.store, account(&fresh.store, "ada").await);
    let bob = account(store, "bob").await;
    let short = |number| cells(number, "role", json!("Cook"), stamp(NOW, 1));
    push(store, &ada, &short(1)).await;
    fail_long_writes(fresh).await;
    let long = cells(2, "notes", json!("x".repeat(200_000)), stamp(NOW, 1));
    store.push(&ada, long, NOW).await.unwrap_err();
    assert_eq!(everything(store, &ada).await, short(1));
    // Again and again: a connection that was lost to one failure must not wait for its age.
    for number in 3..6 {
        push(store, &ada, &short(number)).await;
        push(store, &bob, &short(number)).await;
    }
    assert_eq!(everything(store, &ada).await.len(), 4);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

async fn what_a_lost_connection_had_begun_is_taken_back(fresh: &Fresh) {
    let (store, ada) = (&fresh.store, account(&fresh.store, "ada").await);
    let rename = "UPDATE accounts SET name = 'begun'";
    let mut writing = store.begin().await.unwrap();
    sqlx::query(rename).execute(&mut *writing).await.unwrap();
    if fresh.is_sqlite() {
        drop(writing);
    } else {
        let this = sqlx::query("SELECT pg_backend_pid() AS this");
        let this = this.fetch_one(&mut *writing).await.unwrap();
        sqlx::query("SELECT pg_terminate_backend($1)")
            .bind(this.get::<i32, _>("this"))
            .execute(&store.writer)
            .await
            .unwrap();
        writing.commit().await.unwrap_err();
    }
    for number in 1..10 {
        let role = cells(number, "role", json!("Cook"), stamp(NOW, 1));
        push(store, &ada, &role).await;
        assert_eq!(store.account_name(&ada).await.unwrap().unwrap(), "ada");
    }
}

async fn a_file_that_is_gone_takes_nothing(fresh: &Fresh) {
    let (store, ada) = (&fresh.store, account(&fresh.store, "ada").await);
    let Some(file) = store.backend().file() else {
        return;
    };
    let role = |number| cells(number, "role", json!("Cook"), stamp(NOW, 1));
    push(store, &ada, &role(1)).await;
    assert_eq!(everything(store, &ada).await, role(1));
    let aside = file.with_extension("aside");
    std::fs::rename(file, &aside).unwrap();
    let other_file = || std::fs::write(file, "another file").unwrap();
    for replace in [&|| (), &other_file as &dyn Fn()] {
        replace();
        let failure = store.push(&ada, role(2), NOW).await.unwrap_err();
        assert!(
            failure.to_string().contains("deleted or replaced"),
            "{failure}"
        );
        store.forget_expired(NOW).await.unwrap_err();
        assert_eq!(still_read(store, &ada).await, Some(role(1)));
    }
    std::fs::rename(&aside, file).unwrap();
    push(store, &ada, &role(2)).await;
}

/// What the connections that are open still read. One that was just used goes back to the pool by a
/// task of its own; until it is there, the pool would open another, which a missing file forbids.
async fn still_read(store: &Store, account: &AccountId) -> Option<Changes> {
    for _ in 0..1_000 {
        let read = store
            .pull(account, &Pull::default(), LARGEST_PAGE, NOW)
            .await;
        if let Ok(Some(pulled)) = read {
            return Some(pulled.changes);
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    None
}

async fn a_full_disk_is_not_called_damage(fresh: &Fresh) {
    let (store, ada) = (&fresh.store, account(&fresh.store, "ada").await);
    if !fresh.is_sqlite() {
        return;
    }
    // The file may not grow for as long as this connection lives.
    let mut full = store.begin().await.unwrap();
    for (statement, is_taken) in [
        ("PRAGMA max_page_count = 1", true),
        (
            "INSERT INTO facts (name, value) SELECT 'x', HEX(ZEROBLOB(1000000))",
            false,
        ),
    ] {
        let done = sqlx::query(statement).execute(&mut *full).await;
        assert_eq!(done.is_ok(), is_taken, "{statement}");
        if let Err(error) = done {
            assert!(error.to_string().contains("full"), "{error}");
            assert!(!store.backend().is_damage(&error));
        }
    }
    drop(full);
    push(store, &ada, &cells(1, "role", json!("Cook"), stamp(NOW, 1))).await;
}
