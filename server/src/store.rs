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
use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{Any, AnyConnection, AnyPool, Connection, Executor, Row, SqlStr, Transaction};

/// The migrations, oldest first. Released ones are never changed; what is to be different is another one.
const MIGRATIONS: [(i64, &str, &str); 4] = [
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
    (
        4,
        "names of fields count",
        include_str!("../migrations/0004_names_of_fields_count.sql"),
    ),
];

/// The step the tables are at when all migrations are done.
const LATEST: i64 = MIGRATIONS[MIGRATIONS.len() - 1].0;

/// Readers at a time on SQLite, connections in all on PostgreSQL.
const CONNECTIONS: u32 = 8;

/// How long a request waits for its turn at the database.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// A connection to a server that was idle for longer is tried before it is used: the server may have gone.
const TRUSTED_IDLE: Duration = Duration::from_secs(1);

/// The database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    /// Where everything is written. On SQLite one connection, because it has one writer at a time.
    pub(crate) writer: AnyPool,
    /// Where it is only read.
    pub(crate) reader: AnyPool,
    place: Place,
    epoch: Arc<str>,
    /// Where pushes wait for the one writer of SQLite.
    queue: Option<queue::Queue>,
}

/// Which database it is. Nothing but opening, locking and backups may depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file.
    Sqlite,
    /// A server, for one or several processes of ours.
    Postgres,
}

/// Where a database is.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// The file of SQLite.
    File(PathBuf),
    /// The address of PostgreSQL.
    Server(String),
}

/// What is found at a place before anything is written to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// No file, or nothing in it yet.
    Nothing,
    /// Tables of another program.
    Foreign,
    /// A database of ours, with the migrations done up to here.
    Ours(i64),
    /// A file that SQLite cannot read, with what it says.
    Damaged(String),
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
        let place = Place::parse(url)?;
        match place.find().await? {
            Found::Nothing => {}
            Found::Ours(version) if version <= LATEST => {}
            // On a server, programs may share a database; a file is one program's.
            Found::Foreign if place.backend() == Backend::Postgres => {}
            other => return Err(place.refusal(&other)),
        }
        let (writer, reader) = match &place {
            Place::File(file) => {
                let writer = sqlite_pool(file, "rwc", 1, WRITER_PRAGMAS).await;
                let writer = writer.map_err(not_opened)?;
                let reader = sqlite_pool(file, "rw", CONNECTIONS, READER_PRAGMAS).await;
                (writer, reader.map_err(not_opened)?)
            }
            Place::Server(url) => {
                let pool = postgres_pool(url).await.map_err(not_opened)?;
                (pool.clone(), pool)
            }
        };
        bring_up_to_date(&writer, place.backend()).await?;
        make_epoch(&writer).await.map_err(not_opened)?;
        let epoch = read_epoch(&writer).await.map_err(not_opened)?;
        let queue = matches!(place, Place::File(_)).then(|| queue::Queue::new(writer.clone()));
        Ok(Self {
            queue,
            writer,
            reader,
            place,
            epoch: epoch.into(),
        })
    }

    /// Opens a database only to read it, as it is: nothing is made and nothing brought up to date.
    ///
    /// # Errors
    /// Says in a sentence why it is no database to read, and what to do.
    pub async fn open_as_is(url: &str) -> Result<Self, String> {
        let place = Place::parse(url)?;
        match place.find().await? {
            Found::Ours(LATEST) => {}
            other => return Err(place.refusal(&other)),
        }
        let reader = match &place {
            Place::File(file) => sqlite_pool(file, "rw", CONNECTIONS, READER_PRAGMAS).await,
            Place::Server(url) => postgres_pool(url).await,
        };
        let reader = reader.map_err(not_opened)?;
        let epoch = read_epoch(&reader).await.map_err(not_opened)?;
        Ok(Self {
            queue: None,
            writer: reader.clone(),
            reader,
            place,
            epoch: epoch.into(),
        })
    }

    /// Which database it is.
    #[must_use]
    pub const fn backend(&self) -> Backend {
        self.place.backend()
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
    backend: Backend,
) -> Result<Transaction<'static, Any>, StoreError> {
    let statement = match backend {
        // A deferred transaction that turns into a writing one fails at once where another one writes.
        Backend::Sqlite => "BEGIN IMMEDIATE",
        // A machine that lost power leaves its transaction open, with the account's row locked, until the network notices.
        Backend::Postgres => {
            "BEGIN; SET LOCAL lock_timeout = '10s'; SET LOCAL idle_in_transaction_session_timeout = '30s'"
        }
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

/// `($1, $2), ($3, $4)` for so many rows of so many columns, or `(?, ?), (?, ?)` on SQLite.
fn placeholders(rows: usize, columns: usize, backend: Backend) -> String {
    let mut text = String::with_capacity(rows * columns * 7);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        let first = row * columns + 1;
        add_numbered(&mut text, first..first + columns, backend);
        text.push(')');
    }
    text
}

