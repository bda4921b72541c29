//! The differences between SQLite and PostgreSQL, as one trait. All else in `store` is the same for
//! both.

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::pin::Pin;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, AnyPool};

/// Readers at a time on SQLite, connections in all on PostgreSQL.
pub(super) const CONNECTIONS: u32 = 8;

/// How long a request waits for its turn at the database.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// The return value of an asynchronous method of the trait.
pub(crate) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The connections of a store.
pub(crate) struct Pools {
    /// Where everything is written.
    pub(super) writer: AnyPool,
    /// Where it is only read.
    pub(super) reader: AnyPool,
}

/// A database at its place: everything that depends on which of the two it is. `Display` gives the
/// place without a password.
pub(crate) trait Backend: fmt::Display + Send + Sync {
    /// Its file; `None` if a server has it.
    fn file(&self) -> Option<&Path>;

    /// Whether other programs may have tables in it, too.
    fn is_shared(&self) -> bool;

    /// The address at which server processes on it notify each other; `None` if there can be no
    /// others.
    fn notify_url(&self) -> Option<&str>;

    /// Whether one transaction writes at a time, so that pushes wait in a queue.
    fn has_one_writer(&self) -> bool;

    /// Opens it to read and write, and makes it if it is not there.
    ///
    /// # Errors
    /// If it cannot be opened or made.
    fn open(&self) -> BoxFuture<'_, Result<Pools, sqlx::Error>>;

    /// Opens it only to read.
    ///
    /// # Errors
    /// If it is not there or cannot be opened.
    fn open_to_read(&self) -> BoxFuture<'_, Result<AnyPool, sqlx::Error>>;

    /// A connection besides those of a store. It makes nothing and changes nothing.
    ///
    /// # Errors
    /// If the database is not there or cannot be reached.
    fn connect(&self) -> BoxFuture<'_, Result<AnyConnection, sqlx::Error>>;

    /// Makes sure that what was opened is still at its place: what is written into a file that was
    /// deleted, or replaced by another, is gone when the program ends.
    ///
    /// # Errors
    /// If the file is gone, or another one has its name.
    fn must_be_in_place(&self) -> Result<(), sqlx::Error>;

    /// Runs the migrations that are missing. Another process may do the same at the same moment:
    /// one waits for the other.
    ///
    /// # Errors
    /// Says in a sentence why they could not be run. The tables are as they were after the last one
    /// that could.
    fn migrate<'a>(
        &'a self,
        writer: &'a AnyPool,
        migrator: Migrator,
    ) -> BoxFuture<'a, Result<(), String>>;

    /// The statement that begins a transaction which writes.
    fn begin(&self) -> &'static str;

    /// The statement that begins reading everything as of one moment.
    fn begin_snapshot(&self) -> &'static str;

    /// The end of a statement that locks the rows it reads, in a transaction that writes.
    fn lock(&self) -> &'static str;

    /// The statement that measures it: its `size` in bytes.
    fn size(&self) -> &'static str;

    /// The statement that reads the `name` of every table.
    fn tables(&self) -> &'static str;

    /// Adds the placeholders of the values with these numbers, with commas between them. In the
    /// whole statement they have to stand in the order of their numbers.
    fn add_placeholders(&self, text: &mut String, numbers: Range<usize>);

    /// A text in a statement, as it is read if bytes in it may be damaged.
    fn bytes_of(&self, text: &str) -> String;

    /// A text in a statement that has these bytes, damaged ones among them.
    fn text_of_bytes(&self, bytes: &[u8]) -> String;

    /// The statement with which the database checks itself. It gives at most this many faults, or
    /// `ok`. `None` if it has no such check.
    fn check(&self, most: u32) -> Option<String>;

    /// Whether what was asked failed because the file is damaged.
    fn is_damage(&self, error: &sqlx::Error) -> bool;

    /// The statement that counts `rows` of a `child` table that refer to missing rows of its
    /// `parent`; `None` if there cannot be any.
    fn orphans(&self) -> Option<&'static str>;

    /// The statement that deletes such rows from a table; `None` if there cannot be any.
    fn leave_out_orphans(&self, table: &str) -> Option<String>;

    /// Writes everything into a new file of SQLite by a statement of the database's own, while
    /// pushes go on; `None` if it has none, and rows have to be copied.
    ///
    /// # Errors
    /// Says in a sentence what went wrong.
    fn copy_to_file<'a>(&'a self, file: &'a Path) -> Option<BoxFuture<'a, Result<(), String>>>;
}

impl dyn Backend + '_ {
    /// `($1, $2), ($3, $4)` for a number of rows and columns, as this database writes placeholders.
    pub(super) fn placeholders(&self, rows: usize, columns: usize) -> String {
        let mut text = String::with_capacity(rows * columns * 7);
        for row in 0..rows {
            text.push_str(if row == 0 { "(" } else { ", (" });
            let first = row * columns + 1;
            self.add_placeholders(&mut text, first..first + columns);
            text.push(')');
        }
        text
    }

    /// A column as it is read if bytes in it may be damaged, under its own name.
    pub(super) fn read_as(&self, name: &str) -> String {
        format!("{} AS {name}", self.bytes_of(name))
    }
}

impl fmt::Debug for dyn Backend + '_ {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
