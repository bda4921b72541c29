//! Handlers of the account itself: making it, showing it, its password, deleting it.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::sync::protocol::account::{Account, Credentials, Passkey, Password};
use domain::sync::protocol::paths;

use super::account_view::seen_by;
use super::extract::ApiJson;
use super::letters;
use super::problems::{Problems, bad_name, name_taken, signed_out};
use super::session_start::{SignIn, begin_session};
use super::signed_in::SignedIn;
use crate::auth::names::{AccountName, fold_name, new_account_id};
use crate::auth::password_rules;
use crate::limits::Peer;
use crate::problem::Problem;
use crate::state::AppState;
use crate::store::accounts::AccountRow;
use crate::store::{AccountId, now_ms};

/// Makes an account with a password, and signs in.
#[utoipa::path(post, path = paths::ACCOUNTS, tag = "account", request_body = Credentials, security(),
    responses((status = 201, description = "Made and signed in; the session is in the cookie", body = Account), Problems))]
pub(super) async fn create(
    State(state): State<AppState>,
    peer: Peer,
    headers: HeaderMap,
    ApiJson(credentials): ApiJson<Credentials>,
) -> Result<Response, Problem> {
    let name = AccountName::parse(&credentials.name).ok_or_else(bad_name)?;
    password_rules::check(&credentials.password, &name.folded)?;
    state.limits.count_account(peer)?;
    let hash = state.auth.passwords.hash(credentials.password).await?;
    let account = AccountRow {
        id: AccountId(new_account_id().to_string()),
        name: name.shown,
        password_hash: Some(hash),
        created: now_ms(),
    };
    store_account(&state, &account, &name.folded, None).await?;
    let status = StatusCode::CREATED;
    begin_session(&state, &headers, &account.id, status, SignIn::Password).await
}

/// Shows the account to its owner.
#[utoipa::path(get, path = paths::ACCOUNT, tag = "account",
    responses((status = 200, description = "The account", body = Account), Problems))]
pub(super) async fn show(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Json<Account>, Problem> {
    Ok(Json(seen_by(&state, &who).await?))
}

/// Sets the password, and signs all other devices out. Mailed links, the calendar link and links to
/// shares end, too.
#[utoipa::path(put, path = paths::ACCOUNT_PASSWORD, tag = "account", request_body = Password,
    responses((status = 204, description = "Set; all other sessions have ended"), Problems))]
pub(super) async fn set_password(
    State(state): State<AppState>,
    who: SignedIn,
    ApiJson(given): ApiJson<Password>,
) -> Result<StatusCode, Problem> {
    who.must_be_confirmed()?;
    let account = state.store.account(&who.account).await?;
    let account = account.ok_or_else(signed_out)?;
    password_rules::check(&given.password, &fold_name(&account.name))?;
    let hash = state.auth.passwords.hash(given.password).await?;
    let set = state.store.set_password(&who.account, hash, &who.session);
    set.await?;
    tracing::info!(account = who.account.0, "the password was changed");
    letters::tell_of_password(&state, &who.account).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Deletes the account with everything the server holds of it.
#[utoipa::path(delete, path = paths::ACCOUNT, tag = "account",
    responses((status = 204, description = "Nothing of it is left"), Problems))]
pub(super) async fn remove(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Response, Problem> {
    who.must_be_confirmed()?;
    state.store.delete_account(&who.account).await?;
    tracing::info!(account = who.account.0, "an account was deleted");
    Ok((StatusCode::NO_CONTENT, state.auth.cookie.clear()).into_response())
}

/// Stores a new account, unless its name is taken.
pub(super) async fn store_account(
    state: &AppState,
    account: &AccountRow,
    folded_name: &str,
    passkey: Option<(&Passkey, &str)>,
) -> Result<(), Problem> {
    let stored = state.store.create_account(account, folded_name, passkey);
    match stored.await {
        Err(error) if error.is_duplicate() => return Err(name_taken()),
        outcome => outcome?,
    }
    tracing::info!(account = account.id.0, "an account was made");
    Ok(())
}
