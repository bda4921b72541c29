//! Whole databases: copying row by row, comparing, checking, backing up, restoring. Works between SQLite and PostgreSQL either way.

mod check;
mod export;
mod tables;

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{Any, AssertSqlSafe, Executor, Row, Transaction, ValueRef};
use tokio_stream::StreamExt;

use super::{Backend, Store, StoreError, sqlite_url};
pub(crate) use export::VersionRow;
use tables::Kind::{Number, Text, TextOrNull};
#[cfg(test)]
pub(super) use tables::columns;
use tables::{Column, TABLES, Table};

/// Rows written with one statement.
const ROWS_AT_ONCE: usize = 64;

/// A value of a row.
#[derive(Clone)]
enum Value {
    Text(Option<String>),
    Number(i64),
}

/// How many rows each table has.
pub type Counts = Vec<(&'static str, u64)>;

/// Which epoch a copy has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Epoch {
    /// The same: it stands for this database.
    Kept,
    /// One of its own: devices push and pull everything once, and what either database has taken since is in both.
    Renewed,
}

/// A file that SQLite writes and nobody wants for long: gone when dropped, with what SQLite puts beside it.
pub(crate) struct Passing(pub(crate) PathBuf);

impl Passing {
    fn delete(&self) {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(with_ending(&self.0, ending));
        }
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        self.delete();
    }
}

/// The name of a file with something after it.
pub(crate) fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    name.into()
}

impl Store {
    /// Copies every row into another database, in place of what that one holds, and makes sure that both are equal row for row. The
    /// epoch changes in the same transaction, so that no device ever trusts a cursor into other rows.
    ///
    /// # Errors
    /// Says in a sentence what went wrong. The other database is as it was then.
    pub async fn copy_into(&self, other: &Self, epoch: Epoch) -> Result<Counts, String> {
        let failed =
            |error: sqlx::Error| format!("Copying failed, and nothing was changed: {error}");
        let mut reading = self
            .reader
            .begin_with(self.backend().begin_snapshot())
            .await
            .map_err(failed)?;
        let mut writing = other.begin().await.map_err(|error| error.to_string())?;
        for table in TABLES.iter().rev() {
            let text = format!("DELETE FROM {}", table.name);
            writing.execute(AssertSqlSafe(text)).await.map_err(failed)?;
        }
        let mut counts = Counts::new();
        for table in &TABLES {
            let from = select(table, self.backend());
            let copied =
                copy_table(table, from, &mut reading, (&mut writing, other.backend())).await;
            let here = copied.map_err(failed)?;
            let from = select(table, other.backend());
            let there = read_table(table, from, &mut writing).await;
            let there = there.map_err(failed)?;
            if here != there {
                return Err(format!(
                    "Table {} is not the same in both databases; nothing was changed.",
                    table.name
                ));
            }
            counts.push((table.name, here.rows));
        }
        if epoch == Epoch::Renewed {
            renew_epoch(&mut writing).await.map_err(failed)?;
        }
        writing.commit().await.map_err(failed)?;
        Ok(counts)
    }

    /// Whether nobody has an account here.
    ///
    /// # Errors
    /// Says in a sentence why the database could not be read.
    pub async fn is_empty(&self) -> Result<bool, String> {
        let row = sqlx::query("SELECT id FROM accounts LIMIT 1")
            .fetch_optional(&self.reader)
            .await;
        row.map(|row| row.is_none())
            .map_err(|error| format!("The database could not be read: {error}"))
    }

    /// Takes an hour for the backup of it: works for one process only, however many share the database.
    ///
    /// # Errors
    /// Where the database fails.
    pub(crate) async fn claim_backup(&self, hour: &str) -> Result<bool, StoreError> {
        let claimed = sqlx::query("INSERT INTO facts (name, value) VALUES ('backup', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE facts.value <> excluded.value")
            .bind(hour.to_owned())
            .execute(&self.writer)
            .await?;
        Ok(claimed.rows_affected() > 0)
    }

