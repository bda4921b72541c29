//! SQLite: a file with one writer and many readers.

use std::fmt;
use std::fmt::Write as _;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, AnyPool, Connection, Executor};

use super::backend::{BoxFuture, CONNECTIONS, LONGEST_WAIT, Pools};
use super::migrations::not_up_to_date;
use super::postgres::Line;
use super::queue::Queue;
use super::transfer::make_for_its_owner;
use super::{Backend, Store, begin, why};

/// The client forgets what was acknowledged, so an acknowledged write must survive a power cut: FULL, not NORMAL. What takes a statement of
/// many rows back stays in memory: in a temporary file it was two of five writes of a push.
const WRITER_PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY";
const READER_PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON";

/// A file of SQLite.
pub(super) struct Sqlite {
    file: PathBuf,
}

/// The address of a file, as [`Store::open`] reads it.
#[must_use]
pub fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

impl Sqlite {
    /// The file that an address names after `sqlite:`.
    pub(super) fn at(file: &str) -> Result<Self, String> {
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
        Ok(Self { file: file.into() })
    }

    /// Makes the file where there is none, also where a link leads. It holds hashes and everything people wrote, and is for its owner alone
    /// wherever it lies; so are the files that SQLite lays beside it, which are made like it.
    fn make(&self) -> io::Result<()> {
        // A file that is there is not opened: closing it would end the locks that this process has on it.
        if self.file.try_exists()? {
            return Ok(());
        }
        make_for_its_owner(&self.file).map(|_| ())
    }

    async fn pool(
        &self,
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
            .connect_with(self.options(mode)?)
            .await
    }

    /// In an address `?`, `#`, `%` and `..` mean something else than in the name of a file, so all of it is encoded.
    fn options(&self, mode: &str) -> Result<AnyConnectOptions, sqlx::Error> {
        sqlx::any::install_default_drivers();
        let mut address = String::from("sqlite:");
        for byte in self.file.as_os_str().as_encoded_bytes() {
            let _ = write!(address, "%{byte:02x}");
        }
        AnyConnectOptions::from_str(&format!("{address}?mode={mode}"))
    }
}

impl Backend for Sqlite {
    fn file(&self) -> Option<&Path> {
        Some(&self.file)
    }

    fn is_shared(&self) -> bool {
        false
    }

    fn line(&self) -> Option<Line> {
        None
    }

