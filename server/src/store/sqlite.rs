//! SQLite: a file with one writer and many readers.

use std::fmt;
use std::fmt::Write as _;
use std::io;
use std::ops::Range;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::OnceLock;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, AnyPool, Connection, Executor};

use super::backend::{Backend, BoxFuture, CONNECTIONS, LONGEST_WAIT, Pools};
use super::error::{StoreError, why};
use super::migrations::not_up_to_date;
use super::private_files;
use super::raw_text::hexadecimal;

/// The client forgets what was acknowledged, so an acknowledged write must survive a power cut:
/// FULL, not NORMAL. The journal of a statement of many rows stays in memory: in a temporary file
/// it was two of five writes of a push.
const WRITER_PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY";
const READER_PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON";
/// A page of changes is sorted in memory: on a full disk there is no room for a temporary file, and
/// what is there must be readable.
const POOL_PRAGMAS: &str =
    "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON; PRAGMA temp_store = MEMORY";

/// A file of SQLite.
pub(super) struct Sqlite {
    file: PathBuf,
    /// The device and the inode of the file that was opened to write.
    opened: OnceLock<(u64, u64)>,
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
        Ok(Self::of(file.into()))
    }

    fn of(file: PathBuf) -> Self {
        Self {
            file,
            opened: OnceLock::new(),
        }
    }

    /// The device and the inode of the file that has the name now.
    fn identity(&self) -> io::Result<(u64, u64)> {
        let about = std::fs::metadata(&self.file)?;
        Ok((about.dev(), about.ino()))
    }

    /// Makes the file where there is none, also where a link leads. It holds hashes and everything
    /// people wrote, and is for its owner alone wherever it lies; so are the files that SQLite lays
    /// beside it, which are made like it.
    fn make(&self) -> io::Result<()> {
        // A file that is there is not opened: closing it would end the locks that this process has
        // on it.
        if self.file.try_exists()? {
            return Ok(());
        }
        private_files::create_file(&self.file).map(|_| ())
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

    /// In an address `?`, `#`, `%` and `..` mean something else than in the name of a file, so all
    /// of it is encoded.
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

    fn notify_url(&self) -> Option<&str> {
        None
    }

    fn has_one_writer(&self) -> bool {
        true
    }

    fn open(&self) -> BoxFuture<'_, Result<Pools, sqlx::Error>> {
        Box::pin(async move {
            self.make()?;
            let _ = self.opened.set(self.identity()?);
            Ok(Pools {
                writer: self.pool("rw", 1, WRITER_PRAGMAS).await?,
                reader: self.pool("rw", CONNECTIONS, POOL_PRAGMAS).await?,
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

    fn must_be_in_place(&self) -> Result<(), sqlx::Error> {
        let Some(opened) = self.opened.get() else {
            return Ok(());
        };
        match self.identity() {
            Ok(found) if found == *opened => Ok(()),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Err(io::Error::other(format!(
                "{self} was deleted or replaced while the server was running. Nothing is written until the file is back or the server is restarted"
            ))
            .into()),
        }
    }

    fn migrate<'a>(
        &'a self,
        writer: &'a AnyPool,
        migrator: Migrator,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            // sqlx locks nothing on SQLite.
            let begun = writer.begin_with(self.begin()).await;
            let mut transaction = begun.map_err(|error| StoreError::from(error).to_string())?;
            // What `run` does, for a connection in a future that threads may hand to each other.
            let done = migrator.run_direct(None, &mut *transaction, false).await;
            done.map_err(not_up_to_date)?;
            let done = transaction.commit().await;
            done.map_err(|error| not_up_to_date(error.into()))
        })
    }

    fn begin(&self) -> &'static str {
        // A deferred transaction that turns into a writing one fails at once where another one
        // writes.
        "BEGIN IMMEDIATE"
    }

    fn begin_snapshot(&self) -> &'static str {
        "BEGIN"
    }

    fn lock(&self) -> &'static str {
        // The transaction has locked the whole database.
        ""
    }

    fn size(&self) -> &'static str {
        "SELECT page_count * page_size AS size FROM pragma_page_count(), pragma_page_size()"
    }

    fn tables(&self) -> &'static str {
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    }

    /// To SQLite `$7` is a name, and each value that is bound goes through all names before it:
    /// with those of 400 rows that was a quarter of the time of a push.
    fn add_placeholders(&self, text: &mut String, numbers: Range<usize>) {
        for at in 0..numbers.len() {
            text.push_str(if at == 0 { "?" } else { ", ?" });
        }
    }

    /// One flipped bit makes bytes that are no text, for which a whole statement would fail.
    fn bytes_of(&self, text: &str) -> String {
        format!("CAST({text} AS BLOB)")
    }

    fn text_of_bytes(&self, bytes: &[u8]) -> String {
        format!("CAST(X'{}' AS TEXT)", hexadecimal(bytes))
    }

    fn check(&self, most: u32) -> Option<String> {
        Some(format!("PRAGMA integrity_check({most})"))
    }

    /// Whether SQLite says that the file is malformed, is none of its own, or cannot be read where
    /// it lies. A disk that is full, or takes no more writes, has damaged nothing
    /// (<https://sqlite.org/rescode.html>).
    fn is_damage(&self, error: &sqlx::Error) -> bool {
        const CORRUPT: u32 = 11;
        const NOT_A_DATABASE: u32 = 26;
        /// `SQLITE_IOERR_READ`, `_SHORT_READ`, `_DATA` and `_CORRUPTFS`.
        const UNREADABLE: [u32; 4] = [266, 522, 8202, 8458];
        code_of(error).is_some_and(|code| {
            [CORRUPT, NOT_A_DATABASE].contains(&(code & 0xff)) || UNREADABLE.contains(&code)
        })
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
    fn copy_to_file<'a>(&'a self, file: &'a Path) -> Option<BoxFuture<'a, Result<(), String>>> {
        Some(Box::pin(async move {
            let copy = async {
                // SQLite writes into an empty file, too, and would make one that others may read.
                Self::of(file.into()).make()?;
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
        }))
    }
}

/// The extended result code of SQLite.
fn code_of(error: &sqlx::Error) -> Option<u32> {
    let code = error.as_database_error()?.code()?;
    code.parse().ok()
}

impl fmt::Display for Sqlite {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.file.display())
    }
}
