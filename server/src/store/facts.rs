//! Facts about the database as a whole, by name: its keys, and the hour it was backed up last.

use sqlx::Row as _;

use super::error::StoreError;
use super::handle::Store;
use super::values::to_u64;

const HELD: &str = "SELECT value FROM facts WHERE name = $1";

impl Store {
    /// A fact about this database, made at first by `make`; the same for every server on it.
    pub(crate) async fn fact(
        &self,
        name: &str,
        make: impl FnOnce() -> String,
    ) -> Result<String, StoreError> {
        if let Some(known) = self.known_fact(name).await? {
            return Ok(known);
        }
        sqlx::query(
            "INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        )
        .bind(name.to_owned())
        .bind(make())
        .execute(&mut *self.to_write().await?)
        .await?;
        let row = sqlx::query(HELD)
            .bind(name.to_owned())
            .fetch_one(&mut *self.to_write().await?)
            .await?;
        Ok(row.try_get("value")?)
    }

    /// A fact about this database, if it is known.
    pub(crate) async fn known_fact(&self, name: &str) -> Result<Option<String>, StoreError> {
        let found = sqlx::query(HELD)
            .bind(name.to_owned())
            .fetch_optional(&self.reader)
            .await?;
        Ok(found.map(|row| row.try_get("value")).transpose()?)
    }

    /// When anybody signed in was last here, in milliseconds since 1970, UTC.
    pub(crate) async fn last_use_ms(&self) -> Result<Option<u64>, StoreError> {
        let row = sqlx::query("SELECT MAX(last_used) AS latest FROM sessions")
            .fetch_one(&self.reader)
            .await?;
        Ok(row.try_get::<Option<i64>, _>("latest")?.map(to_u64))
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