/// `$1, $2`, or `?, ?` on SQLite. To SQLite `$7` is a name, and each value that is bound goes through all names before it: with those of
/// 400 rows that was a quarter of the time of a push. With `?` the order in the text has to be that of the numbers.
fn add_numbered(text: &mut String, numbers: Range<usize>, backend: Backend) {
    let first = numbers.start;
    for number in numbers {
        if number != first {
            text.push_str(", ");
        }
        let _ = match backend {
            Backend::Sqlite => text.write_char('?'),
            Backend::Postgres => write!(text, "${number}"),
        };
    }
}

/// The client forgets what was acknowledged, so an acknowledged write must survive a power cut: FULL, not NORMAL. What takes a statement of
/// many rows back stays in memory: in a temporary file it was two of five writes of a push.
const WRITER_PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY";
const READER_PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON";

async fn sqlite_pool(
    file: &Path,
    mode: &str,
    connections: u32,
    pragmas: &'static str,
) -> Result<AnyPool, sqlx::Error> {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(LONGEST_WAIT)
        // A file does not hang up.
        .test_before_acquire(false)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                connection.execute(pragmas).await?;
                Ok(())
            })
        })
        .connect_with(sqlite_options(file, mode)?)
        .await
}

/// In an address `?`, `#`, `%` and `..` mean something else than in the name of a file, so all of it is encoded.
fn sqlite_options(file: &Path, mode: &str) -> Result<AnyConnectOptions, sqlx::Error> {
    sqlx::any::install_default_drivers();
    let mut address = String::from("sqlite:");
    for byte in file.as_os_str().as_encoded_bytes() {
        let _ = write!(address, "%{byte:02x}");
    }
    AnyConnectOptions::from_str(&format!("{address}?mode={mode}"))
}

