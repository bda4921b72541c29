//! Handlers of the mail address that lets a person back in. It is kept once the person has
//! confirmed it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::sync::protocol::account::{MailAddress, MailToken as GivenToken};
use domain::sync::protocol::{paths, problem_codes};

use super::extract::ApiJson;
use super::letters::{self, mailer_of};
use super::problems::{Problems, link_ended};
use super::signed_in::SignedIn;
use crate::limits::Peer;
use crate::mailer::is_address;
use crate::problem::Problem;
use crate::secret;
use crate::state::AppState;
use crate::store::mail::{MailPurpose, MailToken, MailedLink};
use crate::store::now_ms;

/// Mails a link that confirms an address. The address is kept once the link was used.
#[utoipa::path(put, path = paths::ACCOUNT_MAIL, tag = "account", request_body = MailAddress,
    responses((status = 202, description = "A link is on its way to the address"), Problems))]
pub(super) async fn set(
    State(state): State<AppState>,
    peer: Peer,
    who: SignedIn,
    ApiJson(given): ApiJson<MailAddress>,
) -> Result<StatusCode, Problem> {
    who.must_be_confirmed()?;
    let mailer = mailer_of(&state)?;
    let address = given.address.trim();
    if !is_address(address) {
        return Err(Problem::new(
            StatusCode::BAD_REQUEST,
            problem_codes::BAD_MAIL_ADDRESS,
            "Another address",
            "Write the email address like this: name@example.org.",
        ));
    }
    state.limits.count_mail(peer, &who.account.0)?;
    state.limits.count_mail_to(address)?;
    tracing::info!(
        account = who.account.0,
        "a link to confirm a mail address was asked for"
    );
    let token = MailToken {
        account: who.account,
        address: address.to_owned(),
    };
    letters::ask_for_confirmation(&state, mailer, token).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Shows the address that waits for its link to be opened, so that a link nobody here asked for is seen.
#[utoipa::path(get, path = paths::ACCOUNT_MAIL, tag = "account",
    responses((status = 200, description = "The address that is not confirmed yet; empty where none waits", body = MailAddress), Problems))]
pub(super) async fn pending(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Json<MailAddress>, Problem> {
    let links = state.store.mailed_links(&who.account, now_ms()).await?;
    let waiting = links.into_iter().find(MailedLink::confirms);
    Ok(Json(MailAddress {
        address: waiting.map(|link| link.address).unwrap_or_default(),
    }))
}

/// Keeps the address a link was mailed to. Other mailed links end, and the address before is told.
#[utoipa::path(post, path = paths::ACCOUNT_MAIL_CONFIRM, security(), tag = "account", request_body = GivenToken,
    responses((status = 204, description = "The address is kept"), Problems))]
pub(super) async fn confirm(
    State(state): State<AppState>,
    peer: Peer,
    ApiJson(given): ApiJson<GivenToken>,
) -> Result<StatusCode, Problem> {
    state.limits.count_nameless_attempt(peer)?;
    let hash = secret::hash(&given.token);
    let token = state
        .store
        .mail_token(&hash, MailPurpose::Confirm, now_ms())
        .await?
        .ok_or_else(link_ended)?;
    let before = state.store.mail_address(&token.account).await?;
    if !state.store.confirm_mail_address(&hash, now_ms()).await? {
        return Err(link_ended());
    }
    tracing::info!(account = token.account.0, "a mail address was confirmed");
    if let Some(before) = before.filter(|before| *before != token.address) {
        letters::tell_of_change(&state, before);
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Forgets the address.
#[utoipa::path(delete, path = paths::ACCOUNT_MAIL, tag = "account",
    responses((status = 204, description = "No address is kept"), Problems))]
pub(super) async fn remove(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<StatusCode, Problem> {
    who.must_be_confirmed()?;
    let before = state.store.remove_mail_address(&who.account).await?;
    tracing::info!(account = who.account.0, "the mail address was removed");
    if let Some(before) = before {
        letters::tell_of_change(&state, before);
    }
    Ok(StatusCode::NO_CONTENT)
}
