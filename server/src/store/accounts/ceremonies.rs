//! Ceremonies that make and use passkeys, in SQL.

use sqlx::Row as _;

use crate::store::error::StoreError;
use crate::store::handle::Store;
use crate::store::values::to_i64;

/// A ceremony that was begun.
#[derive(Clone, Debug)]
pub(crate) struct CeremonyRow {
    pub(crate) account: String,
    pub(crate) state: String,
}

impl Store {
    /// Keeps the state of a ceremony until its second half. An account has one for each purpose:
    /// its earlier one goes, and so do expired ones. Returns whether the account is there.
    pub(crate) async fn begin_ceremony(
        &self,
        id_hash: String,
        purpose: &str,
        row: CeremonyRow,
        (now_ms, expires): (u64, u64),
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        if !row.account.is_empty() {
            // Locks the account, so that nothing is begun for one that is being deleted.
            let locked = sqlx::query("UPDATE accounts SET seq = seq WHERE id = $1")
                .bind(row.account.clone())
                .execute(&mut *transaction)
                .await?;
            if locked.rows_affected() == 0 {
                transaction.rollback().await?;
                return Ok(false);
            }
            sqlx::query(
                "DELETE FROM ceremonies WHERE account = $1 AND (purpose = $2 OR expires <= $3)",
            )
            .bind(row.account.clone())
            .bind(purpose.to_owned())
            .bind(to_i64(now_ms))
            .execute(&mut *transaction)
            .await?;
        }
        sqlx::query("INSERT INTO ceremonies (id_hash, purpose, account, state, expires) VALUES ($1, $2, $3, $4, $5)")
            .bind(id_hash)
            .bind(purpose.to_owned())
            .bind(row.account)
            .bind(row.state)
            .bind(to_i64(expires))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes the stored state of a ceremony: it works once, for its purpose, for whoever began it,
    /// and before its end.
    pub(crate) async fn take_ceremony(
        &self,
        id_hash: String,
        purpose: &str,
        account: &str,
        now_ms: u64,
    ) -> Result<Option<String>, StoreError> {
        let row = sqlx::query("DELETE FROM ceremonies WHERE id_hash = $1 AND purpose = $2 AND account = $3 AND expires > $4 RETURNING state")
            .bind(id_hash)
            .bind(purpose.to_owned())
            .bind(account.to_owned())
            .bind(to_i64(now_ms))
            .fetch_optional(&mut *self.to_write().await?)
            .await?;
        Ok(row.map(|row| row.try_get("state")).transpose()?)
    }
}
