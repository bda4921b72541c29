//! Copying a whole database into another one, row by row, and comparing both.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Executor, Row as _};
use tokio_stream::StreamExt;

use super::checksum::{Checksum, Value};
use super::rows::Counts;
use super::tables::Kind::{Number, Text, TextOrNull};
use super::tables::{Column, TABLES, Table};
use crate::store::backend::Backend;
use crate::store::handle::Store;
use crate::store::raw_text::{bytes, mended};
use crate::store::{clock, epoch};

/// Rows written with one statement.
const ROWS_AT_ONCE: usize = 64;

/// Which epoch a copy has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Epoch {
    /// The same: it stands for this database.
    Kept,
    /// One of its own: devices push and pull everything once, so that changes either database has
    /// taken since are in both.
    Renewed,
}

impl Store {
    /// Copies every row into another database, in place of all rows there, and makes sure that
    /// both are equal row for row. The epoch changes in the same transaction, so that no device
    /// ever trusts a cursor into other rows. A lead of the other one's clock that reaches further
    /// stays with a renewed epoch: devices still have what was stamped then.
    ///
    /// # Errors
    /// Says in a sentence what went wrong. The other database is as it was then.
    pub(crate) async fn copy_into(&self, other: &Self, epoch: Epoch) -> Result<Counts, String> {
        let failed =
            |error: sqlx::Error| format!("Copying failed, and nothing was changed: {error}");
        let mut reading = self
            .reader
            .begin_with(self.backend().begin_snapshot())
            .await
            .map_err(failed)?;
        let known = other.known_clock().await.ok().flatten();
        let known = known.filter(|known| known.lead.is_some());
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
            // Where texts were damaged, they do not take what they took.
            super::check::count_anew(&mut writing)
                .await
                .map_err(failed)?;
            epoch::renew(&mut writing).await.map_err(failed)?;
            if let Some(known) = known {
                let kept = clock::keep_lead(&mut writing, &known).await;
                kept.map_err(failed)?;
            }
        }
        writing.commit().await.map_err(failed)?;
        Ok(counts)
    }
}

async fn copy_table(
    table: &Table,
    from: String,
    reading: &mut AnyConnection,
    (writing, backend): (&mut AnyConnection, &dyn Backend),
) -> Result<Checksum, sqlx::Error> {
    let mut sum = Checksum::default();
    let mut waiting = Vec::new();
    let mut rows = sqlx::query(AssertSqlSafe(from)).fetch(reading);
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
    reading: &mut AnyConnection,
) -> Result<Checksum, sqlx::Error> {
    let mut sum = Checksum::default();
    let mut rows = sqlx::query(AssertSqlSafe(from)).fetch(reading);
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

/// A column as it is read. The database's own check does not look into texts, so their bytes may be
/// damaged.
fn as_read((name, kind): Column, backend: &dyn Backend) -> String {
    if kind == Number {
        name.to_owned()
    } else {
        backend.read_as(name)
    }
}

async fn insert(
    table: &Table,
    rows: Vec<Vec<Value>>,
    (writing, backend): (&mut AnyConnection, &dyn Backend),
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
    query.execute(writing).await?;
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
