//! Handlers for a lost password: a link that is mailed, and the new password set by it.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::sync::protocol::account::{Account, Name, NewPassword};
use domain::sync::protocol::paths;

use super::extract::ApiJson;
use super::letters::{self, mailer_of};
use super::problems::{Problems, link_ended};
use super::session_start::{SignIn, begin_session};
use crate::auth::names::{fold_name, stored_names};
use crate::auth::password_rules;
use crate::limits::Peer;
use crate::problem::Problem;
use crate::secret;
use crate::state::AppState;
use crate::store::mail::MailPurpose;
use crate::store::now_ms;

/// Mails a link for a new password, if the account has an address. The answer is the same, and as fast, where it has none or is not there.
#[utoipa::path(post, path = paths::SESSION_RESET, security(), tag = "sessions", request_body = Name,
    responses((status = 202, description = "If there is such an account with an address, a link is on its way"), Problems))]
pub(super) async fn begin_reset(
    State(state): State<AppState>,
    peer: Peer,
    ApiJson(given): ApiJson<Name>,
) -> Result<StatusCode, Problem> {
    let mailer = mailer_of(&state)?;
    let name = fold_name(&given.name);
    state.limits.count_mail(peer, &name)?;
    tokio::spawn(async move {
        if let Err(problem) = letters::mail_reset(&state, &mailer, &stored_names(&given.name)).await
        {
            tracing::error!(?problem, "a link for a new password could not be made");
        }
    });
    Ok(StatusCode::ACCEPTED)
}

/// Sets a new password by a mailed link, ends all sessions, and signs in.
#[utoipa::path(post, path = paths::SESSION_RESET_FINISH, security(), tag = "sessions", request_body = NewPassword,
    responses((status = 200, description = "Set and signed in; the session is in the cookie", body = Account), Problems))]
pub(super) async fn finish_reset(
    State(state): State<AppState>,
    peer: Peer,
    headers: HeaderMap,
    ApiJson(given): ApiJson<NewPassword>,
) -> Result<Response, Problem> {
    state.limits.count_nameless_attempt(peer)?;
    let hash = secret::hash(&given.token);
    let token = state
        .store
        .mail_token(&hash, MailPurpose::Reset, now_ms())
        .await?
        .ok_or_else(link_ended)?;
    let account = state.store.account(&token.account).await?;
    let account = account.ok_or_else(link_ended)?;
    // A password that is turned away leaves the link as it is.
    password_rules::check(&given.password, &fold_name(&account.name))?;
    let password_hash = state.auth.passwords.hash(given.password).await?;
    let is_reset = state.store.reset_password(&hash, password_hash, now_ms());
    if !is_reset.await? {
        return Err(link_ended());
    }
    tracing::info!(account = account.id.0, "the password was reset");
    letters::tell_of_password(&state, &account.id).await?;
    begin_session(
        &state,
        &headers,
        &account.id,
        StatusCode::OK,
        SignIn::MailedLink,
    )
    .await
}
