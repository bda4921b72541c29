//! Accounts and what lets people in, in SQL: names, passwords, recovery codes, and what expires. `sessions` and `passkeys` have the rest.

mod passkeys;
mod sessions;

use domain::sync::protocol::account::Passkey;
use sqlx::any::AnyRow;
use sqlx::{Any, Row, Transaction};

use super::{AccountId, Store, StoreError, to_i64, to_u64};
pub(crate) use passkeys::CeremonyRow;
use passkeys::insert_passkey;
use sessions::{IDLE_MS, end_sessions_but};
pub(crate) use sessions::{NewSession, OLDEST_MS, SessionRow};

/// An account as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct AccountRow {
    pub(crate) id: AccountId,
    pub(crate) name: String,
    pub(crate) password_hash: Option<String>,
    pub(crate) created: u64,
}

impl Store {
    /// Makes an account; an error for which [`StoreError::is_duplicate`] holds where the name is taken.
    pub(crate) async fn create_account(
        &self,
        account: &AccountRow,
        folded_name: &str,
        passkey: Option<(&Passkey, &str)>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query("INSERT INTO accounts (id, name, folded_name, password_hash, created) VALUES ($1, $2, $3, $4, $5)")
            .bind(account.id.0.clone())
            .bind(account.name.clone())
            .bind(folded_name.to_owned())
            .bind(account.password_hash.clone())
            .bind(to_i64(account.created))
            .execute(&mut *transaction)
            .await?;
        if let Some((passkey, credential)) = passkey {
            insert_passkey(&mut transaction, &account.id, passkey, credential).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// The account of a name.
    pub(crate) async fn account_by_name(
        &self,
        folded_name: &str,
    ) -> Result<Option<AccountRow>, StoreError> {
        let row = sqlx::query(
            "SELECT id, name, password_hash, created FROM accounts WHERE folded_name = $1",
        )
        .bind(folded_name.to_owned())
        .fetch_optional(&self.reader)
        .await?;
        row.as_ref().map(account_row).transpose()
    }

    /// An account.
    pub(crate) async fn account(&self, id: &AccountId) -> Result<Option<AccountRow>, StoreError> {
        let row =
            sqlx::query("SELECT id, name, password_hash, created FROM accounts WHERE id = $1")
                .bind(id.0.clone())
                .fetch_optional(&self.reader)
                .await?;
        row.as_ref().map(account_row).transpose()
    }

    /// The name of an account.
    pub(crate) async fn account_name(&self, id: &AccountId) -> Result<Option<String>, StoreError> {
        Ok(self.account(id).await?.map(|account| account.name))
    }

    /// How many records an account has.
    pub(crate) async fn count_records(&self, id: &AccountId) -> Result<u64, StoreError> {
        self.count(
            "SELECT COUNT(DISTINCT record) AS number FROM cells WHERE account = $1",
            id,
        )
        .await
    }

    /// How many recovery codes are left.
    pub(crate) async fn count_recovery_codes(&self, id: &AccountId) -> Result<u64, StoreError> {
        self.count(
            "SELECT COUNT(*) AS number FROM recovery_codes WHERE account = $1",
            id,
        )
        .await
    }

    /// Deletes an account with everything that belongs to it.
    pub(crate) async fn delete_account(&self, id: &AccountId) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let statements = [
            // Everything that refers to the account goes with it.
            "DELETE FROM accounts WHERE id = $1",
            // After the account, so that one begun at this moment is seen: it locks the account until it is there.
            "DELETE FROM ceremonies WHERE account = $1",
        ];
        run_all(&mut transaction, &statements, id).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Sets the password, and ends every other session and whatever else lets in or shows something without it: mailed links, the calendar.
    pub(crate) async fn set_password(
        &self,
        id: &AccountId,
        hash: String,
        session: &str,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query("UPDATE accounts SET password_hash = $1 WHERE id = $2")
            .bind(hash)
            .bind(id.0.clone())
            .execute(&mut *transaction)
            .await?;
        end_sessions_but(&mut transaction, id, session).await?;
        run_all(&mut transaction, &LINKS, id).await?;
        transaction.commit().await?;
        Ok(())
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

    /// Forgets sessions and ceremonies that have ended.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget_expired(&self, now_ms: u64) -> Result<(), StoreError> {
        for (statement, before) in [
            ("DELETE FROM ceremonies WHERE expires <= $1", now_ms),
            ("DELETE FROM mail_tokens WHERE expires <= $1", now_ms),
            (
                "DELETE FROM sessions WHERE last_used < $1",
                now_ms.saturating_sub(IDLE_MS),
            ),
            (
                "DELETE FROM sessions WHERE created < $1",
                now_ms.saturating_sub(OLDEST_MS),
            ),
        ] {
            sqlx::query(statement)
                .bind(to_i64(before))
                .execute(&self.writer)
                .await?;
        }
        Ok(())
    }

    async fn count(&self, statement: &'static str, id: &AccountId) -> Result<u64, StoreError> {
        let row = sqlx::query(statement)
            .bind(id.0.clone())
            .fetch_one(&self.reader)
            .await?;
        Ok(to_u64(row.try_get("number")?))
    }
}

/// Links that were mailed.
pub(super) const MAILED: [&str; 1] = ["DELETE FROM mail_tokens WHERE account = $1"];

/// Links that let in or show something, whoever has them.
pub(super) const LINKS: [&str; 2] = [MAILED[0], "DELETE FROM calendar_feeds WHERE account = $1"];

/// Runs statements about one account.
pub(super) async fn run_all(
    transaction: &mut Transaction<'static, Any>,
    statements: &[&'static str],
    account: &AccountId,
) -> Result<(), StoreError> {
    for statement in statements {
        sqlx::query(*statement)
            .bind(account.0.clone())
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

/// Uses up a recovery code; says whether it was there.
async fn use_code(
    transaction: &mut Transaction<'static, Any>,
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

fn account_row(row: &AnyRow) -> Result<AccountRow, StoreError> {
    Ok(AccountRow {
        id: AccountId(row.try_get("id")?),
        name: row.try_get("name")?,
        password_hash: row.try_get("password_hash")?,
        created: to_u64(row.try_get("created")?),
    })
}
