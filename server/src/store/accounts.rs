//! Accounts in SQL (in work).

use super::{Store, StoreError};

impl Store {
    /// Forgets sessions and ceremonies that have expired.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget_expired(&self, _now_ms: u64) -> Result<(), StoreError> {
        Ok(())
    }
}
