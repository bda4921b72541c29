//! Passkeys, in SQL.

use domain::sync::protocol::account::Passkey;
use sqlx::Row;

use crate::store::error::StoreError;
use crate::store::handle::Store;
use crate::store::values::{AccountId, to_i64, to_u64};
use crate::store::write_transaction::WriteTransaction;

impl Store {
    /// Stores a passkey.
    pub(crate) async fn add_passkey(
        &self,
        account: &AccountId,
        passkey: &Passkey,
        credential: &str,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        insert_passkey(&mut transaction, account, passkey, credential).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The passkeys of an account, oldest first.
    pub(crate) async fn passkeys(&self, account: &AccountId) -> Result<Vec<Passkey>, StoreError> {
        let rows = sqlx::query("SELECT id, label, created, last_used FROM passkeys WHERE account = $1 ORDER BY created, id")
            .bind(account.0.clone())
            .fetch_all(&self.reader)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Passkey {
                    id: row.try_get("id")?,
                    label: row.try_get("label")?,
                    created: to_u64(row.try_get("created")?),
                    last_used: to_u64(row.try_get("last_used")?),
                })
            })
            .collect()
    }

    /// The credential of a passkey of an account, as JSON.
    pub(crate) async fn credential(
        &self,
        account: &AccountId,
        id: &str,
    ) -> Result<Option<String>, StoreError> {
        let row = sqlx::query("SELECT credential FROM passkeys WHERE account = $1 AND id = $2")
            .bind(account.0.clone())
            .bind(id.to_owned())
            .fetch_optional(&self.reader)
            .await?;
        Ok(row.map(|row| row.try_get("credential")).transpose()?)
    }

    /// Notes that a passkey was used, with its credential as it is now.
    pub(crate) async fn passkey_used(
        &self,
        id: &str,
        credential: String,
        now_ms: u64,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE passkeys SET credential = $1, last_used = $2 WHERE id = $3")
            .bind(credential)
            .bind(to_i64(now_ms))
            .bind(id.to_owned())
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(())
    }

    /// Removes a passkey of an account, unless nothing else lets the person in; says whether it is
    /// gone.
    pub(crate) async fn remove_passkey(
        &self,
        account: &AccountId,
        id: &str,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        // Locks the account, so that two removals at once do not each take the other passkey for
        // the way in.
        sqlx::query("UPDATE accounts SET seq = seq WHERE id = $1")
            .bind(account.0.clone())
            .execute(&mut *transaction)
            .await?;
        let done = sqlx::query(
            "DELETE FROM passkeys WHERE account = $1 AND id = $2 AND (EXISTS (SELECT 1 FROM accounts WHERE id = $1 AND password_hash IS NOT NULL) OR (SELECT COUNT(*) FROM passkeys WHERE account = $1) > 1)",
        )
        .bind(account.0.clone())
        .bind(id.to_owned())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(done.rows_affected() > 0)
    }
}

pub(super) async fn insert_passkey(
    transaction: &mut WriteTransaction,
    account: &AccountId,
    passkey: &Passkey,
    credential: &str,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO passkeys (id, account, label, credential, created, last_used) VALUES ($1, $2, $3, $4, $5, $5)")
        .bind(passkey.id.clone())
        .bind(account.0.clone())
        .bind(passkey.label.clone())
        .bind(credential.to_owned())
        .bind(to_i64(passkey.created))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
