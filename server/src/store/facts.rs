//! Facts about the database as a whole, by name: its keys, and the hour it was backed up last.

use sqlx::Row as _;

use super::error::StoreError;
use super::handle::Store;

impl Store {
    /// A fact about this database, made at first by `make`; the same for every server on it.
    pub(crate) async fn fact(
        &self,
        name: &str,
        make: impl FnOnce() -> String,
    ) -> Result<String, StoreError> {
        let held = "SELECT value FROM facts WHERE name = $1";
        let found = sqlx::query(held)
            .bind(name.to_owned())
            .fetch_optional(&self.reader)
            .await?;
        if let Some(row) = found {
            return Ok(row.try_get("value")?);
        }
        sqlx::query(
            "INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        )
        .bind(name.to_owned())
        .bind(make())
        .execute(&mut *self.to_write().await?)
        .await?;
        let row = sqlx::query(held)
            .bind(name.to_owned())
            .fetch_one(&mut *self.to_write().await?)
            .await?;
        Ok(row.try_get("value")?)
    }

    /// Puts another value in place of a fact about this database.
    pub(crate) async fn put_fact(&self, name: &str, value: String) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
            .bind(name.to_owned())
            .bind(value)
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(())
    }
    /// Takes an hour for the backup of it: works for one process only, however many share the
    /// database.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn claim_backup(&self, hour: &str) -> Result<bool, StoreError> {
        let claimed = sqlx::query("INSERT INTO facts (name, value) VALUES ('backup', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE facts.value <> excluded.value")
            .bind(hour.to_owned())
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(claimed.rows_affected() > 0)
    }

    /// Leaves an hour to others, where its backup failed.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn release_backup(&self, hour: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM facts WHERE name = 'backup' AND value = $1")
            .bind(hour.to_owned())
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(())
    }
}
