//! Calendar links in SQL: one an account, found by the hash of its token.

use sqlx::Row;

use super::error::StoreError;
use super::handle::Store;
use super::values::{AccountId, to_i64, to_u64};

impl Store {
    /// Makes the calendar link of an account; an earlier one ends.
    pub(crate) async fn renew_calendar(
        &self,
        account: &AccountId,
        token_hash: String,
        now_ms: u64,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO calendar_feeds (account, token_hash, created) VALUES ($1, $2, $3) ON CONFLICT (account) DO UPDATE SET token_hash = excluded.token_hash, created = excluded.created")
            .bind(account.0.clone())
            .bind(token_hash)
            .bind(to_i64(now_ms))
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(())
    }

    /// Ends the calendar link of an account.
    pub(crate) async fn end_calendar(&self, account: &AccountId) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM calendar_feeds WHERE account = $1")
            .bind(account.0.clone())
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(())
    }

    /// When the calendar link of an account was made, in milliseconds since 1970, UTC.
    pub(crate) async fn calendar_made(
        &self,
        account: &AccountId,
    ) -> Result<Option<u64>, StoreError> {
        let row = sqlx::query("SELECT created FROM calendar_feeds WHERE account = $1")
            .bind(account.0.clone())
            .fetch_optional(&self.reader)
            .await?;
        Ok(row
            .map(|row| row.try_get("created"))
            .transpose()?
            .map(to_u64))
    }

    /// The account of a calendar link.
    pub(crate) async fn account_by_calendar(
        &self,
        token_hash: &str,
    ) -> Result<Option<AccountId>, StoreError> {
        let row = sqlx::query("SELECT account FROM calendar_feeds WHERE token_hash = $1")
            .bind(token_hash.to_owned())
            .fetch_optional(&self.reader)
            .await?;
        Ok(row
            .map(|row| row.try_get("account"))
            .transpose()?
            .map(AccountId))
    }
}
