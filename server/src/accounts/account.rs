//! Handlers of the account itself: making it, showing it, its password, everything the server holds of it, deleting it.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::sync::protocol::Changes;
use domain::sync::protocol::account::{Account, Credentials, LONGEST_NAME, Password, PushWish};
use serde::Serialize;

use super::session::Way;
use super::{SignedIn, mail, password, session, signed_out};
use crate::api::Body;
use crate::limits::Peer;
use crate::problem::{ApiError, Problems};
use crate::push::without_keys;
use crate::secret;
use crate::state::AppState;
use crate::store::accounts::AccountRow;
use crate::store::mail::MailedLink;
use crate::store::transfer::VersionRow;
use crate::store::{AccountId, now_ms};

/// Makes an account with a password, and signs in.
#[utoipa::path(post, path = "/api/v1/accounts", tag = "account", request_body = Credentials,
    responses((status = 201, description = "Made and signed in; the session is in the cookie", body = Account), Problems))]
pub(crate) async fn create(
    State(state): State<AppState>,
    peer: Peer,
    headers: HeaderMap,
    Body(credentials): Body<Credentials>,
) -> Result<Response, ApiError> {
    let (name, folded_name) = names(&credentials.name)?;
    password::must_be_good(&credentials.password, &folded_name)?;
    state.accounts.limits.count_account(peer)?;
    let hash = state.accounts.hashing.hash(credentials.password).await?;
    let account = AccountRow {
        id: AccountId(new_id().to_string()),
        name,
        password_hash: Some(hash),
        created: now_ms(),
    };
    store(&state, &account, &folded_name, None).await?;
    tracing::info!(account = account.id.0, "an account was made");
    let status = StatusCode::CREATED;
    session::begin(&state, &headers, &account.id, status, Way::Password).await
}

/// Shows the account to its owner.
#[utoipa::path(get, path = "/api/v1/account", tag = "account",
    responses((status = 200, description = "The account", body = Account), Problems))]
pub(crate) async fn show(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Response, ApiError> {
    let shown = seen_by_owner(&state, &who.account, &who.session, who.is_confirmed()).await?;
    Ok((no_store(), Json(shown)).into_response())
}

/// Sets the password, and signs all other devices out. Mailed links and the calendar link end, too.
#[utoipa::path(put, path = "/api/v1/account/password", tag = "account", request_body = Password,
    responses((status = 204, description = "Set; all other sessions have ended"), Problems))]
pub(crate) async fn set_password(
    State(state): State<AppState>,
    who: SignedIn,
    Body(given): Body<Password>,
) -> Result<StatusCode, ApiError> {
    who.must_be_confirmed()?;
    let account = state
        .store
        .account(&who.account)
        .await?
        .ok_or_else(signed_out)?;
    password::must_be_good(&given.password, &fold_name(&account.name))?;
    let hash = state.accounts.hashing.hash(given.password).await?;
    state
        .store
        .set_password(&who.account, hash, &who.session)
        .await?;
    tracing::info!(account = who.account.0, "the password was changed");
    mail::tell_of_password(&state, &who.account).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Deletes the account with everything the server holds of it.
#[utoipa::path(delete, path = "/api/v1/account", tag = "account",
    responses((status = 204, description = "Nothing of it is left"), Problems))]
pub(crate) async fn remove(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Response, ApiError> {
    who.must_be_confirmed()?;
    state.store.delete_account(&who.account).await?;
    tracing::info!(account = who.account.0, "an account was deleted");
    Ok((StatusCode::NO_CONTENT, state.accounts.cookie.clear()).into_response())
}

/// Everything the server holds of an account, but for hashes and keys, which say nothing to anyone, and what it keeps order by: sequence
/// numbers, sizes, names folded for looking up, when a device is told next.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct Export {
    /// The account with its sessions and passkeys.
    account: Account,
    /// Every record, also removed ones, in the form of the interface.
    #[schema(value_type = std::collections::BTreeMap<String, serde_json::Value>)]
    records: Changes,
    /// Earlier texts.
    versions: Vec<VersionRow>,
    /// Devices that are told what is due.
    reminders: Vec<PushWish>,
    /// Links that were mailed and not used yet.
    mailed_links: Vec<MailedLink>,
}