    fn open(&self) -> BoxFuture<'_, Result<Pools, sqlx::Error>> {
        Box::pin(async move {
            self.make()?;
            Ok(Pools {
                writer: self.pool("rw", 1, WRITER_PRAGMAS).await?,
                reader: self.pool("rw", CONNECTIONS, READER_PRAGMAS).await?,
            })
        })
    }

    fn open_to_read(&self) -> BoxFuture<'_, Result<AnyPool, sqlx::Error>> {
        Box::pin(self.pool("rw", CONNECTIONS, READER_PRAGMAS))
    }

    fn connect(&self) -> BoxFuture<'_, Result<AnyConnection, sqlx::Error>> {
        Box::pin(async move {
            let mut connection = AnyConnection::connect_with(&self.options("rw")?).await?;
            connection.execute(READER_PRAGMAS).await?;
            Ok(connection)
        })
    }

    fn migrate<'a>(
        &'a self,
        writer: &'a AnyPool,
        migrator: Migrator,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            // sqlx locks nothing on SQLite.
            let mut transaction = begin(writer, self)
                .await
                .map_err(|error| error.to_string())?;
            // What `run` does, for a connection in a future that threads may hand to each other.
            let done = migrator.run_direct(None, &mut *transaction, false).await;
            done.map_err(not_up_to_date)?;
            let done = transaction.commit().await;
            done.map_err(|error| not_up_to_date(error.into()))
        })
    }

    fn queue(self: Arc<Self>, writer: &AnyPool) -> Option<Queue> {
        Some(Queue::new(writer.clone(), self))
    }

    fn begin(&self) -> &'static str {
        // A deferred transaction that turns into a writing one fails at once where another one writes.
        "BEGIN IMMEDIATE"
    }

    fn begin_snapshot(&self) -> &'static str {
        "BEGIN"
    }

    fn lock(&self) -> &'static str {
        // The transaction has locked the whole database.
        ""
    }

    fn tables(&self) -> &'static str {
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    }

    /// To SQLite `$7` is a name, and each value that is bound goes through all names before it: with those of 400 rows that was a quarter of
    /// the time of a push.
    fn add_placeholders(&self, text: &mut String, numbers: Range<usize>) {
        for at in 0..numbers.len() {
            text.push_str(if at == 0 { "?" } else { ", ?" });
        }
    }

    /// One flipped bit makes bytes that are no text, for which a whole statement would fail.
    fn bytes_of(&self, text: &str) -> String {
        format!("CAST({text} AS BLOB)")
    }

    fn check(&self, most: u32) -> Option<String> {
        Some(format!("PRAGMA integrity_check({most})"))
    }

    /// Whether SQLite says that the file cannot be read from the disk, is malformed, or is none of its own.
    fn is_damage(&self, error: &sqlx::Error) -> bool {
        const UNREADABLE: [u32; 3] = [10, 11, 26];
        let code = error.as_database_error().and_then(|error| error.code());
        let code = code.and_then(|code| code.parse::<u32>().ok());
        code.is_some_and(|code| UNREADABLE.contains(&(code & 0xff)))
    }

    fn orphans(&self) -> Option<&'static str> {
        Some(
            "SELECT \"table\" AS child, parent, COUNT(*) AS rows FROM pragma_foreign_key_check GROUP BY \"table\", parent",
        )
    }

    fn leave_out_orphans(&self, table: &str) -> Option<String> {
        Some(format!(
            "DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM pragma_foreign_key_check WHERE \"table\" = '{table}')"
        ))
    }

    /// On a connection of its own: copying takes long, and the writer has pushes to write.
    fn copy_to_file<'a>(
        &'a self,
        _: &'a Store,
        file: &'a Path,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            let copy = async {
                // SQLite writes into an empty file, too, and would make one that others may read.
                Self { file: file.into() }.make()?;
                let mut connection = self.connect().await?;
                connection.execute("PRAGMA query_only = OFF").await?;
                sqlx::query("VACUUM INTO $1")
                    .bind(file.display().to_string())
                    .execute(&mut connection)
                    .await?;
                connection.close().await
            };
            copy.await.map_err(|error: sqlx::Error| {
                let (file, why) = (file.display(), why(error));
                format!("The backup could not be written to {file}: {why}")
            })
        })
    }
}

impl fmt::Display for Sqlite {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.file.display())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use super::*;

    #[cfg(unix)]
    #[tokio::test]
    async fn a_database_that_is_made_is_for_its_owner_alone_wherever_it_lies() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = std::env::temp_dir().join(crate::secret::random_id());
        std::fs::create_dir(&folder).unwrap();
        let link = folder.join("link.db");
        symlink(folder.join("of-ours.db"), &link).unwrap();
        let store = Store::open(&sqlite_url(&link)).await.unwrap();
        store
            .execute_for_tests("DELETE FROM facts WHERE name = 'none'")
            .await;
        let copy = folder.join("copy.db");
        store.backend().copy_to_file(&store, &copy).await.unwrap();
        let made = std::fs::read_dir(&folder).unwrap();
        let mut modes: Vec<(String, u32)> = made
            .map(|entry| {
                let path = entry.unwrap().path();
                let mode = std::fs::metadata(&path).unwrap().permissions().mode();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (name, mode & 0o777)
            })
            .collect();
        modes.sort();
        store.close().await;
        std::fs::remove_dir_all(folder).unwrap();
        let names = [
            "copy.db",
            "link.db",
            "of-ours.db",
            "of-ours.db-shm",
            "of-ours.db-wal",
        ];
        assert_eq!(modes, names.map(|name| (name.to_owned(), 0o600)));
    }

    #[tokio::test]
    async fn a_database_that_cannot_be_made_is_named() {
        let file = std::env::temp_dir().join("no-such-folder/one-yes.db");
        let error = Store::open(&sqlite_url(&file)).await.unwrap_err();
        let expected = format!("{} could not be opened: No such file", file.display());
        assert!(error.starts_with(&expected), "{error}");
    }
}
