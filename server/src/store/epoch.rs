//! The epoch: a random id that distinguishes a database from every other one,
//! a restored backup of itself included.

use sqlx::{AnyPool, Row as _};

use super::write_transaction::WriteTransaction;

/// Gives a new database its epoch.
pub(super) async fn make(writer: &AnyPool) -> Result<(), sqlx::Error> {
    let epoch =
        "INSERT INTO facts (name, value) VALUES ('epoch', $1) ON CONFLICT (name) DO NOTHING";
    let made = sqlx::query(epoch).bind(crate::secret::random_id());
    made.execute(writer).await.map(|_| ())
}

/// The epoch of a database.
pub(super) async fn read(pool: &AnyPool) -> Result<String, sqlx::Error> {
    let row = sqlx::query("SELECT value FROM facts WHERE name = 'epoch'");
    row.fetch_one(pool).await?.try_get("value")
}

/// Gives a database another epoch.
pub(super) async fn renew(writing: &mut WriteTransaction) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO facts (name, value) VALUES ('epoch', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(crate::secret::random_id())
        .execute(&mut **writing)
        .await?;
    Ok(())
}
