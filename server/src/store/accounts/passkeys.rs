//! Passkeys and the ceremonies that make and use them, in SQL.

use domain::sync::protocol::account::Passkey;
use sqlx::{Any, Row, Transaction};

use crate::store::{AccountId, Store, StoreError, to_i64, to_u64};

/// A ceremony that was begun.
#[derive(Clone, Debug)]
pub(crate) struct CeremonyRow {
    pub(crate) account: String,
    pub(crate) state: String,
}

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
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Removes a passkey of an account, unless nothing else lets the person in; says whether it is gone.
    pub(crate) async fn remove_passkey(
        &self,
        account: &AccountId,
        id: &str,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        // Locks the account, so that two removals at once do not each take the other passkey for the way in.
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

    /// Keeps the state of a ceremony until its second half. An account has one for each purpose: what it began before and what is too late
    /// goes. Says whether the account is there.
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

    /// Takes what was kept of a ceremony: it works once, for its purpose, for who began it, and before its end.
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
            .fetch_optional(&self.writer)
            .await?;
        Ok(row.map(|row| row.try_get("state")).transpose()?)
    }
}

pub(super) async fn insert_passkey(
    transaction: &mut Transaction<'static, Any>,
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
