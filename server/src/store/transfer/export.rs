//! Everything of one account, for its owner.

use domain::protocol::Changes;
use sqlx::{AssertSqlSafe, Row};

use crate::store::cells::{add_record, records_where, separated};
use crate::store::{AccountId, Store, StoreError, to_u64};

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
    /// Every cell of an account.
    pub(crate) async fn all_cells(&self, account: &AccountId) -> Result<Changes, StoreError> {
        let text = records_where("account = $1", "record", self.backend());
        let rows = separated(sqlx::query(AssertSqlSafe(text)), account)
            .fetch_all(&self.reader)
            .await?;
        let mut changes = Changes::new();
        for row in &rows {
            add_record(&mut changes, row)?;
        }
        Ok(changes)
    }

    /// Every earlier text of an account.
    pub(crate) async fn all_versions(
        &self,
        account: &AccountId,
    ) -> Result<Vec<VersionRow>, StoreError> {
        let rows = sqlx::query("SELECT record, field, stamp, value, replaced FROM versions WHERE account = $1 ORDER BY record, field, stamp")
            .bind(account.0.clone())
            .fetch_all(&self.reader)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(VersionRow {
                    record: row.try_get("record")?,
                    field: row.try_get("field")?,
                    stamp: row.try_get("stamp")?,
                    value: row.try_get("value")?,
                    replaced: to_u64(row.try_get("replaced")?),
                })
            })
            .collect()
    }
}
