//! Whole databases: copying row by row, comparing, checking, backing up, restoring. Works between SQLite and PostgreSQL either way.

use std::path::Path;

use domain::protocol::Changes;
use domain::record::RecordKey;
use domain::stamp::Stamp;
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Executor, Row, Transaction};
use tokio_stream::StreamExt;

use super::{AccountId, Backend, Store, StoreError};

/// Rows written with one statement.
const ROWS_AT_ONCE: usize = 64;

/// A table.
struct Table {
    name: &'static str,
    columns: &'static [Column],
}

/// A column: its name, and whether it is a number.
type Column = (&'static str, Kind);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    TextOrNull,
    Number,
}
use Kind::{Number, Text, TextOrNull};

/// Every table there is, each after those it refers to. A story makes sure that none is missing.
const TABLES: [Table; 12] = [
    Table {
        name: "facts",
        columns: &[("name", Text), ("value", Text)],
    },
    Table {
        name: "accounts",
        columns: &[
            ("id", Text),
            ("name", Text),
            ("folded_name", Text),
            ("password_hash", TextOrNull),
            ("created", Number),
            ("seq", Number),
            ("size", Number),
        ],
    },
    Table {
        name: "cells",
        columns: &[
            ("account", Text),
            ("record", Text),
            ("field", Text),
            ("value", Text),
            ("stamp", Text),
            ("seq", Number),
        ],
    },
    Table {
        name: "versions",
        columns: &[
            ("account", Text),
            ("record", Text),
            ("field", Text),
            ("stamp", Text),
            ("value", Text),
            ("replaced", Number),
        ],
    },
    Table {
        name: "sessions",
        columns: &[
            ("id", Text),
            ("account", Text),
            ("token_hash", Text),
            ("label", Text),
            ("created", Number),
            ("last_used", Number),
            ("confirmed", Number),
        ],
    },
    Table {
        name: "passkeys",
        columns: &[
            ("id", Text),
            ("account", Text),
            ("label", Text),
            ("credential", Text),
            ("created", Number),
            ("last_used", Number),
        ],
    },
    Table {
        name: "recovery_codes",
        columns: &[("account", Text), ("code_hash", Text), ("created", Number)],
    },
    Table {
        name: "mail_addresses",
        columns: &[("account", Text), ("address", Text), ("confirmed", Number)],
    },
    Table {
        name: "mail_tokens",
        columns: &[
            ("token_hash", Text),
            ("account", Text),
            ("purpose", Text),
            ("address", Text),
            ("expires", Number),
        ],
    },
    Table {
        name: "calendar_feeds",
        columns: &[("account", Text), ("token_hash", Text), ("created", Number)],
    },
    Table {
        name: "push_devices",
        columns: &[
            ("session", Text),
            ("account", Text),
            ("endpoint", Text),
            ("p256dh", Text),
            ("auth", Text),
            ("zone", Text),
            ("minute", Number),
            ("quiet_from", Number),
            ("quiet_to", Number),
            ("next_at", Number),
            ("failures", Number),
        ],
    },
    Table {
        name: "ceremonies",
        columns: &[
            ("id_hash", Text),
            ("purpose", Text),
            ("account", Text),
            ("state", Text),
            ("expires", Number),
        ],
    },
];

/// A value of a row.
#[derive(Clone)]
enum Value {
    Text(Option<String>),
    Number(i64),
}

/// How many rows each table has.
pub type Counts = Vec<(&'static str, u64)>;

/// An earlier text of an account, as it is exported.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct VersionRow {
    /// The record.
    record: String,
    /// Its field.
    field: String,
    /// The stamp it was written under.
    stamp: String,
    /// The text, as JSON.
    value: String,
    /// When another took its place, in milliseconds since 1970, UTC.
    replaced: u64,
}

impl Store {
    /// Every cell of an account.
    pub(crate) async fn all_cells(&self, account: &AccountId) -> Result<Changes, StoreError> {
        let rows = sqlx::query("SELECT record, field, value, stamp FROM cells WHERE account = $1")
            .bind(account.0.clone())
            .fetch_all(&self.reader)
            .await?;
        let mut changes = Changes::new();
        for row in &rows {
            super::cells::add_row(&mut changes, row)?;
        }
        Ok(changes)
    }

