//! Earlier versions of texts: keeping them, within limits, and reading them.

use std::collections::BTreeSet;

use domain::state::record::RecordKey;
use domain::state::stamp::Stamp;
use domain::sync::protocol::Version;
use sqlx::{AssertSqlSafe, Row as _};

use super::rows::{Row, cell_columns, text_of};
use crate::store::write_transaction::WriteTransaction;
use crate::store::{AccountId, Store, StoreError, to_i64, to_u64};

/// How many earlier versions of one field are kept.
const VERSIONS_A_FIELD: i64 = 20;

/// What the earlier versions of one account may take together, in bytes. The oldest go first.
const LARGEST_VERSIONS: u64 = 16 * 1024 * 1024;

/// What one earlier version takes: its texts, and about as much as its row with its keys takes besides.
const VERSION_BYTES: &str = "OCTET_LENGTH(value) + OCTET_LENGTH(field) + 1024";

impl Store {
    /// Earlier texts of a record, the one replaced last first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn versions(
        &self,
        account: &AccountId,
        record: &RecordKey,
    ) -> Result<Vec<Version>, StoreError> {
        let text = format!(
            "SELECT {}, replaced FROM versions WHERE account = $1 AND record = $2 ORDER BY replaced DESC, stamp DESC",
            cell_columns(self.backend())
        );
        let rows = sqlx::query(AssertSqlSafe(text))
            .bind(account.0.clone())
            .bind(record.to_string())
            .fetch_all(&self.reader)
            .await?;
        rows.iter()
            .map(|row| {
                let (value, stamp) = (text_of(row, "value")?, text_of(row, "stamp")?);
                Ok(Version {
                    field: text_of(row, "field")?,
                    text: serde_json::from_str(&value).unwrap_or_default(),
                    written: Stamp::parse(&stamp).unwrap_or_default().ms,
                    replaced: to_u64(row.try_get("replaced")?),
                })
            })
            .collect()
    }
}

pub(super) async fn store_versions(
    transaction: &mut WriteTransaction,
    versions: Vec<(Row, u64)>,
) -> Result<(), StoreError> {
    let mut accounts = BTreeSet::new();
    for (version, now_ms) in versions {
        accounts.insert(version.account.clone());
        sqlx::query(
            "INSERT INTO versions (account, record, field, stamp, value, replaced) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account, record, field, stamp) DO NOTHING",
        )
        .bind(version.account.clone())
        .bind(version.record.clone())
        .bind(version.field.clone())
        .bind(version.stamp)
        .bind(version.value)
        .bind(to_i64(now_ms))
        .execute(&mut **transaction)
        .await?;
        sqlx::query(
            "DELETE FROM versions WHERE account = $1 AND record = $2 AND field = $3 AND stamp NOT IN (SELECT stamp FROM versions WHERE account = $1 AND record = $2 AND field = $3 ORDER BY stamp DESC LIMIT $4)",
        )
        .bind(version.account)
        .bind(version.record)
        .bind(version.field)
        .bind(VERSIONS_A_FIELD)
        .execute(&mut **transaction)
        .await?;
    }
    for account in accounts {
        drop_oldest_versions(transaction, account).await?;
    }
    Ok(())
}

/// Makes the earlier versions of an account take no more than they may.
async fn drop_oldest_versions(
    transaction: &mut WriteTransaction,
    account: String,
) -> Result<(), StoreError> {
    let text = format!(
        "SELECT COALESCE(SUM({VERSION_BYTES}), 0) AS size FROM versions WHERE account = $1"
    );
    let row = sqlx::query(AssertSqlSafe(text))
        .bind(account.clone())
        .fetch_one(&mut **transaction)
        .await?;
    if row.try_get::<i64, _>("size")? <= to_i64(LARGEST_VERSIONS) {
        return Ok(());
    }
    let text = format!(
        "DELETE FROM versions WHERE account = $1 AND (record, field, stamp) IN (SELECT record, field, stamp FROM (SELECT record, field, stamp, SUM({VERSION_BYTES}) OVER (ORDER BY replaced DESC, stamp DESC, record, field) AS total FROM versions WHERE account = $1) AS counted WHERE total > $2)"
    );
    sqlx::query(AssertSqlSafe(text))
        .bind(account)
        .bind(to_i64(LARGEST_VERSIONS))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