/// Gives everything the server holds of the account, as a file.
#[utoipa::path(get, path = "/api/v1/account/export", tag = "account",
    responses((status = 200, description = "One JSON file", body = Export), Problems))]
pub(crate) async fn export(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Response, ApiError> {
    let account = seen_by_owner(&state, &who.account, &who.session, who.is_confirmed()).await?;
    let devices = state.store.pushes_of(&who.account).await?;
    let export = Export {
        account,
        records: state.store.all_cells(&who.account).await?,
        versions: state.store.all_versions(&who.account).await?,
        reminders: devices.into_iter().map(without_keys).collect(),
        mailed_links: state.store.mailed_links(&who.account, now_ms()).await?,
    };
    tracing::info!(account = who.account.0, "an account was exported");
    let mut headers = no_store();
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"one-yes-account.json\""),
    );
    Ok((headers, Json(export)).into_response())
}

/// The account as its owner sees it from one session.
pub(super) async fn seen_by_owner(
    state: &AppState,
    account: &AccountId,
    session: &str,
    is_confirmed: bool,
) -> Result<Account, ApiError> {
    let store = &state.store;
    let row = store.account(account).await?.ok_or_else(signed_out)?;
    let codes = store.count_recovery_codes(account).await?;
    Ok(Account {
        id: row.id.0,
        name: row.name,
        created: row.created,
        has_password: row.password_hash.is_some(),
        passkeys: store.passkeys(account).await?,
        sessions: store.sessions(account, session).await?,
        recovery_codes: u32::try_from(codes).unwrap_or(u32::MAX),
        records: store.count_records(account).await?,
        mail: store.mail_address(account).await?,
        offers_mail: state.accounts.sends_mail(),
        calendar: store.calendar_made(account).await?,
        is_confirmed,
    })
}

/// Stores a new account; a problem where its name is taken.
pub(super) async fn store(
    state: &AppState,
    account: &AccountRow,
    folded_name: &str,
    passkey: Option<(&domain::sync::protocol::account::Passkey, &str)>,
) -> Result<(), ApiError> {
    match state
        .store
        .create_account(account, folded_name, passkey)
        .await
    {
        Err(error) if error.is_duplicate() => Err(name_taken()),
        outcome => Ok(outcome?),
    }
}

/// A name as it is shown and as it is compared; a problem where it is none.
pub(super) fn names(given: &str) -> Result<(String, String), ApiError> {
    let name = given.trim();
    let length = name.chars().count();
    if length == 0 || length > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(ApiError::new(
            StatusCode::BAD_REQUEST,
            "bad-name",
            "Another name",
            format!("Choose a name of 1 to {LONGEST_NAME} characters, on one line."),
        ));
    }
    Ok((name.to_owned(), fold_name(name)))
}

/// A name as it is compared: without the difference of case and of spaces. PostgreSQL takes no NUL; another control character takes its
/// place, which no name has either, so that such a name is as unknown as any other.
pub(crate) fn fold_name(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").replace('\0', "\u{1}")
}

/// A new account id: a random UUID (RFC 9562, version 4), which is also the user handle of passkeys.
pub(super) fn new_id() -> webauthn_rs::prelude::Uuid {
    let mut bytes = secret::random_bytes::<16>();
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    webauthn_rs::prelude::Uuid::from_bytes(bytes)
}

pub(super) fn name_taken() -> ApiError {
    ApiError::new(
        StatusCode::CONFLICT,
        "name-taken",
        "The name is taken",
        "Somebody has this name already. If it is you, sign in; else choose another.",
    )
}

pub(super) fn no_store() -> HeaderMap {
    HeaderMap::from_iter([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))])
}
