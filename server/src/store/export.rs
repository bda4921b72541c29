//! Everything of one account, a few records at a time.

use domain::sync::protocol::Changes;
use sqlx::{AssertSqlSafe, Row};

use super::cells::{add_record, cell_columns, records_where, separated, text_of};
use super::error::StoreError;
use super::handle::Store;
use super::raw_text::bytes;
use super::values::{AccountId, to_u64};

/// About how many bytes of names and values are read at a time.
const PAGE_BYTES: i64 = 256 * 1024;

/// The most records that are read at a time.
const PAGE_RECORDS: usize = 500;

/// The earlier texts that are read at a time; each has at most 128 KiB.
const VERSIONS_A_PAGE: u32 = 16;

/// Accounts above this room, in bytes, are read without their long texts where only a search is
/// made of them: no calendar and no reminder of a person's needs as much.
const LARGE_ACCOUNT: i64 = 16 * 1024 * 1024;

/// The length from which on a text is long there, in bytes.
const LONG_VALUE: i64 = 256;

/// The records of an account in the order of their names, some at a time.
pub(crate) struct RecordPages<'a> {
    store: &'a Store,
    account: AccountId,
    /// The bytes of the last name that was read.
    after: Vec<u8>,
    longest_value: i64,
}

impl<'a> RecordPages<'a> {
    /// All records.
    pub(crate) fn all(store: &'a Store, account: &AccountId) -> Self {
        Self {
            store,
            account: account.clone(),
            after: Vec::new(),
            longest_value: i64::MAX,
        }
    }

    /// All records, for a search to be made of them.
    pub(crate) async fn of_search(
        store: &'a Store,
        account: &AccountId,
    ) -> Result<Self, StoreError> {
        let row = sqlx::query("SELECT size FROM accounts WHERE id = $1")
            .bind(account.0.clone())
            .fetch_optional(&store.reader)
            .await?;
        let size: Option<i64> = row.map(|row| row.try_get("size")).transpose()?;
        let is_large = size.is_some_and(|size| size > LARGE_ACCOUNT);
        Ok(Self {
            longest_value: if is_large { LONG_VALUE } else { i64::MAX },
            ..Self::all(store, account)
        })
    }

    /// The next records; `None` after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Changes>, StoreError> {
        let backend = self.store.backend();
        let after = backend.text_of_bytes(&self.after);
        let Some(last) = self.last_of_next(&after).await? else {
            return Ok(None);
        };
        let upto = backend.text_of_bytes(&last);
        let text = records_where(
            &format!(
                "account = $1 AND record > {after} AND record <= {upto} AND OCTET_LENGTH(value) <= $4"
            ),
            "record",
            backend,
        );
        let rows = separated(sqlx::query(AssertSqlSafe(text)), &self.account)
            .bind(self.longest_value)
            // Each page is a statement of its own.
            .persistent(false)
            .fetch_all(&self.store.reader)
            .await?;
        let mut records = Changes::new();
        for row in &rows {
            add_record(&mut records, row)?;
        }
        self.after = last;
        Ok(Some(records))
    }

    /// The name of the last record of the next page.
    async fn last_of_next(&self, after: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let text = format!(
            "SELECT {} AS record, CAST(SUM(OCTET_LENGTH(field) + OCTET_LENGTH(value)) AS BIGINT) AS size FROM cells WHERE account = $1 AND record > {after} GROUP BY cells.record ORDER BY cells.record LIMIT {PAGE_RECORDS}",
            self.store.backend().bytes_of("cells.record"),
        );
        let rows = sqlx::query(AssertSqlSafe(text))
            .bind(self.account.0.clone())
            .persistent(false)
            .fetch_all(&self.store.reader)
            .await?;
        let (mut last, mut total) = (None, 0);
        for row in &rows {
            total += row.try_get::<i64, _>("size")?;
            if last.is_some() && total > PAGE_BYTES {
                break;
            }
            last = bytes(row, "record")?;
        }
        Ok(last)
    }
}

/// An earlier text of an account, as it is exported.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct VersionRow {
    /// The record.
    record: String,
    /// Its field.
    field: String,
    /// The stamp it was written under.
    stamp: String,
    /// The text, as JSON.
    value: String,
    /// When another took its place, in milliseconds since 1970, UTC.
    replaced: u64,
}

impl Store {
    /// Some earlier texts of an account, after as many others. Empty after the last.
    pub(crate) async fn some_versions(
        &self,
        account: &AccountId,
        after: u32,
    ) -> Result<Vec<VersionRow>, StoreError> {
        let text = format!(
            "SELECT {}, replaced FROM versions WHERE account = $1 ORDER BY versions.record, versions.field, versions.stamp LIMIT {VERSIONS_A_PAGE} OFFSET $2",
            cell_columns(self.backend())
        );
        let rows = sqlx::query(AssertSqlSafe(text))
            .bind(account.0.clone())
            .bind(i64::from(after))
            .fetch_all(&self.reader)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(VersionRow {
                    record: text_of(row, "record")?,
                    field: text_of(row, "field")?,
                    stamp: text_of(row, "stamp")?,
                    value: text_of(row, "value")?,
                    replaced: to_u64(row.try_get("replaced")?),
                })
            })
            .collect()
    }
}

#[cfg(test)]
impl Store {
    /// Every cell of an account.
    pub(crate) async fn all_cells(&self, account: &AccountId) -> Result<Changes, StoreError> {
        let mut all = Changes::new();
        let mut pages = RecordPages::all(self, account);
        while let Some(records) = pages.next().await? {
            all.extend(records);
        }
        Ok(all)
    }

    /// Every earlier text of an account.
    pub(crate) async fn all_versions(
        &self,
        account: &AccountId,
    ) -> Result<Vec<VersionRow>, StoreError> {
        let mut all = Vec::new();
        loop {
            let after = u32::try_from(all.len()).unwrap_or(u32::MAX);
            let some = self.some_versions(account, after).await?;
            if some.is_empty() {
                return Ok(all);
            }
            all.extend(some);
        }
    }
}
