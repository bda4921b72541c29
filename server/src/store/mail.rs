//! Mail addresses and the links mailed to them, in SQL.

use sqlx::Row;

use super::accounts::statements::{LINKS, MAILED, run_all};
use super::error::StoreError;
use super::handle::Store;
use super::values::{AccountId, to_i64, to_u64};

/// The purpose of a mailed link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MailPurpose {
    /// To show that the address is the person's.
    Confirm,
    /// To choose a new password.
    Reset,
}

impl MailPurpose {
    /// The word stored.
    const fn id(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Reset => "reset",
        }
    }
}

/// A link that was mailed.
#[derive(Clone, Debug)]
pub(crate) struct MailToken {
    pub(crate) account: AccountId,
    pub(crate) address: String,
}

/// A link that was mailed and still works, as it is exported.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct MailedLink {
    /// `confirm` for an address that waits to be confirmed, `reset` for a new password.
    purpose: String,
    /// Where it was mailed to.
    pub(crate) address: String,
    /// Until when it works, in milliseconds since 1970, UTC.
    expires: u64,
}

impl MailedLink {
    /// Whether it confirms its address.
    pub(crate) fn confirms(&self) -> bool {
        self.purpose == MailPurpose::Confirm.id()
    }
}

impl Store {
    /// The confirmed mail address of an account.
    pub(crate) async fn mail_address(
        &self,
        account: &AccountId,
    ) -> Result<Option<String>, StoreError> {
        let row = sqlx::query("SELECT address FROM mail_addresses WHERE account = $1")
            .bind(account.0.clone())
            .fetch_optional(&self.reader)
            .await?;
        Ok(row.map(|row| row.try_get("address")).transpose()?)
    }

    /// Links mailed for an account that still work.
    pub(crate) async fn mailed_links(
        &self,
        account: &AccountId,
        now_ms: u64,
    ) -> Result<Vec<MailedLink>, StoreError> {
        let rows = sqlx::query("SELECT purpose, address, expires FROM mail_tokens WHERE account = $1 AND expires > $2 ORDER BY purpose")
            .bind(account.0.clone())
            .bind(to_i64(now_ms))
            .fetch_all(&self.reader)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(MailedLink {
                    purpose: row.try_get("purpose")?,
                    address: row.try_get("address")?,
                    expires: to_u64(row.try_get("expires")?),
                })
            })
            .collect()
    }

    /// Forgets the mail address of an account, and every link that was mailed. Gives the address
    /// there was.
    pub(crate) async fn remove_mail_address(
        &self,
        account: &AccountId,
    ) -> Result<Option<String>, StoreError> {
        let mut transaction = self.begin().await?;
        let row = sqlx::query("DELETE FROM mail_addresses WHERE account = $1 RETURNING address")
            .bind(account.0.clone())
            .fetch_optional(&mut *transaction)
            .await?;
        run_all(&mut transaction, &MAILED, account).await?;
        transaction.commit().await?;
        Ok(row.map(|row| row.try_get("address")).transpose()?)
    }

    /// Keeps what a mailed link is recognised by. An earlier link for the same purpose ends.
    pub(crate) async fn add_mail_token(
        &self,
        token_hash: String,
        purpose: MailPurpose,
        token: MailToken,
        expires: u64,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM mail_tokens WHERE account = $1 AND purpose = $2")
            .bind(token.account.0.clone())
            .bind(purpose.id())
            .execute(&mut *transaction)
            .await?;
        sqlx::query("INSERT INTO mail_tokens (token_hash, account, purpose, address, expires) VALUES ($1, $2, $3, $4, $5)")
            .bind(token_hash)
            .bind(token.account.0)
            .bind(purpose.id())
            .bind(token.address)
            .bind(to_i64(expires))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The account and address of a mailed link, if it is of this purpose, unused, and not too old.
    pub(crate) async fn mail_token(
        &self,
        token_hash: &str,
        purpose: MailPurpose,
        now_ms: u64,
    ) -> Result<Option<MailToken>, StoreError> {
        let row = sqlx::query("SELECT account, address FROM mail_tokens WHERE token_hash = $1 AND purpose = $2 AND expires > $3")
            .bind(token_hash.to_owned())
            .bind(purpose.id())
            .bind(to_i64(now_ms))
            .fetch_optional(&self.reader)
            .await?;
        row.map(|row| {
            Ok(MailToken {
                account: AccountId(row.try_get("account")?),
                address: row.try_get("address")?,
            })
        })
        .transpose()
    }

    /// Takes a link that confirms an address, and the address with it; says whether the link was
    /// there. Every other link ends, as those that were mailed to the address before.
    pub(crate) async fn confirm_mail_address(
        &self,
        token_hash: &str,
        now_ms: u64,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let row = sqlx::query("DELETE FROM mail_tokens WHERE token_hash = $1 AND purpose = 'confirm' AND expires > $2 RETURNING account, address")
            .bind(token_hash.to_owned())
            .bind(to_i64(now_ms))
            .fetch_optional(&mut *transaction)
            .await?;
        let Some(row) = row else {
            transaction.rollback().await?;
            return Ok(false);
        };
        let account = AccountId(row.try_get("account")?);
        sqlx::query("INSERT INTO mail_addresses (account, address, confirmed) VALUES ($1, $2, $3) ON CONFLICT (account) DO UPDATE SET address = excluded.address, confirmed = excluded.confirmed")
            .bind(account.0.clone())
            .bind(row.try_get::<String, _>("address")?)
            .bind(to_i64(now_ms))
            .execute(&mut *transaction)
            .await?;
        run_all(&mut transaction, &MAILED, &account).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes a link for a new password: sets it, and ends every session and every other link. Says
    /// whether the link was there.
    pub(crate) async fn reset_password(
        &self,
        token_hash: &str,
        password_hash: String,
        now_ms: u64,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let row = sqlx::query("DELETE FROM mail_tokens WHERE token_hash = $1 AND purpose = 'reset' AND expires > $2 RETURNING account")
            .bind(token_hash.to_owned())
            .bind(to_i64(now_ms))
            .fetch_optional(&mut *transaction)
            .await?;
        let Some(row) = row else {
            transaction.rollback().await?;
            return Ok(false);
        };
        let account = AccountId(row.try_get("account")?);
        sqlx::query("UPDATE accounts SET password_hash = $1 WHERE id = $2")
            .bind(password_hash)
            .bind(account.0.clone())
            .execute(&mut *transaction)
            .await?;
        let sessions = "DELETE FROM sessions WHERE account = $1";
        run_all(&mut transaction, &[sessions], &account).await?;
        run_all(&mut transaction, &LINKS, &account).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
