//! The search of an account, as its devices see it.

use domain::journal::Journal;
use domain::state::stamp::Clock;

use crate::store::{AccountId, Store, StoreError};

/// Reads every record of an account.
pub(crate) async fn of_account(store: &Store, account: &AccountId) -> Result<Journal, StoreError> {
    let cells = store.all_cells(account).await?;
    let mut journal = Journal::default();
    journal.merge_records(cells, &mut Clock::new(0));
    Ok(journal)
}
