//! Forgetting whatever has expired, in SQL.

use super::sessions::{IDLE_MS, OLDEST_MS};
use crate::store::error::StoreError;
use crate::store::handle::Store;
use crate::store::values::to_i64;

impl Store {
    /// Forgets sessions, ceremonies and links that have ended.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn forget_expired(&self, now_ms: u64) -> Result<(), StoreError> {
        for (statement, before) in [
            ("DELETE FROM ceremonies WHERE expires <= $1", now_ms),
            ("DELETE FROM mail_tokens WHERE expires <= $1", now_ms),
            ("DELETE FROM links WHERE ends <= $1", now_ms),
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
                .execute(&mut *self.to_write().await?)
                .await?;
        }
        Ok(())
    }
}