    /// Every earlier text of an account.
    pub(crate) async fn all_versions(
        &self,
        account: &AccountId,
    ) -> Result<Vec<VersionRow>, StoreError> {
        let rows = sqlx::query("SELECT record, field, stamp, value, replaced FROM versions WHERE account = $1 ORDER BY record, field, stamp")
            .bind(account.0.clone())
            .fetch_all(&self.reader)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(VersionRow {
                    record: row.try_get("record")?,
                    field: row.try_get("field")?,
                    stamp: row.try_get("stamp")?,
                    value: row.try_get("value")?,
                    replaced: super::to_u64(row.try_get("replaced")?),
                })
            })
            .collect()
    }

    /// Copies every row into another database, in place of what that one holds, and makes sure that both are equal row for row.
    ///
    /// # Errors
    /// Says in a sentence what went wrong. The other database is as it was then.
    pub async fn copy_into(&self, other: &Self) -> Result<Counts, String> {
        let failed =
            |error: sqlx::Error| format!("Copying failed, and nothing was changed: {error}");
        let mut reading = self
            .reader
            .begin_with(self.snapshot())
            .await
            .map_err(failed)?;
        let mut writing = other.begin().await.map_err(|error| error.to_string())?;
        for table in TABLES.iter().rev() {
            let text = format!("DELETE FROM {}", table.name);
            writing.execute(AssertSqlSafe(text)).await.map_err(failed)?;
        }
        let mut counts = Counts::new();
        for table in &TABLES {
            let copied = copy_table(table, &mut reading, &mut writing).await;
            let here = copied.map_err(failed)?;
            let there = read_table(table, &mut writing).await.map_err(failed)?;
            if here != there {
                return Err(format!(
                    "Table {} is not the same in both databases; nothing was changed.",
                    table.name
                ));
            }
            counts.push((table.name, here.rows));
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

    /// Makes this database another one: devices that knew it before push and pull everything once.
    ///
    /// # Errors
    /// Says in a sentence why it could not be done.
    pub async fn renew_epoch(&self) -> Result<(), String> {
        sqlx::query("UPDATE facts SET value = $1 WHERE name = 'epoch'")
            .bind(crate::secret::random_id())
            .execute(&self.writer)
            .await
            .map(|_| ())
            .map_err(|error| format!("The database could not be marked as restored: {error}"))
    }

    /// Writes a backup, a SQLite file, whichever database this is. The file appears only when it is whole.
    ///
    /// # Errors
    /// Says in a sentence what went wrong.
    pub async fn back_up(&self, file: &Path) -> Result<(), String> {
        let partial = file.with_extension("partial");
        let _ = std::fs::remove_file(&partial);
        let copied = match self.backend {
            Backend::Sqlite => self.vacuum_into(&partial).await,
            Backend::Postgres => {
                let copy = Self::open(&format!("sqlite:{}", partial.display())).await?;
                let copied = self.copy_into(&copy).await;
                copy.close().await;
                copied.map(|_| ())
            }
        };
        copied?;
        let copy = Self::open(&format!("sqlite:{}", partial.display())).await?;
        let faults = copy.faults().await;
        copy.close().await;
        if let Some(fault) = faults?.first() {
            return Err(format!("The backup is not sound and was not kept: {fault}"));
        }
        std::fs::rename(&partial, file)
            .map_err(|error| format!("The backup could not be put at {}: {error}", file.display()))
    }

    /// What is wrong with the database, in sentences; empty where all is well.
    ///
    /// # Errors
    /// Says in a sentence why it could not be checked.
    pub async fn faults(&self) -> Result<Vec<String>, String> {
        let failed = |error: sqlx::Error| format!("The database could not be checked: {error}");
        let mut faults = Vec::new();
        if self.backend == Backend::Sqlite {
            for pragma in ["PRAGMA integrity_check", "PRAGMA foreign_key_check"] {
                let rows = sqlx::query(pragma).fetch_all(&self.writer).await;
                for row in rows.map_err(failed)? {
                    match row.try_get::<String, _>(0) {
                        Ok(told) if told == "ok" => {}
                        Ok(told) => faults.push(format!("{pragma} says: {told}")),
                        Err(error) => return Err(failed(error)),
                    }
                }
            }
        }
        let wrong_seq = "SELECT a.id FROM accounts a WHERE a.seq < (SELECT COALESCE(MAX(c.seq), 0) FROM cells c WHERE c.account = a.id)";
        for row in sqlx::query(wrong_seq)
            .fetch_all(&self.reader)
            .await
            .map_err(failed)?
        {
            let id: String = row.try_get("id").map_err(failed)?;
            faults.push(format!("Account {id} counts fewer changes than it has."));
        }
        let mut cells = sqlx::query("SELECT account, record, field, value, stamp FROM cells")
            .fetch(&self.reader);
        while let Some(row) = cells.next().await {
            let fault = cell_fault(&row.map_err(failed)?).map_err(failed)?;
            faults.extend(fault);
        }
        Ok(faults)
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

    async fn vacuum_into(&self, file: &Path) -> Result<(), String> {
        sqlx::query("VACUUM INTO $1")
            .bind(file.display().to_string())
            .execute(&self.writer)
            .await
            .map(|_| ())
            .map_err(|error| {
                format!(
                    "The backup could not be written to {}: {error}",
                    file.display()
                )
            })
    }

    /// Begins reading everything as of one moment.
    const fn snapshot(&self) -> &'static str {
        match self.backend {
            Backend::Sqlite => "BEGIN",
            Backend::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }
}

async fn copy_table(
    table: &Table,
    reading: &mut Transaction<'static, Any>,
    writing: &mut Transaction<'static, Any>,
) -> Result<Sum, sqlx::Error> {
    let mut sum = Sum::default();
    let mut waiting = Vec::new();
    let mut rows = sqlx::query(AssertSqlSafe(select(table))).fetch(&mut **reading);
    while let Some(row) = rows.next().await {
        let row = values(table, &row?)?;
        sum.add(&row);
        waiting.push(row);
        if waiting.len() == ROWS_AT_ONCE {
            insert(table, std::mem::take(&mut waiting), writing).await?;
        }
    }
    if !waiting.is_empty() {
        insert(table, waiting, writing).await?;
    }
    Ok(sum)
}

async fn read_table(
    table: &Table,
    reading: &mut Transaction<'static, Any>,
) -> Result<Sum, sqlx::Error> {
    let mut sum = Sum::default();
    let mut rows = sqlx::query(AssertSqlSafe(select(table))).fetch(&mut **reading);
    while let Some(row) = rows.next().await {
        sum.add(&values(table, &row?)?);
    }
    Ok(sum)
}

/// The statement that reads a table, in whatever order.
fn select(table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().map(|(name, _)| *name).collect();
    format!("SELECT {} FROM {}", names.join(", "), table.name)
}

async fn insert(
    table: &Table,
    rows: Vec<Vec<Value>>,
    writing: &mut Transaction<'static, Any>,
) -> Result<(), sqlx::Error> {
    let names: Vec<&str> = table.columns.iter().map(|(name, _)| *name).collect();
    let text = format!(
        "INSERT INTO {} ({}) VALUES {}",
        table.name,
        names.join(", "),
        super::cells::placeholders(rows.len(), names.len())
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
                Text => Value::Text(Some(row.try_get(*name)?)),
                TextOrNull => Value::Text(row.try_get(*name)?),
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

fn cell_fault(row: &AnyRow) -> Result<Option<String>, sqlx::Error> {
    let name: String = row.try_get("record")?;
    let field: String = row.try_get("field")?;
    let value: String = row.try_get("value")?;
    let stamp: String = row.try_get("stamp")?;
    let fault = if RecordKey::parse(&name).is_none() {
        "is in a record without a name"
    } else if Stamp::parse(&stamp).is_none() {
        "has no stamp"
    } else if serde_json::from_str::<serde::de::IgnoredAny>(&value).is_err() {
        "has a value that cannot be read"
    } else {
        return Ok(None);
    };
    let account: String = row.try_get("account")?;
    Ok(Some(format!(
        "A cell of account {account}, {name} {field}, {fault}."
    )))
}
