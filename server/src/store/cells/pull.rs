//! Pulling: a page of changes after a cursor, and sequence numbers.

use domain::state::record::{Record, RecordKey};
use domain::sync::protocol::{Changes, Pull, Pulled, Restart};
use sqlx::{AssertSqlSafe, Row as _};

use super::rows::{add_record, records_where, separated};
use crate::store::{AccountId, Store, StoreError, to_i64, to_u64};

/// Accounts asked for with one statement.
const MOST_ACCOUNTS: usize = 256;

/// The most bytes of values in a page; a longer value is a page of its own.
const PAGE_BYTES: u64 = 1024 * 1024;

impl Store {
    /// Reads the cells after a cursor in the order they were taken. `None` if there is no such
    /// account.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn pull(
        &self,
        account: &AccountId,
        asked: &Pull,
        limit: u32,
        now_ms: u64,
    ) -> Result<Option<Pulled>, StoreError> {
        self.page(account, asked, (limit, PAGE_BYTES), now_ms).await
    }

    /// The same, with at most this many cells and bytes.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn page(
        &self,
        account: &AccountId,
        asked: &Pull,
        most: (u32, u64),
        now_ms: u64,
    ) -> Result<Option<Pulled>, StoreError> {
        let Some(bounds) = self.bounds(account, asked.after, most).await? else {
            return Ok(None);
        };
        let mut page = Pulled {
            epoch: bounds.epoch,
            cursor: asked.after,
            server_time: now_ms,
            ..Pulled::default()
        };
        let is_other_database = asked
            .epoch
            .as_deref()
            .is_some_and(|epoch| epoch != page.epoch);
        if is_other_database || asked.after > bounds.seq {
            page.restart = Some(Restart::Restored);
            page.cursor = 0;
            return Ok(Some(page));
        }
        let Some(upto) = bounds.upto else {
            return Ok(Some(page));
        };
        // Grouped by something else than the record's name alone, or SQLite would go through the
        // whole account in the order of names.
        let text = records_where(
            "account = $1 AND seq > $4 AND seq <= $5",
            "record || ''",
            self.backend(),
        );
        let rows = separated(sqlx::query(AssertSqlSafe(text)), account)
            .bind(to_i64(asked.after))
            .bind(upto)
            .fetch_all(&self.reader)
            .await?;
        for row in &rows {
            add_record(&mut page.changes, row)?;
        }
        // A cell that was rewritten since has a later number, and comes then.
        page.cursor = to_u64(upto);
        page.more = bounds.last > Some(upto);
        Ok(Some(page))
    }

    /// Where a page ends, before anything of it is read: one push may hold a thousand long texts.
    async fn bounds(
        &self,
        account: &AccountId,
        after: u64,
        (cells, bytes): (u32, u64),
    ) -> Result<Option<Bounds>, StoreError> {
        // The database may have been restored under a running server, so the epoch is read with the
        // rest.
        let row = sqlx::query(
            "SELECT a.seq, (SELECT value FROM facts WHERE name = 'epoch') AS epoch, (SELECT MAX(seq) FROM cells WHERE account = a.id) AS last, (SELECT MAX(seq) FROM (SELECT seq, SUM(size) OVER (ORDER BY seq) - size AS before FROM (SELECT seq, OCTET_LENGTH(value) + OCTET_LENGTH(field) AS size FROM cells WHERE account = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS few) AS counted WHERE before < $4) AS upto FROM accounts a WHERE a.id = $1",
        )
        .bind(account.0.clone())
        .bind(to_i64(after))
        .bind(i64::from(cells))
        .bind(to_i64(bytes))
        .fetch_optional(&self.reader)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Bounds {
            seq: to_u64(row.try_get("seq")?),
            epoch: row.try_get("epoch")?,
            last: row.try_get("last")?,
            upto: row.try_get("upto")?,
        }))
    }

    /// One record of an account, also a removed one; `None` where there is no such record.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn record(
        &self,
        account: &AccountId,
        key: &RecordKey,
    ) -> Result<Option<Record>, StoreError> {
        let text = records_where("account = $1 AND record = $4", "record", self.backend());
        let row = separated(sqlx::query(AssertSqlSafe(text)), account)
            .bind(key.to_string())
            .fetch_optional(&self.reader)
            .await?;
        let mut records = Changes::new();
        if let Some(row) = row {
            add_record(&mut records, &row)?;
        }
        Ok(records.remove(key))
    }

    /// The account's sequence number; `None` where there is no such account.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn seq(&self, account: &AccountId) -> Result<Option<u64>, StoreError> {
        let row = sqlx::query("SELECT seq FROM accounts WHERE id = $1")
            .bind(account.0.clone())
            .fetch_optional(&self.reader)
            .await?;
        Ok(row.map(|row| row.try_get("seq")).transpose()?.map(to_u64))
    }

    /// The same, with the epoch of the database that counts so.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn epoch_and_seq(
        &self,
        account: &AccountId,
    ) -> Result<Option<(String, u64)>, StoreError> {
        let row = sqlx::query("SELECT seq, (SELECT value FROM facts WHERE name = 'epoch') AS epoch FROM accounts WHERE id = $1")
            .bind(account.0.clone())
            .fetch_optional(&self.reader)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some((row.try_get("epoch")?, to_u64(row.try_get("seq")?))))
    }

    /// The sequence numbers of accounts.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn seqs(
        &self,
        accounts: &[AccountId],
    ) -> Result<Vec<(AccountId, u64)>, StoreError> {
        let mut seqs = Vec::new();
        for accounts in accounts.chunks(MOST_ACCOUNTS) {
            let length = accounts.len().next_power_of_two();
            let text = format!(
                "SELECT id, seq FROM accounts WHERE id IN {}",
                self.backend().placeholders(1, length)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for at in 0..length {
                query = query.bind(accounts.get(at).map_or_else(String::new, |id| id.0.clone()));
            }
            for row in query.fetch_all(&self.reader).await? {
                seqs.push((AccountId(row.try_get("id")?), to_u64(row.try_get("seq")?)));
            }
        }
        Ok(seqs)
    }
}

/// Where a page ends.
struct Bounds {
    /// The account's sequence number.
    seq: u64,
    epoch: String,
    /// The number of the account's last cell; none where it has none.
    last: Option<i64>,
    /// The number of the page's last cell; none where there is nothing new.
    upto: Option<i64>,
}
