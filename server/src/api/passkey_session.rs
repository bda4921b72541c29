//! Handlers of using a passkey: to sign in, and to show once more who is there.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::sync::protocol::account::{Account, Ceremony, Challenge};
use domain::sync::protocol::paths;

use super::extract::ApiJson;
use super::problems::{Problems, passkey_rejected, passkeys_of};
use super::session_start::{SignIn, begin_session, confirm_session};
use super::signed_in::SignedIn;
use crate::auth::ceremonies::{self, NOBODY, Purpose};
use crate::limits::Peer;
use crate::problem::Problem;
use crate::state::AppState;
use crate::store::AccountId;

/// Begins signing in with a passkey. No name is asked for: the passkey knows it.
#[utoipa::path(post, path = paths::PASSKEYS_SESSION.begin, tag = "passkeys", security(),
    responses((status = 200, description = "What the browser finds a passkey with", body = Challenge), Problems))]
pub(super) async fn begin_session_use(
    State(state): State<AppState>,
    peer: Peer,
) -> Result<Json<Challenge>, Problem> {
    state.limits.count_nameless_attempt(peer)?;
    begin_use(&state, Purpose::SignIn, NOBODY).await
}

/// Signs in with the passkey.
#[utoipa::path(post, path = paths::PASSKEYS_SESSION.finish, tag = "passkeys", request_body = Ceremony, security(),
    responses((status = 200, description = "Signed in; the session is in the cookie", body = Account), Problems))]
pub(super) async fn finish_session_use(
    State(state): State<AppState>,
    headers: HeaderMap,
    ApiJson(ceremony): ApiJson<Ceremony>,
) -> Result<Response, Problem> {
    let account = finish_use(&state, Purpose::SignIn, NOBODY, ceremony).await?;
    begin_session(&state, &headers, &account, StatusCode::OK, SignIn::Passkey).await
}

/// Begins showing once more who is there, with a passkey.
#[utoipa::path(post, path = paths::PASSKEYS_CONFIRM.begin, tag = "passkeys",
    responses((status = 200, description = "What the browser finds a passkey with", body = Challenge), Problems))]
pub(super) async fn begin_confirm(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Json<Challenge>, Problem> {
    begin_use(&state, Purpose::Confirm, &who.account.0).await
}

/// Shows once more who is there, with the passkey.
#[utoipa::path(post, path = paths::PASSKEYS_CONFIRM.finish, tag = "passkeys", request_body = Ceremony,
    responses((status = 204, description = "Confirmed for ten minutes; the session has a new token, in the cookie"), Problems))]
pub(super) async fn finish_confirm(
    State(state): State<AppState>,
    who: SignedIn,
    headers: HeaderMap,
    ApiJson(ceremony): ApiJson<Ceremony>,
) -> Result<Response, Problem> {
    let account = finish_use(&state, Purpose::Confirm, &who.account.0, ceremony).await?;
    if account != who.account {
        return Err(passkey_rejected());
    }
    confirm_session(&state, &headers, &who, SignIn::Passkey).await
}

async fn begin_use(
    state: &AppState,
    purpose: Purpose,
    account: &str,
) -> Result<Json<Challenge>, Problem> {
    let begun = passkeys_of(state)?.begin_use()?;
    let challenge = ceremonies::begin(&state.store, purpose, account, begun).await?;
    Ok(Json(challenge))
}

/// Checks the second half, and says whose passkey it was.
async fn finish_use(
    state: &AppState,
    purpose: Purpose,
    begun_by: &str,
    ceremony: Ceremony,
) -> Result<AccountId, Problem> {
    let checked = check_use(state, purpose, begun_by, ceremony).await;
    checked.inspect_err(|_| tracing::info!(way = "passkey", "somebody could not sign in"))
}

async fn check_use(
    state: &AppState,
    purpose: Purpose,
    begun_by: &str,
    ceremony: Ceremony,
) -> Result<AccountId, Problem> {
    let kept = ceremonies::take(&state.store, purpose, begun_by, &ceremony).await?;
    let passkeys = passkeys_of(state)?;
    let owner = passkeys.finish_use(&state.store, ceremony.credential, kept);
    Ok(owner.await?)
}
