//! Recovery codes, in SQL.

use sqlx::Row as _;

use crate::store::error::StoreError;
use crate::store::handle::Store;
use crate::store::values::{AccountId, to_i64, to_u64};
use crate::store::write_transaction::WriteTransaction;

impl Store {
    /// How many recovery codes are left.
    pub(crate) async fn count_recovery_codes(&self, id: &AccountId) -> Result<u64, StoreError> {
        let row = sqlx::query("SELECT COUNT(*) AS number FROM recovery_codes WHERE account = $1")
            .bind(id.0.clone())
            .fetch_one(&self.reader)
            .await?;
        Ok(to_u64(row.try_get("number")?))
    }

    /// Puts new recovery codes in place of all old ones.
    pub(crate) async fn replace_recovery_codes(
        &self,
        account: &AccountId,
        hashes: Vec<String>,
        now_ms: u64,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM recovery_codes WHERE account = $1")
            .bind(account.0.clone())
            .execute(&mut *transaction)
            .await?;
        for hash in hashes {
            sqlx::query(
                "INSERT INTO recovery_codes (account, code_hash, created) VALUES ($1, $2, $3)",
            )
            .bind(account.0.clone())
            .bind(hash)
            .bind(to_i64(now_ms))
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}

/// Uses up a recovery code; says whether it was there.
pub(super) async fn use_code(
    transaction: &mut WriteTransaction,
    account: &AccountId,
    code_hash: String,
) -> Result<bool, StoreError> {
    let used = sqlx::query("DELETE FROM recovery_codes WHERE account = $1 AND code_hash = $2")
        .bind(account.0.clone())
        .bind(code_hash)
        .execute(&mut **transaction)
        .await?;
    Ok(used.rows_affected() > 0)
}
