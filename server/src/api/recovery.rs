//! Handlers of recovery codes.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::sync::protocol::account::{Account, Recovery, RecoveryCodes};
use domain::sync::protocol::paths;

use super::extract::ApiJson;
use super::letters;
use super::problems::Problems;
use super::session_start::{SignIn, begin_session};
use super::signed_in::SignedIn;
use crate::auth::names::{fold_name, stored_names};
use crate::auth::recovery_code;
use crate::limits::Peer;
use crate::problem::Problem;
use crate::state::AppState;
use crate::store::{AccountId, now_ms};

/// Makes new recovery codes; the old ones end.
#[utoipa::path(post, path = paths::ACCOUNT_RECOVERY_CODES, tag = "account",
    responses((status = 200, description = "The codes, told this once", body = RecoveryCodes), Problems))]
pub(super) async fn renew(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Json<RecoveryCodes>, Problem> {
    who.must_be_confirmed()?;
    let codes = recovery_code::new_codes();
    let hashes = codes.iter().map(|code| recovery_code::hash(code)).collect();
    state
        .store
        .replace_recovery_codes(&who.account, hashes, now_ms())
        .await?;
    tracing::info!(account = who.account.0, "new recovery codes were made");
    letters::tell_of_codes(&state, &who.account).await?;
    Ok(Json(RecoveryCodes { codes }))
}

/// Signs in with a recovery code, which ends by it.
#[utoipa::path(post, path = paths::SESSION_RECOVERY, security(), tag = "sessions", request_body = Recovery,
    responses((status = 200, description = "Signed in and confirmed; the session is in the cookie", body = Account), Problems))]
pub(super) async fn sign_in(
    State(state): State<AppState>,
    peer: Peer,
    headers: HeaderMap,
    ApiJson(recovery): ApiJson<Recovery>,
) -> Result<Response, Problem> {
    let name = fold_name(&recovery.name);
    state.limits.count_attempt(peer, &name)?;
    let account = state
        .store
        .account_by_names(&stored_names(&recovery.name))
        .await?;
    // For an unknown name a code is looked for all the same, in an account that cannot be.
    let id = account.map_or_else(|| AccountId(String::new()), |account| account.id);
    let way = SignIn::Code(recovery_code::hash(&recovery.code));
    begin_session(&state, &headers, &id, StatusCode::OK, way).await
}
