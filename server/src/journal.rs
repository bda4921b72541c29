//! The search of an account, as its devices see it.

use domain::journal::Journal;
use domain::state::record::RecordKind;
use domain::state::stamp::Clock;

use crate::store::{AccountId, RecordPages, Store, StoreError};

/// Reads every record of an account of a kind that is known here, a few at a time: what is in
/// memory is the search and little besides.
pub(crate) async fn of_account(store: &Store, account: &AccountId) -> Result<Journal, StoreError> {
    let mut journal = Journal::default();
    let mut clock = Clock::new(0);
    let mut pages = RecordPages::of_search(store, account).await?;
    while let Some(mut records) = pages.next().await? {
        records.retain(|key, _| !matches!(key.kind, RecordKind::Other(_)));
        journal.merge_records(records, &mut clock);
        // Building a journal works without a pause, and others wait for this thread.
        tokio::task::yield_now().await;
    }
    Ok(journal)
}
