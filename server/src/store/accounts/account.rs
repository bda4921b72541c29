//! Accounts themselves, in SQL: names and passwords.

use domain::sync::protocol::account::Passkey;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use super::passkeys::insert_passkey;
use super::sessions::end_sessions_but;
use super::statements::{LINKS, run_all};
use crate::store::error::StoreError;
use crate::store::handle::Store;
use crate::store::raw_text::bytes;
use crate::store::values::{AccountId, to_i64, to_u64};

/// An account as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct AccountRow {
    pub(crate) id: AccountId,
    pub(crate) name: String,
    pub(crate) password_hash: Option<String>,
    pub(crate) created: u64,
}

impl Store {
    /// Makes an account; an error for which [`StoreError::is_duplicate`] holds where the name is
    /// taken.
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

    /// The account of the first of these folded names that there is.
    pub(crate) async fn account_by_names(
        &self,
        folded_names: &[String],
    ) -> Result<Option<AccountRow>, StoreError> {
        for folded_name in folded_names {
            if let Some(account) = self.account_by_name(folded_name).await? {
                return Ok(Some(account));
            }
        }
        Ok(None)
    }

    /// Folds the names of all accounts as names are folded now. An account whose name is another's
    /// by that, or is damaged, keeps its own as it is. Gives how many changed, and how many could
    /// not.
    pub(crate) async fn fold_names_by(
        &self,
        fold: impl Fn(&str) -> String + Send,
    ) -> Result<(u64, u64), StoreError> {
        let columns = ["id", "name", "folded_name"].map(|name| self.backend().read_as(name));
        let text = format!(
            "SELECT {} FROM accounts ORDER BY created, accounts.id",
            columns.join(", ")
        );
        let rows = sqlx::query(AssertSqlSafe(text)).fetch_all(&self.reader);
        let (mut changed, mut kept) = (0, 0);
        for row in &rows.await? {
            let text = |name| {
                let bytes = bytes(row, name)?.unwrap_or_default();
                Ok::<_, StoreError>(String::from_utf8(bytes).ok())
            };
            let (Some(id), Some(name)) = (text("id")?, text("name")?) else {
                kept += 1;
                continue;
            };
            let folded = fold(&name);
            if Some(&folded) == text("folded_name")?.as_ref() {
                continue;
            }
            let written = sqlx::query("UPDATE accounts SET folded_name = $1 WHERE id = $2")
                .bind(folded)
                .bind(id)
                .execute(&self.writer)
                .await
                .map_err(StoreError::from);
            match written {
                Ok(_) => changed += 1,
                Err(error) if error.is_duplicate() => kept += 1,
                Err(error) => return Err(error),
            }
        }
        Ok((changed, kept))
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
        let row = sqlx::query("SELECT records FROM accounts WHERE id = $1")
            .bind(id.0.clone())
            .fetch_optional(&self.reader)
            .await?;
        let records = row.map(|row| row.try_get("records")).transpose()?;
        Ok(records.map_or(0, to_u64))
    }

    /// Deletes an account with everything that belongs to it.
    pub(crate) async fn delete_account(&self, id: &AccountId) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let statements = [
            // Everything that refers to the account goes with it.
            "DELETE FROM accounts WHERE id = $1",
            // After the account, so that one begun at this moment is seen: it locks the account
            // until it is there.
            "DELETE FROM ceremonies WHERE account = $1",
        ];
        run_all(&mut transaction, &statements, id).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Sets the password, and ends every other session and whatever else lets in or shows something
    /// without it: mailed links, the calendar, shares.
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
}

fn account_row(row: &AnyRow) -> Result<AccountRow, StoreError> {
    Ok(AccountRow {
        id: AccountId(row.try_get("id")?),
        name: row.try_get("name")?,
        password_hash: row.try_get("password_hash")?,
        created: to_u64(row.try_get("created")?),
    })
}
