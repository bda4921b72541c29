//! Moving everything into another database.

use super::database::open_existing;
use crate::settings::Settings;
use crate::store::Store;
use crate::store::transfer::Epoch;

pub(super) async fn move_to(to: &str, settings: &Settings) -> Result<String, String> {
    settings.must_be_verified(to)?;
    let store = open_existing(settings).await?;
    let outcome = move_into(&store, to).await;
    store.close().await;
    outcome
}

async fn move_into(store: &Store, to: &str) -> Result<String, String> {
    let other = Store::open(to).await?;
    let outcome = if other.is_empty().await? {
        // The old database may still be served, or be served again.
        store.copy_into(&other, Epoch::Renewed).await
    } else {
        Err("The other database has accounts already. Name an empty one.".into())
    };
    other.close().await;
    let rows: u64 = outcome?.iter().map(|(_, rows)| rows).sum();
    Ok(format!(
        "Moved: {rows} rows, equal in both. Start the server with --database set to the new one; devices sync everything once."
    ))
}
