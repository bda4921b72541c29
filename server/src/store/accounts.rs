//! Accounts, sessions, passkeys, recovery codes and ceremonies in SQL.

use domain::protocol::account::{Passkey, SignedIn};
use sqlx::any::AnyRow;
use sqlx::{Any, Row, Transaction};

use super::{AccountId, Store, StoreError, to_i64, to_u64};

/// A session that was not used for so long has ended, in milliseconds: 90 days.
const IDLE_MS: u64 = 90 * 86_400_000;

/// A session this old has ended, in milliseconds: 180 days.
pub(crate) const OLDEST_MS: u64 = 180 * 86_400_000;

/// The last use of a session is noted this often, in milliseconds: ten minutes.
const NOTED_EVERY_MS: u64 = 10 * 60_000;

/// An account as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct AccountRow {
    pub(crate) id: AccountId,
    pub(crate) name: String,
    pub(crate) password_hash: Option<String>,
    pub(crate) created: u64,
}

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

/// A ceremony that was begun.
#[derive(Clone, Debug)]
pub(crate) struct CeremonyRow {
    pub(crate) account: String,
    pub(crate) state: String,
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

    /// Begins a session; `ends` is the token of one that it takes the place of, `code` the hash of a recovery code that it uses up.
    /// Says whether the code was there; without it nothing is begun.
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
            sqlx::query("UPDATE sessions SET last_used = $1 WHERE id = $2")
                .bind(to_i64(now_ms))
                .bind(session.id.clone())
                .execute(&self.writer)
                .await?;
        }
        Ok(Some(session))
    }

    /// Notes that the person of a session showed who they are, and gives the session another token. `code` is the hash of a recovery code
    /// that this uses up. Says whether the code and the session were there; without them nothing is changed.
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

    /// Ends all sessions of an account but one, and mailed links, which one of the others may have asked for.
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

    /// Ends every session of an account, or of all, and the links that were mailed. Gives how many sessions there were.
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

    async fn delete_of(
        &self,
        statement: &'static str,
        account: &AccountId,
        id: &str,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(statement)
            .bind(account.0.clone())
            .bind(id.to_owned())
            .execute(&self.writer)
            .await?;
        Ok(done.rows_affected() > 0)
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

async fn end_sessions_but(
    transaction: &mut Transaction<'static, Any>,
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

async fn insert_passkey(
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

fn account_row(row: &AnyRow) -> Result<AccountRow, StoreError> {
    Ok(AccountRow {
        id: AccountId(row.try_get("id")?),
        name: row.try_get("name")?,
        password_hash: row.try_get("password_hash")?,
        created: to_u64(row.try_get("created")?),
    })
}
