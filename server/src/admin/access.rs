//! Ending sessions, and renewing the key for push messages.

use super::database::open_to_write;
use crate::auth::names::stored_names;
use crate::push;
use crate::settings::Settings;
use crate::store::Store;

/// `name` is that of the account; without one, the sessions of all end.
pub(super) async fn end_sessions(
    name: Option<&str>,
    settings: &Settings,
) -> Result<String, String> {
    let store = open_to_write(settings).await?;
    let outcome = end_sessions_in(&store, name).await;
    store.close().await;
    let ended = match outcome? {
        1 => "1 session has".to_owned(),
        number => format!("{number} sessions have"),
    };
    Ok(format!(
        "{ended} ended, and emailed links with them. Pages that are open hear of changes for 15 minutes at most."
    ))
}

async fn end_sessions_in(store: &Store, name: Option<&str>) -> Result<u64, String> {
    let Some(name) = name else {
        return store
            .end_sessions(None)
            .await
            .map_err(|error| error.to_string());
    };
    let account = store.account_by_names(&stored_names(name)).await;
    let account = account.map_err(|error| error.to_string())?;
    let account = account.ok_or("There is no account with that name. Nothing was changed.")?;
    let ended = store.end_sessions(Some(&account.id)).await;
    ended.map_err(|error| error.to_string())
}

pub(super) async fn renew_push_key(settings: &Settings) -> Result<String, String> {
    let store = open_to_write(settings).await?;
    let outcome = push::renew_key(&store).await;
    store.close().await;
    outcome?;
    Ok("There is a new key for push messages. Restart every server on this database; each device subscribes again by itself when One Yes is next opened on it.".into())
}
