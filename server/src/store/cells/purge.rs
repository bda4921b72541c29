//! Removing for good: records that were removed long ago, and old earlier versions.

use std::collections::BTreeMap;

use domain::state::stamp::Stamp;
use domain::sync::protocol::Changes;
use domain::sync::server::{REMOVED_KEPT_MS, emptied};
use sqlx::AssertSqlSafe;

use super::rows::{add_record, records_where, separated, text_of};
use crate::store::{AccountId, Store, StoreError, to_i64};

/// How long earlier versions are kept, in milliseconds: 90 days.
const VERSIONS_KEPT_MS: u64 = 90 * 86_400_000;

/// Removed records that are emptied at a time.
const MOST_EMPTIED: usize = 500;

impl Store {
    /// Empties records removed long ago, and forgets earlier versions that are old. Gives the accounts that changed, with their new
    /// sequence numbers.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn purge(&self, now_ms: u64) -> Result<Vec<(AccountId, u64)>, StoreError> {
        let mut changed = BTreeMap::new();
        let mut last = (String::new(), String::new());
        loop {
            let page = self.removed_long_ago(&last, now_ms).await?;
            let is_last = page.len() < MOST_EMPTIED;
            let mut by_account: BTreeMap<AccountId, Vec<String>> = BTreeMap::new();
            for (account, record) in page {
                last = (account.clone(), record.clone());
                by_account
                    .entry(AccountId(account))
                    .or_default()
                    .push(record);
            }
            for (account, records) in by_account {
                if let Some(seq) = self.empty(&account, &records, now_ms).await? {
                    changed.insert(account, seq);
                }
            }
            if is_last {
                break;
            }
        }
        sqlx::query("DELETE FROM versions WHERE replaced < $1")
            .bind(to_i64(now_ms.saturating_sub(VERSIONS_KEPT_MS)))
            .execute(&mut *self.to_write().await?)
            .await?;
        Ok(changed.into_iter().collect())
    }

    /// Some of the records that were removed long ago, have not changed since and still hold something, after one of them in order.
    async fn removed_long_ago(
        &self,
        (account, record): &(String, String),
        now_ms: u64,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let too_old = Stamp {
            ms: now_ms.saturating_sub(REMOVED_KEPT_MS),
            ..Stamp::default()
        };
        let text = format!(
            "SELECT {}, {} FROM cells r WHERE field = 'removed' AND value = 'true' AND stamp < $1 AND (account, record) > ($2, $3) AND EXISTS (SELECT 1 FROM cells c WHERE c.account = r.account AND c.record = r.record AND c.field <> 'removed' AND c.value <> 'null') AND NOT EXISTS (SELECT 1 FROM cells c WHERE c.account = r.account AND c.record = r.record AND c.stamp >= $1) ORDER BY r.account, r.record LIMIT {MOST_EMPTIED}",
            self.backend().read_as("account"),
            self.backend().read_as("record"),
        );
        let rows = sqlx::query(AssertSqlSafe(text))
            .bind(too_old.to_string())
            .bind(account.clone())
            .bind(record.clone())
            .fetch_all(&self.reader)
            .await?;
        rows.iter()
            .map(|row| Ok((text_of(row, "account")?, text_of(row, "record")?)))
            .collect()
    }

    /// Empties records of an account, where it is time. Gives the new sequence number where anything changed.
    async fn empty(
        &self,
        account: &AccountId,
        records: &[String],
        now_ms: u64,
    ) -> Result<Option<u64>, StoreError> {
        let text = records_where("account = $1 AND record = $4", "record", self.backend());
        let mut whole = Changes::new();
        for record in records {
            let rows = separated(sqlx::query(AssertSqlSafe(text.clone())), account)
                .bind(record.clone())
                .fetch_all(&self.reader)
                .await?;
            for row in &rows {
                add_record(&mut whole, row)?;
            }
        }
        let emptied: Changes = whole
            .into_iter()
            .filter_map(|(key, record)| Some((key, emptied(&record, now_ms)?)))
            .collect();
        if emptied.is_empty() {
            return Ok(None);
        }
        let outcome = self.push(account, emptied.clone(), now_ms).await?;
        for key in emptied.keys() {
            sqlx::query("DELETE FROM versions WHERE account = $1 AND record = $2")
                .bind(account.0.clone())
                .bind(key.to_string())
                .execute(&mut *self.to_write().await?)
                .await?;
        }
        Ok(outcome.map(|outcome| outcome.seq))
    }
}
