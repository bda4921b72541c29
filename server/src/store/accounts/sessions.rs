//! Who is signed in, in SQL.

use std::time::Duration;

use domain::sync::protocol::account::SignedIn;
use sqlx::Row;
use tokio::time::timeout;

use super::recovery_codes::use_code;
use super::statements::{MAILED, run_all};
use crate::store::error::StoreError;
use crate::store::handle::Store;
use crate::store::values::{AccountId, to_i64, to_u64};
use crate::store::write_transaction::WriteTransaction;

/// A session that was not used for so long has ended, in milliseconds: 90 days.
pub(super) const IDLE_MS: u64 = 90 * 86_400_000;

/// A session this old has ended, in milliseconds: 180 days.
pub(crate) const OLDEST_MS: u64 = 180 * 86_400_000;

/// The last use of a session is noted this often, in milliseconds: ten minutes.
const NOTED_EVERY_MS: u64 = 10 * 60_000;

/// The longest a request waits for that.
const LONGEST_NOTING: Duration = Duration::from_secs(1);

/// A session as handlers need it.
#[derive(Clone, Debug)]
pub(crate) struct SessionRow {
    pub(crate) id: String,
    pub(crate) account: AccountId,
    pub(crate) confirmed: u64,
    /// When it ends, however it is used.
    pub(crate) ends: u64,
}

/// A new session.
#[derive(Clone, Debug)]
pub(crate) struct NewSession {
    pub(crate) id: String,
    pub(crate) account: AccountId,
    pub(crate) token_hash: String,
    pub(crate) label: String,
}

