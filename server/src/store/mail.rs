//! Mail addresses and the links mailed to them, in SQL.

use sqlx::Row;

use super::{AccountId, Store, StoreError, to_i64};

/// What a mailed link is for.
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

    /// Forgets the mail address of an account, and links on their way to it.
    pub(crate) async fn remove_mail_address(&self, account: &AccountId) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for statement in [
            "DELETE FROM mail_addresses WHERE account = $1",
            "DELETE FROM mail_tokens WHERE account = $1",
        ] {
            sqlx::query(statement)
                .bind(account.0.clone())
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
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

    /// What a mailed link belongs to, if it is of this purpose, unused, and not too old.
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

    /// Takes a link that confirms an address, and the address with it; says whether the link was there.
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
        sqlx::query("INSERT INTO mail_addresses (account, address, confirmed) VALUES ($1, $2, $3) ON CONFLICT (account) DO UPDATE SET address = excluded.address, confirmed = excluded.confirmed")
            .bind(row.try_get::<String, _>("account")?)
            .bind(row.try_get::<String, _>("address")?)
            .bind(to_i64(now_ms))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes a link for a new password: sets it, and ends every session. Says whether the link was there.
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
        let account: String = row.try_get("account")?;
        sqlx::query("UPDATE accounts SET password_hash = $1 WHERE id = $2")
            .bind(password_hash)
            .bind(account.clone())
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM sessions WHERE account = $1")
            .bind(account)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }
}
