//! What the server keeps, in SQLite or PostgreSQL: opening, transactions, errors. Start here for SQL: one text for both, and in `backend` what
//! they differ in.

pub(crate) mod accounts;
mod backend;
pub mod cells;
mod feeds;
mod found;
pub(crate) mod mail;
mod migrations;
mod postgres;
pub(crate) mod push;
mod queue;
mod sqlite;
#[cfg(test)]
mod stories;
pub(crate) mod transfer;

use std::fmt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use sqlx::{Any, AnyPool, Row, Transaction};

use backend::Backend;
use backend::Pools;
pub(crate) use backend::{database_at, is_postgres};
pub(crate) use found::Found;
use migrations::{LATEST, MIGRATIONS, migrator};
pub(crate) use postgres::{Line, Listener};
pub use sqlite::sqlite_url;

/// The database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    /// Where everything is written. On SQLite one connection, because it has one writer at a time.
    writer: AnyPool,
    /// Where it is only read.
    reader: AnyPool,
    /// Which database it is.
    backend: Arc<dyn Backend>,
    epoch: Arc<str>,
    /// Where pushes wait for the one writer of SQLite.
    queue: Option<queue::Queue>,
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
    /// Opens the database at `sqlite:<file>` or `postgres://…`, makes it where there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// Says in a sentence what is wrong with the address, the database, or the state of its tables.
    pub async fn open(url: &str) -> Result<Self, String> {
        let backend = database_at(url)?;
        match backend.find().await? {
            Found::Nothing => {}
            Found::Ours(version) if version <= LATEST => {}
            // On a server, programs may share a database; a file is one program's.
            Found::Foreign if backend.is_shared() => {}
            other => return Err(backend.refusal(&other)),
        }
        let Pools { writer, reader } = backend.open().await.map_err(not_opened(&*backend))?;
        backend.migrate(&writer, migrator(&MIGRATIONS)).await?;
        make_epoch(&writer).await.map_err(not_opened(&*backend))?;
        let epoch = read_epoch(&writer).await.map_err(not_opened(&*backend))?;
        Ok(Self {
            queue: backend.clone().queue(&writer),
            writer,
            reader,
            backend,
            epoch: epoch.into(),
        })
    }

    /// Opens a database only to read it, as it is: nothing is made and nothing brought up to date.
    ///
    /// # Errors
    /// Says in a sentence why it is no database to read, and what to do.
    pub async fn open_as_is(url: &str) -> Result<Self, String> {
        let backend = database_at(url)?;
        match backend.find().await? {
            Found::Ours(LATEST) => {}
            other => return Err(backend.refusal(&other)),
        }
        let reader = backend
            .open_to_read()
            .await
            .map_err(not_opened(&*backend))?;
        let epoch = read_epoch(&reader).await.map_err(not_opened(&*backend))?;
        Ok(Self {
            queue: None,
            writer: reader.clone(),
            reader,
            backend,
            epoch: epoch.into(),
        })
    }

    /// What depends on which database it is.
    pub(crate) fn backend(&self) -> &dyn Backend {
        &*self.backend
    }

    /// What tells this database from every other one, a restored backup of itself included; as it was when this process opened it.
    /// Pushes and pulls read the present one.
    #[must_use]
    pub fn epoch(&self) -> &str {
        &self.epoch
    }

    /// Begins a transaction that writes.
    ///
    /// # Errors
    /// Where the database cannot be reached or does not take another writer in time.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>, StoreError> {
        begin(&self.writer, self.backend()).await
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
    backend: &dyn Backend,
) -> Result<Transaction<'static, Any>, StoreError> {
    Ok(writer.begin_with(backend.begin()).await?)
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

fn not_opened(backend: &dyn Backend) -> impl Fn(sqlx::Error) -> String {
    move |error| format!("{backend} could not be opened: {}", why(error))
}

/// Why a database failed, in its own words: those of sqlx speak of a connection where a file is not there.
fn why(error: sqlx::Error) -> String {
    match error {
        sqlx::Error::Io(error) => error.to_string(),
        other => other.to_string(),
    }
}

async fn make_epoch(writer: &AnyPool) -> Result<(), sqlx::Error> {
    let epoch =
        "INSERT INTO facts (name, value) VALUES ('epoch', $1) ON CONFLICT (name) DO NOTHING";
    let made = sqlx::query(epoch).bind(crate::secret::random_id());
    made.execute(writer).await.map(|_| ())
}

async fn read_epoch(pool: &AnyPool) -> Result<String, sqlx::Error> {
    let row = sqlx::query("SELECT value FROM facts WHERE name = 'epoch'");
    row.fetch_one(pool).await?.try_get("value")
}