impl Store {
    /// Begins a session; `ends` is the token of one that it takes the place of, `code` the hash of
    /// a recovery code that it uses up. Says whether the code was there; without it nothing is
    /// begun.
    pub(crate) async fn begin_session(
        &self,
        session: NewSession,
        ends: Option<String>,
        code: Option<String>,
        now_ms: u64,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        if let Some(code) = code
            && !use_code(&mut transaction, &session.account, code).await?
        {
            transaction.rollback().await?;
            return Ok(false);
        }
        if let Some(token_hash) = ends {
            sqlx::query("DELETE FROM sessions WHERE token_hash = $1")
                .bind(token_hash)
                .execute(&mut *transaction)
                .await?;
        }
        sqlx::query("INSERT INTO sessions (id, account, token_hash, label, created, last_used, confirmed) VALUES ($1, $2, $3, $4, $5, $5, $5)")
            .bind(session.id)
            .bind(session.account.0)
            .bind(session.token_hash)
            .bind(session.label)
            .bind(to_i64(now_ms))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The session of a token, if it has not ended. Its use is noted now and then.
    pub(crate) async fn session_by_token(
        &self,
        token_hash: &str,
        now_ms: u64,
    ) -> Result<Option<SessionRow>, StoreError> {
        let row = sqlx::query(
            "SELECT id, account, created, last_used, confirmed FROM sessions WHERE token_hash = $1",
        )
        .bind(token_hash.to_owned())
        .fetch_optional(&self.reader)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let created = to_u64(row.try_get("created")?);
        let last_used = to_u64(row.try_get("last_used")?);
        if last_used + IDLE_MS < now_ms || created + OLDEST_MS < now_ms {
            return Ok(None);
        }
        let session = SessionRow {
            id: row.try_get("id")?,
            account: AccountId(row.try_get("account")?),
            confirmed: to_u64(row.try_get("confirmed")?),
            ends: created + OLDEST_MS,
        };
        if last_used + NOTED_EVERY_MS < now_ms {
            // Reading goes on where nothing can be written, on a full disk say.
            match timeout(LONGEST_NOTING, self.note_use(&session.id, now_ms)).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "session use was not recorded"),
                Err(_) => tracing::warn!("session use was not recorded in time"),
            }
        }
        Ok(Some(session))
    }

    async fn note_use(&self, session: &str, now_ms: u64) -> Result<(), StoreError> {
        sqlx::query("UPDATE sessions SET last_used = $1 WHERE id = $2")
            .bind(to_i64(now_ms))
            .bind(session.to_owned())
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(())
    }

    /// Notes that the person of a session showed who they are, and gives the session another token.
    /// `code` is the hash of a recovery code that this uses up. Says whether the code and the
    /// session were there; without them nothing is changed.
    pub(crate) async fn renew_session(
        &self,
        account: &AccountId,
        session: &str,
        token_hash: String,
        code: Option<String>,
        now_ms: u64,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        if let Some(code) = code
            && !use_code(&mut transaction, account, code).await?
        {
            transaction.rollback().await?;
            return Ok(false);
        }
        let done = sqlx::query(
            "UPDATE sessions SET confirmed = $1, token_hash = $2 WHERE id = $3 AND account = $4",
        )
        .bind(to_i64(now_ms))
        .bind(token_hash)
        .bind(session.to_owned())
        .bind(account.0.clone())
        .execute(&mut *transaction)
        .await?;
        if done.rows_affected() == 0 {
            transaction.rollback().await?;
            return Ok(false);
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// The sessions of an account, the one used last first.
    pub(crate) async fn sessions(
        &self,
        account: &AccountId,
        this: &str,
    ) -> Result<Vec<SignedIn>, StoreError> {
        let rows = sqlx::query("SELECT id, label, created, last_used FROM sessions WHERE account = $1 ORDER BY last_used DESC, id")
            .bind(account.0.clone())
            .fetch_all(&self.reader)
            .await?;
        rows.iter()
            .map(|row| {
                let id: String = row.try_get("id")?;
                Ok(SignedIn {
                    is_this: id == this,
                    id,
                    label: row.try_get("label")?,
                    created: to_u64(row.try_get("created")?),
                    last_used: to_u64(row.try_get("last_used")?),
                })
            })
            .collect()
    }

    /// Ends a session of an account; says whether there was one.
    pub(crate) async fn end_session(
        &self,
        account: &AccountId,
        id: &str,
    ) -> Result<bool, StoreError> {
        self.delete_of(
            "DELETE FROM sessions WHERE account = $1 AND id = $2",
            account,
            id,
        )
        .await
    }

    /// Ends all sessions of an account but one, and mailed links, which one of the others may have
    /// asked for.
    pub(crate) async fn end_other_sessions(
        &self,
        account: &AccountId,
        this: &str,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        end_sessions_but(&mut transaction, account, this).await?;
        run_all(&mut transaction, &MAILED, account).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Ends every session of an account, or of all, and the links that were mailed. Gives how many
    /// sessions there were.
    pub(crate) async fn end_sessions(
        &self,
        account: Option<&AccountId>,
    ) -> Result<u64, StoreError> {
        let mut transaction = self.begin().await?;
        let ended = match account {
            Some(account) => {
                run_all(&mut transaction, &MAILED, account).await?;
                sqlx::query("DELETE FROM sessions WHERE account = $1")
                    .bind(account.0.clone())
                    .execute(&mut *transaction)
                    .await?
            }
            None => {
                sqlx::query("DELETE FROM mail_tokens")
                    .execute(&mut *transaction)
                    .await?;
                sqlx::query("DELETE FROM sessions")
                    .execute(&mut *transaction)
                    .await?
            }
        };
        transaction.commit().await?;
        Ok(ended.rows_affected())
    }

    async fn delete_of(
        &self,
        statement: &'static str,
        account: &AccountId,
        id: &str,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(statement)
            .bind(account.0.clone())
            .bind(id.to_owned())
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(done.rows_affected() > 0)
    }
}

pub(super) async fn end_sessions_but(
    transaction: &mut WriteTransaction,
    account: &AccountId,
    this: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sessions WHERE account = $1 AND id <> $2")
        .bind(account.0.clone())
        .bind(this.to_owned())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
