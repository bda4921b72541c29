//! Mail as a last way in: an address that the person confirms, and links for a new password. Only where the operator has a mail server.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::sync::protocol::account::{
    Account, MailAddress, MailToken as GivenToken, Name, NewPassword,
};

use super::account::fold_name;
use super::session::Way;
use super::{SignedIn, password, session};
use crate::api::Body;
use crate::limits::Peer;
use crate::mail::{Mailer, is_address};
use crate::problem::{ApiError, Problems};
use crate::secret;
use crate::state::AppState;
use crate::store::mail::{MailPurpose, MailToken, MailedLink};
use crate::store::{AccountId, now_ms};

/// How long a link that confirms an address works, in milliseconds: a day.
const CONFIRM_FOR_MS: u64 = 86_400_000;

/// How long a link for a new password works, in milliseconds: ten minutes (ASVS 5.0, 6.5.5). A mail that comes later is asked for again;
/// mail servers that keep a first one waiting let the next one through.
const RESET_FOR_MS: u64 = 10 * 60_000;

/// Mails a link that confirms an address. The address is kept once the link was used.
#[utoipa::path(put, path = "/api/v1/account/mail", tag = "account", request_body = MailAddress,
    responses((status = 202, description = "A link is on its way to the address"), Problems))]
pub(crate) async fn set(
    State(state): State<AppState>,
    peer: Peer,
    who: SignedIn,
    Body(given): Body<MailAddress>,
) -> Result<StatusCode, ApiError> {
    who.must_be_confirmed()?;
    let mailer = mailer(&state)?;
    let address = given.address.trim();
    if !is_address(address) {
        return Err(ApiError::new(
            StatusCode::BAD_REQUEST,
            "bad-mail-address",
            "Another address",
            "Write the mail address as name@example.org.",
        ));
    }
    state.accounts.limits.count_mail(peer, &who.account.0)?;
    state.accounts.limits.count_mail_to(address)?;
    tracing::info!(
        account = who.account.0,
        "a link to confirm a mail address was asked for"
    );
    let token = MailToken {
        account: who.account,
        address: address.to_owned(),
    };
    let link = keep(&state, &mailer, MailPurpose::Confirm, token, CONFIRM_FOR_MS).await?;
    let text = format!(
        "Someone, most likely you, asked One Yes to keep this address as a way back in.\n\nIf it was you, open this link within a day:\n\n{link}\n\nIf not, do nothing, and the address is not kept.\n"
    );
    let address = address.to_owned();
    tokio::spawn(async move { mailer.send(&address, "Is this your address?", text).await });
    Ok(StatusCode::ACCEPTED)
}

/// Shows the address that waits for its link to be opened, so that a link nobody here asked for is seen.
#[utoipa::path(get, path = "/api/v1/account/mail", tag = "account",
    responses((status = 200, description = "The address that is not confirmed yet; empty where none waits", body = MailAddress), Problems))]
pub(crate) async fn pending(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Json<MailAddress>, ApiError> {
    let links = state.store.mailed_links(&who.account, now_ms()).await?;
    let waiting = links.into_iter().find(MailedLink::confirms);
    Ok(Json(MailAddress {
        address: waiting.map(|link| link.address).unwrap_or_default(),
    }))
}

/// Keeps the address a link was mailed to. Other mailed links end, and the address before is told.
#[utoipa::path(post, path = "/api/v1/account/mail/confirm", tag = "account", request_body = GivenToken,
    responses((status = 204, description = "The address is kept"), Problems))]
pub(crate) async fn confirm(
    State(state): State<AppState>,
    peer: Peer,
    Body(given): Body<GivenToken>,
) -> Result<StatusCode, ApiError> {
    state.accounts.limits.count_nameless_attempt(peer)?;
    let hash = secret::hash(&given.token);
    let token = state
        .store
        .mail_token(&hash, MailPurpose::Confirm, now_ms())
        .await?
        .ok_or_else(used_up)?;
    let before = state.store.mail_address(&token.account).await?;
    if !state.store.confirm_mail_address(&hash, now_ms()).await? {
        return Err(used_up());
    }
    tracing::info!(account = token.account.0, "a mail address was confirmed");
    if let Some(before) = before.filter(|before| *before != token.address) {
        tell_of_change(&state, before);
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Forgets the address.
#[utoipa::path(delete, path = "/api/v1/account/mail", tag = "account",
    responses((status = 204, description = "No address is kept"), Problems))]
pub(crate) async fn remove(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<StatusCode, ApiError> {
    who.must_be_confirmed()?;
    let before = state.store.remove_mail_address(&who.account).await?;
    tracing::info!(account = who.account.0, "the mail address was removed");
    if let Some(before) = before {
        tell_of_change(&state, before);
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Mails a link for a new password, if the account has an address. The answer is the same, and as fast, where it has none or is not there.
#[utoipa::path(post, path = "/api/v1/session/reset", tag = "sessions", request_body = Name,
    responses((status = 202, description = "If there is such an account with an address, a link is on its way"), Problems))]
pub(crate) async fn begin_reset(
    State(state): State<AppState>,
    peer: Peer,
    Body(given): Body<Name>,
) -> Result<StatusCode, ApiError> {
    let mailer = mailer(&state)?;
    let name = fold_name(&given.name);
    state.accounts.limits.count_mail(peer, &name)?;
    tokio::spawn(async move {
        if let Err(problem) = mail_reset(&state, &mailer, &name).await {
            tracing::error!(?problem, "a link for a new password could not be made");
        }
    });
    Ok(StatusCode::ACCEPTED)
}

/// Sets a new password by a mailed link, ends all sessions, and signs in.
#[utoipa::path(post, path = "/api/v1/session/reset/finish", tag = "sessions", request_body = NewPassword,
    responses((status = 200, description = "Set and signed in; the session is in the cookie", body = Account), Problems))]
