//! All rows of a database at once: how many there are, and leaving out those that belong to
//! nothing.

use sqlx::{AssertSqlSafe, Executor, Row as _};

use super::tables::TABLES;
use crate::store::handle::Store;
use crate::store::values::to_u64;

/// How many rows each table has.
pub(super) type Counts = Vec<(&'static str, u64)>;

impl Store {
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
            counts.push((table.name, to_u64(count)));
        }
        Ok(counts)
    }
}
