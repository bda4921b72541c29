//! Everything of one account, for its owner.

use domain::sync::protocol::Changes;
use sqlx::{AssertSqlSafe, Row};

use super::cells::{add_record, cell_columns, records_where, separated, text_of};
use super::error::StoreError;
use super::handle::Store;
use super::values::{AccountId, to_u64};

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
        let text = format!(
            "SELECT {}, replaced FROM versions WHERE account = $1 ORDER BY versions.record, versions.field, versions.stamp",
            cell_columns(self.backend())
        );
        let rows = sqlx::query(AssertSqlSafe(text))
            .bind(account.0.clone())
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