    /// Leaves an hour to others, where its backup failed.
    ///
    /// # Errors
    /// Where the database fails.
    pub(crate) async fn release_backup(&self, hour: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM facts WHERE name = 'backup' AND value = $1")
            .bind(hour.to_owned())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Writes a backup, a SQLite file, whichever database this is. The file appears only when it is whole and on the disk. Gives
    /// sentences about what in it cannot be read, which is so in this database, too.
    ///
    /// # Errors
    /// Says in a sentence what went wrong. Nothing is left behind then.
    pub async fn back_up(&self, file: &Path) -> Result<Vec<String>, String> {
        let partial = Passing(with_ending(file, ".partial"));
        partial.delete();
        self.backend().copy_to_file(self, &partial.0).await?;
        let copy = Self::open_as_is(&sqlite_url(&partial.0)).await?;
        let checked = copy.check_backup().await;
        copy.close().await;
        let unreadable = checked?;
        let (from, to) = (partial.0.clone(), file.to_owned());
        // Waiting for the disk may take long, and requests go on meanwhile.
        let kept = tokio::task::spawn_blocking(move || keep(&from, &to)).await;
        kept.unwrap_or_else(|error| Err(io::Error::other(error)))
            .map_err(|error| {
                format!("The backup could not be put at {}: {error}", file.display())
            })?;
        Ok(unreadable)
    }

    async fn check_backup(&self) -> Result<Vec<String>, String> {
        match self.damage().await?.first() {
            Some(damage) => Err(format!(
                "The backup is not sound and was not kept: {damage}"
            )),
            None => self.faults_in_rows().await,
        }
    }

    /// Deletes rows that refer to rows which are not there: no database takes them.
    ///
    /// # Errors
    /// Says in a sentence why it could not be done.
    pub(crate) async fn leave_out_orphans(&self) -> Result<(), String> {
        let statements = TABLES
            .iter()
            .filter_map(|table| self.backend().leave_out_orphans(table.name));
        for text in statements {
            let done = self.writer.execute(AssertSqlSafe(text)).await;
            done.map_err(|error| {
                format!("Rows that belong to nothing could not be left out: {error}")
            })?;
        }
        Ok(())
    }

    /// How many rows each table has.
    ///
    /// # Errors
    /// Says in a sentence why they could not be counted.
    pub async fn counts(&self) -> Result<Counts, String> {
        let mut counts = Counts::new();
        for table in &TABLES {
            let text = format!("SELECT COUNT(*) AS rows FROM {}", table.name);
            let row = sqlx::query(AssertSqlSafe(text))
                .fetch_one(&self.reader)
                .await;
            let count = row.and_then(|row| row.try_get::<i64, _>("rows"));
            let count = count.map_err(|error| format!("The rows could not be counted: {error}"))?;
            counts.push((table.name, super::to_u64(count)));
        }
        Ok(counts)
    }
}

/// Gives a file its name, and waits until both are on the disk.
fn keep(partial: &Path, file: &Path) -> io::Result<()> {
    File::open(partial)?.sync_all()?;
    fs::rename(partial, file)?;
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// Makes a file for what people wrote, which nobody but its owner may read at any time; one that is there is opened as it is.
pub(crate) fn make_for_its_owner(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

async fn renew_epoch(writing: &mut Transaction<'static, Any>) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO facts (name, value) VALUES ('epoch', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(crate::secret::random_id())
        .execute(&mut **writing)
        .await?;
    Ok(())
}

async fn copy_table(
    table: &Table,
    from: String,
    reading: &mut Transaction<'static, Any>,
    (writing, backend): (&mut Transaction<'static, Any>, &dyn Backend),
) -> Result<Sum, sqlx::Error> {
    let mut sum = Sum::default();
    let mut waiting = Vec::new();
    let mut rows = sqlx::query(AssertSqlSafe(from)).fetch(&mut **reading);
    while let Some(row) = rows.next().await {
        let row = values(table, &row?)?;
        sum.add(&row);
        waiting.push(row);
        if waiting.len() == ROWS_AT_ONCE {
            insert(table, std::mem::take(&mut waiting), (writing, backend)).await?;
        }
    }
    if !waiting.is_empty() {
        insert(table, waiting, (writing, backend)).await?;
    }
    Ok(sum)
}

async fn read_table(
    table: &Table,
    from: String,
    reading: &mut Transaction<'static, Any>,
) -> Result<Sum, sqlx::Error> {
    let mut sum = Sum::default();
    let mut rows = sqlx::query(AssertSqlSafe(from)).fetch(&mut **reading);
    while let Some(row) = rows.next().await {
        sum.add(&values(table, &row?)?);
    }
    Ok(sum)
}

/// The statement that reads a table, in whatever order.
fn select(table: &Table, backend: &dyn Backend) -> String {
    let columns = table.columns.iter().map(|column| as_read(*column, backend));
    let columns: Vec<String> = columns.collect();
    format!("SELECT {} FROM {}", columns.join(", "), table.name)
}

/// A column as it is read. The database's own check does not look into texts, so their bytes may be damaged.
fn as_read((name, kind): Column, backend: &dyn Backend) -> String {
    if kind == Number {
        name.to_owned()
    } else {
        backend.read_as(name)
    }
}

/// The bytes of a text that was selected by [`Backend::bytes_of`].
pub(super) fn bytes(row: &AnyRow, name: &str) -> Result<Option<Vec<u8>>, sqlx::Error> {
    if row.try_get_raw(name)?.type_info().kind() == AnyTypeInfoKind::Blob {
        return row.try_get(name);
    }
    let text: Option<String> = row.try_get(name)?;
    Ok(text.map(String::into_bytes))
}

/// A text of which nothing is lost but the characters that are none any more.
pub(super) fn mended(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

async fn insert(
    table: &Table,
    rows: Vec<Vec<Value>>,
    (writing, backend): (&mut Transaction<'static, Any>, &dyn Backend),
) -> Result<(), sqlx::Error> {
    let names: Vec<&str> = table.columns.iter().map(|(name, _)| *name).collect();
    let text = format!(
        "INSERT INTO {} ({}) VALUES {}",
        table.name,
        names.join(", "),
        backend.placeholders(rows.len(), names.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(text));
    for value in rows.into_iter().flatten() {
        query = match value {
            Value::Text(text) => query.bind(text),
            Value::Number(number) => query.bind(number),
        };
    }
    query.execute(&mut **writing).await?;
    Ok(())
}

fn values(table: &Table, row: &AnyRow) -> Result<Vec<Value>, sqlx::Error> {
    table
        .columns
        .iter()
        .map(|(name, kind)| {
            Ok(match kind {
                Text | TextOrNull => Value::Text(bytes(row, name)?.map(mended)),
                Number => Value::Number(row.try_get(*name)?),
            })
        })
        .collect()
}

/// The rows of a table as one number that does not depend on their order: databases sort text in their own ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    rows: u64,
    hashes: u128,
}

impl Sum {
    fn add(&mut self, row: &[Value]) {
        let mut half = [0; 16];
        half.copy_from_slice(&hash(row)[..16]);
        self.rows += 1;
        self.hashes = self.hashes.wrapping_add(u128::from_le_bytes(half));
    }
}

fn hash(row: &[Value]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for value in row {
        match value {
            Value::Text(None) => hash.update([0]),
            Value::Text(Some(text)) => {
                hash.update([1]);
                hash.update(text.len().to_le_bytes());
                hash.update(text);
            }
            Value::Number(number) => {
                hash.update([2]);
                hash.update(number.to_le_bytes());
            }
        }
    }
    hash.finalize().into()
}
