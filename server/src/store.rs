//! What the server keeps, in SQLite or PostgreSQL: opening, migrations, transactions. One SQL text for both; start here for SQL.

pub(crate) mod accounts;
pub mod cells;
mod feeds;
pub(crate) mod mail;
pub(crate) mod push;
mod queue;
#[cfg(test)]
mod stories;
pub(crate) mod transfer;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{Any, AnyPool, Executor, Row, SqlStr, Transaction};

/// The migrations, oldest first. Released ones are never changed; what is to be different is another one.
const MIGRATIONS: [(i64, &str, &str); 3] = [
    (
        1,
        "accounts and cells",
        include_str!("../migrations/0001_accounts_and_cells.sql"),
    ),
    (2, "mail", include_str!("../migrations/0002_mail.sql")),
    (
        3,
        "calendar and push",
        include_str!("../migrations/0003_calendar_and_push.sql"),
    ),
];

/// Readers at a time on SQLite, connections in all on PostgreSQL.
const CONNECTIONS: u32 = 8;

/// How long a request waits for its turn at the database.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// The database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    /// Where everything is written. On SQLite one connection, because it has one writer at a time.
    pub(crate) writer: AnyPool,
    /// Where it is only read.
    pub(crate) reader: AnyPool,
    backend: Backend,
    epoch: Arc<str>,
    /// Where pushes wait for the one writer of SQLite.
    queue: Option<queue::Queue>,
}

/// Which database it is. Nothing but opening, locking and backups may depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file, or nothing but memory.
    Sqlite,
    /// A server, for one or several processes of ours.
    Postgres,
}

/// Why the database did not do what was asked.
#[derive(Debug)]
pub struct StoreError(sqlx::Error);

impl fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the database failed: {}", self.0)
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self(error)
    }
}

impl StoreError {
    /// Whether a row with the same key was there already.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        self.0
            .as_database_error()
            .is_some_and(sqlx::error::DatabaseError::is_unique_violation)
    }
}

/// The id of an account, a random UUID. It is no secret and opens nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(pub String);

impl Store {
    /// Opens the database at `sqlite:<file>` or `postgres://…` and brings its tables up to date.
    ///
    /// # Errors
    /// Says in a sentence what is wrong with the address, the database, or the state of its tables.
    pub async fn open(url: &str) -> Result<Self, String> {
        sqlx::any::install_default_drivers();
        let backend = if url.starts_with("sqlite:") {
            Backend::Sqlite
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Backend::Postgres
        } else {
            return Err(
                "The database is named by sqlite:<file> or postgres://<user>@<host>/<name>.".into(),
            );
        };
        let failed = |error: sqlx::Error| format!("The database could not be opened: {error}");
        let (writer, reader) = match backend {
            Backend::Sqlite => {
                let file = url.split('?').next().unwrap_or(url);
                let writer = sqlite_pool(format!("{file}?mode=rwc"), 1, WRITER_PRAGMAS).await;
                let writer = writer.map_err(failed)?;
                let reader = sqlite_pool(format!("{file}?mode=rw"), CONNECTIONS, READER_PRAGMAS);
                (writer, reader.await.map_err(failed)?)
            }
            Backend::Postgres => {
                let options = AnyConnectOptions::from_str(url).map_err(failed)?;
                let pool = AnyPoolOptions::new()
                    .max_connections(CONNECTIONS)
                    .acquire_timeout(LONGEST_WAIT)
                    .connect_with(options)
                    .await
                    .map_err(failed)?;
                (pool.clone(), pool)
            }
        };
        migrator(&MIGRATIONS)
            .run(&writer)
            .await
            .map_err(|error| format!("The tables could not be brought up to date: {error}"))?;
        let epoch = epoch(&writer).await.map_err(failed)?;
        let queue = (backend == Backend::Sqlite).then(|| queue::Queue::new(writer.clone()));
        Ok(Self {
            queue,
            writer,
            reader,
            backend,
            epoch: epoch.into(),
        })
    }

    /// Which database it is.
    #[must_use]
    pub const fn backend(&self) -> Backend {
        self.backend
    }

    /// What tells this database from every other one, a restored backup of itself included.
    #[must_use]
    pub fn epoch(&self) -> &str {
        &self.epoch
    }

    /// Begins a transaction that writes.
    ///
    /// # Errors
    /// Where the database cannot be reached or does not take another writer in time.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>, StoreError> {
        begin(&self.writer, self.backend).await
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// Where it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").fetch_one(&self.reader).await?;
        Ok(())
    }

    /// For tests: changes what only time changes. `statement` is a fixed text.
    ///
    /// # Panics
    /// Where the database refuses it.
    #[doc(hidden)]
    #[expect(clippy::unwrap_used, reason = "only tests come here")]
    pub async fn execute_for_tests(&self, statement: &'static str) {
        sqlx::query(statement).execute(&self.writer).await.unwrap();
    }

    /// Ends all connections; on SQLite this also folds the write-ahead log into the file.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

async fn begin(
    writer: &AnyPool,
    backend: Backend,
) -> Result<Transaction<'static, Any>, StoreError> {
    let statement = match backend {
        // A deferred transaction that turns into a writing one fails at once where another one writes.
        Backend::Sqlite => "BEGIN IMMEDIATE",
        Backend::Postgres => "BEGIN",
    };
    Ok(writer.begin_with(statement).await?)
}

/// The present time, in milliseconds since 1970, UTC.
#[must_use]
pub fn now_ms() -> u64 {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX)
}

/// A number as the database has it. Ours are far below 2^63.
pub(crate) fn to_i64(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number from the database. Ours are never negative.
pub(crate) fn to_u64(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// The client forgets what was acknowledged, so an acknowledged write must survive a power cut: FULL, not NORMAL.
const WRITER_PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 4000";
const READER_PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON";

async fn sqlite_pool(
    url: String,
    connections: u32,
    pragmas: &'static str,
) -> Result<AnyPool, sqlx::Error> {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(LONGEST_WAIT)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                connection.execute(pragmas).await?;
                Ok(())
            })
        })
        .connect_with(AnyConnectOptions::from_str(&url)?)
        .await
}

fn migrator(migrations: &[(i64, &'static str, &'static str)]) -> Migrator {
    let migrations = migrations
        .iter()
        .map(|(version, name, sql)| {
            Migration::new(
                *version,
                (*name).into(),
                MigrationType::Simple,
                SqlStr::from_static(sql),
                false,
            )
        })
        .collect();
    Migrator::with_migrations(migrations)
}

/// Reads the epoch, or makes it where the database is new.
async fn epoch(writer: &AnyPool) -> Result<String, sqlx::Error> {
    sqlx::query(
        "INSERT INTO facts (name, value) VALUES ('epoch', $1) ON CONFLICT (name) DO NOTHING",
    )
    .bind(crate::secret::random_id())
    .execute(writer)
    .await?;
    let row = sqlx::query("SELECT value FROM facts WHERE name = 'epoch'")
        .fetch_one(writer)
        .await?;
    row.try_get("value")
}
