//! One story suite, told on SQLite and on PostgreSQL alike: what a story begins with. The stories are in a file each subject.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it says"
)]

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::state::record::{Cell, Record, RecordKey};
use domain::state::stamp::Stamp;
use domain::sync::protocol::{Changes, LARGEST_PAGE, Pull, Pulled};
use serde_json::{Value, json};

use super::incoming::PushOutcome;
use super::{AccountId, Store, now_ms, sqlite_url, to_i64};

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
mod clock;
mod failures;
mod mail;
mod migrations;
mod names;
mod sync;
mod transfer;
mod writers;

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

async fn push(store: &Store, account: &AccountId, changes: &Changes) -> PushOutcome {
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

/// Changes rows behind the back of the program.
async fn damage(store: &Store, statement: &'static str) {
    let done = sqlx::query(statement).execute(&store.writer).await.unwrap();
    assert!(done.rows_affected() > 0, "{statement}");
}