pub(crate) async fn finish_reset(
    State(state): State<AppState>,
    peer: Peer,
    headers: HeaderMap,
    Body(given): Body<NewPassword>,
) -> Result<Response, ApiError> {
    state.accounts.limits.count_nameless_attempt(peer)?;
    let hash = secret::hash(&given.token);
    let token = state
        .store
        .mail_token(&hash, MailPurpose::Reset, now_ms())
        .await?
        .ok_or_else(used_up)?;
    let account = state.store.account(&token.account).await?;
    let account = account.ok_or_else(used_up)?;
    // A password that is turned away leaves the link as it is.
    password::must_be_good(&given.password, &fold_name(&account.name))?;
    let password_hash = state.accounts.hashing.hash(given.password).await?;
    let is_reset = state.store.reset_password(&hash, password_hash, now_ms());
    if !is_reset.await? {
        return Err(used_up());
    }
    tracing::info!(account = account.id.0, "the password was reset");
    tell_of_password(&state, &account.id).await?;
    session::begin(
        &state,
        &headers,
        &account.id,
        StatusCode::OK,
        Way::MailedLink,
    )
    .await
}

/// Tells the person by mail, where there is an address, that the password is another one.
pub(super) async fn tell_of_password(
    state: &AppState,
    account: &AccountId,
) -> Result<(), ApiError> {
    let text = "The password of your One Yes account was just changed, and all other devices were signed out. A calendar link has ended, too. Recovery codes stay as they are.\n\nIf it was you, all is well. If not, choose another one now, and make new recovery codes:";
    tell_owner(state, account, "Your password was changed", text).await
}

/// Tells the person by mail, where there is an address, that there are new recovery codes: they let in after a password was changed, too.
pub(super) async fn tell_of_codes(state: &AppState, account: &AccountId) -> Result<(), ApiError> {
    let text = "New recovery codes were just made for your One Yes account. Those from before no longer work.\n\nIf it was you, all is well. If not, sign out all other devices now, choose another password, and make new codes:";
    tell_owner(state, account, "New recovery codes were made", text).await
}

async fn tell_owner(
    state: &AppState,
    account: &AccountId,
    subject: &'static str,
    text: &str,
) -> Result<(), ApiError> {
    let Some(mailer) = state.accounts.mailer.clone() else {
        return Ok(());
    };
    if let Some(address) = state.store.mail_address(account).await? {
        let text = format!("{text}\n\n{}\n", mailer.link("/account"));
        tokio::spawn(async move { mailer.send(&address, subject, text).await });
    }
    Ok(())
}

/// Tells an address that it lets nobody in any more. Whoever changes it without being asked has its owner told.
fn tell_of_change(state: &AppState, address: String) {
    let Some(mailer) = state.accounts.mailer.clone() else {
        return;
    };
    let link = mailer.link("/account");
    let text = format!(
        "This address is no longer kept for your One Yes account. Links for a new password are not mailed to it any more.\n\nIf it was you, all is well. If not, set another password now, and look at the address and the devices there:\n\n{link}\n"
    );
    tokio::spawn(async move {
        mailer
            .send(&address, "Your mail address was changed", text)
            .await
    });
}

async fn mail_reset(state: &AppState, mailer: &Mailer, folded_name: &str) -> Result<(), ApiError> {
    let Some(account) = state.store.account_by_name(folded_name).await? else {
        return Ok(());
    };
    let Some(address) = state.store.mail_address(&account.id).await? else {
        return Ok(());
    };
    let token = MailToken {
        account: account.id,
        address: address.clone(),
    };
    let link = keep(state, mailer, MailPurpose::Reset, token, RESET_FOR_MS).await?;
    let text = format!(
        "Here is the link for a new password. It works once, for ten minutes:\n\n{link}\n\nIf you did not ask for it, do nothing. Your password stays as it is.\n"
    );
    mailer
        .send(&address, "A new password for One Yes", text)
        .await;
    Ok(())
}

/// Keeps a new token, and gives its link. The token is in the fragment, which no server and no log ever sees.
async fn keep(
    state: &AppState,
    mailer: &Mailer,
    purpose: MailPurpose,
    token: MailToken,
    lasts_ms: u64,
) -> Result<String, ApiError> {
    let secret = secret::random_token();
    let hash = secret::hash(&secret);
    let expires = now_ms() + lasts_ms;
    state
        .store
        .add_mail_token(hash, purpose, token, expires)
        .await?;
    let word = match purpose {
        MailPurpose::Confirm => "confirm-mail",
        MailPurpose::Reset => "new-password",
    };
    Ok(mailer.link(&format!("/account#{word}={secret}")))
}

fn mailer(state: &AppState) -> Result<Mailer, ApiError> {
    state.accounts.mailer.clone().ok_or_else(|| {
        ApiError::new(
            StatusCode::NOT_FOUND,
            "no-mail",
            "No mail here",
            "This server sends no mail. A recovery code, a passkey or a device that is still signed in lets you in.",
        )
    })
}

fn used_up() -> ApiError {
    ApiError::new(
        StatusCode::BAD_REQUEST,
        "link-ended",
        "The link has ended",
        "This link was used already, or is too old. Ask for a new one.",
    )
}