async fn postgres_pool(url: &str) -> Result<AnyPool, sqlx::Error> {
    AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(LONGEST_WAIT)
        // Each is tried when it is given back. Trying it again at once would be one round trip of a dozen.
        .test_before_acquire(false)
        .before_acquire(|connection, about| {
            Box::pin(async move {
                if about.idle_for > TRUSTED_IDLE {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(postgres_options(url)?)
        .await
}

fn postgres_options(url: &str) -> Result<AnyConnectOptions, sqlx::Error> {
    sqlx::any::install_default_drivers();
    AnyConnectOptions::from_str(url)
}

fn not_opened(error: sqlx::Error) -> String {
    format!("The database could not be opened: {error}")
}

/// The address of a file, as [`Store::open`] reads it.
#[must_use]
pub fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

impl Place {
    /// Reads an address. After `sqlite:` stands the name of a file and nothing else.
    pub(crate) fn parse(url: &str) -> Result<Self, String> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            return Ok(Self::Server(url.to_owned()));
        }
        let Some(file) = url.strip_prefix("sqlite:") else {
            return Err(
                "The database is named by sqlite:<file> or postgres://<user>@<host>/<name>.".into(),
            );
        };
        let file = file.strip_prefix("//").unwrap_or(file);
        let options = file.rsplit_once('?').map_or("", |(_, options)| options);
        if ["mode=", "cache=", "immutable=", "vfs="]
            .iter()
            .any(|option| options.starts_with(option))
        {
            return Err("sqlite:<file> takes no options. Leave out what follows the “?”.".into());
        }
        if file.is_empty() || file == ":memory:" {
            return Err("The database needs a file. Name it by sqlite:<file>.".into());
        }
        Ok(Self::File(file.into()))
    }

    /// Which database it is.
    pub(crate) const fn backend(&self) -> Backend {
        match self {
            Self::File(_) => Backend::Sqlite,
            Self::Server(_) => Backend::Postgres,
        }
    }

    /// Looks what is there, without writing.
    ///
    /// # Errors
    /// Says in a sentence why nobody can look.
    pub(crate) async fn find(&self) -> Result<Found, String> {
        if self.is_missing() {
            return Ok(Found::Nothing);
        }
        let look = async {
            let mut connection = self.connect().await?;
            let found = find(&mut connection, self.backend()).await;
            connection.close().await?;
            found
        };
        match look.await {
            Err(error) if self.is_damage(&error) => Ok(Found::Damaged(error.to_string())),
            found => found.map_err(not_opened),
        }
    }

    /// What the database's own check says against the file; `None` where it is sound, where there is none, and for PostgreSQL.
    ///
    /// # Errors
    /// Says in a sentence why it could not be checked.
    pub(crate) async fn damage(&self) -> Result<Option<String>, String> {
        if self.backend() == Backend::Postgres || self.is_missing() {
            return Ok(None);
        }
        let look = async {
            let mut connection = self.connect().await?;
            let row = sqlx::query("PRAGMA integrity_check(1)");
            let row = row.fetch_one(&mut connection).await?;
            connection.close().await?;
            row.try_get::<String, _>(0)
        };
        match look.await {
            Ok(told) if told == "ok" => Ok(None),
            Ok(told) => Ok(Some(told)),
            Err(error) if self.is_damage(&error) => Ok(Some(error.to_string())),
            Err(error) => Err(not_opened(error)),
        }
    }

    /// A connection besides those of a store. It makes nothing and changes nothing.
    pub(crate) async fn connect(&self) -> Result<AnyConnection, sqlx::Error> {
        match self {
            Self::File(file) => {
                let options = sqlite_options(file, "rw")?;
                let mut connection = AnyConnection::connect_with(&options).await?;
                connection.execute(READER_PRAGMAS).await?;
                Ok(connection)
            }
            Self::Server(url) => AnyConnection::connect_with(&postgres_options(url)?).await,
        }
    }

    /// Says why what was found cannot be used, and what to do.
    pub(crate) fn refusal(&self, found: &Found) -> String {
        let what_to_do = match found {
            Found::Nothing if self.is_missing() => {
                return format!(
                    "There is no database at {self}. Name it with --database or --data-dir."
                );
            }
            Found::Nothing | Found::Foreign => {
                "is no database of One Yes. Name the right one with --database or --data-dir".into()
            }
            Found::Ours(version) if *version > LATEST => format!(
                "was written by a newer One Yes: its tables are at step {version}, and this program knows {LATEST}. Use the newer program"
            ),
            Found::Ours(version) => format!(
                "was written by an older One Yes: its tables are at step {version}, and this program needs {LATEST}. Start the server once, it brings them up to date"
            ),
            Found::Damaged(told) => format!(
                "is damaged ({told}). Put a backup in its place: server restore <backup> --replace"
            ),
        };
        format!("{self} {what_to_do}. Nothing was changed.")
    }

    fn is_missing(&self) -> bool {
        matches!(self, Self::File(file) if !file.exists())
    }

    /// Whether the file is to blame: SQLite says that it cannot be read from the disk, is malformed, or is none of its own.
    fn is_damage(&self, error: &sqlx::Error) -> bool {
        const UNREADABLE: [u32; 3] = [10, 11, 26];
        let code = error.as_database_error().and_then(|error| error.code());
        let code = code.and_then(|code| code.parse::<u32>().ok());
        self.backend() == Backend::Sqlite
            && code.is_some_and(|code| UNREADABLE.contains(&(code & 0xff)))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(formatter, "{}", file.display()),
            // Its address may hold a password.
            Self::Server(_) => formatter.write_str("The PostgreSQL database"),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

async fn find(connection: &mut AnyConnection, backend: Backend) -> Result<Found, sqlx::Error> {
    let tables = match backend {
        Backend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Backend::Postgres => {
            "SELECT CAST(table_name AS TEXT) AS name FROM information_schema.tables WHERE table_schema = CURRENT_SCHEMA()"
        }
    };
    let mut names = Vec::new();
    for row in sqlx::query(tables).fetch_all(&mut *connection).await? {
        names.push(row.try_get::<String, _>("name")?);
    }
    let has = |name: &str| names.iter().any(|held| held == name);
    if !has("_sqlx_migrations") {
        let is_empty = names.is_empty();
        return Ok(if is_empty {
            Found::Nothing
        } else {
            Found::Foreign
        });
    }
    if !has("facts") {
        return Ok(Found::Nothing);
    }
    let epoch = "SELECT value FROM facts WHERE name = 'epoch'";
    if sqlx::query(epoch)
        .fetch_optional(&mut *connection)
        .await?
        .is_none()
    {
        return Ok(Found::Nothing);
    }
    let version = "SELECT COALESCE(MAX(version), 0) AS version FROM _sqlx_migrations";
    let row = sqlx::query(version).fetch_one(&mut *connection).await?;
    Ok(Found::Ours(row.try_get("version")?))
}

/// Runs the migrations that are missing. Another process may do the same at the same moment: one waits for the other.
async fn bring_up_to_date(writer: &AnyPool, backend: Backend) -> Result<(), String> {
    let migrator = migrator(&MIGRATIONS);
    let outcome = match backend {
        Backend::Sqlite => {
            // sqlx locks nothing on SQLite.
            let mut transaction = begin(writer, backend)
                .await
                .map_err(|error| error.to_string())?;
            // What `run` does, for a connection in a future that threads may hand to each other.
            match migrator.run_direct(None, &mut *transaction, false).await {
                Ok(()) => transaction.commit().await.map_err(Into::into),
                Err(error) => Err(error),
            }
        }
        Backend::Postgres => migrator.run(writer).await,
    };
    outcome.map_err(|error| format!("The tables could not be brought up to date: {error}"))
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
