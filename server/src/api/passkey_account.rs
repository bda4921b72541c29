//! Handlers of making an account with a passkey.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::sync::protocol::account::{Account, Ceremony, Challenge, Name};
use domain::sync::protocol::paths;
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::{PasskeyRegistration, Uuid};

use super::account::store_account;
use super::extract::ApiJson;
use super::problems::{Problems, bad_name, name_taken, passkeys_of};
use super::session_start::{SignIn, begin_session, label};
use crate::auth::ceremonies::{self, NOBODY, Purpose};
use crate::auth::names::{AccountName, fold_name, new_account_id};
use crate::limits::Peer;
use crate::problem::Problem;
use crate::state::AppState;
use crate::store::accounts::AccountRow;
use crate::store::{AccountId, now_ms};

/// The state between the halves of making an account.
#[derive(Serialize, Deserialize)]
struct NewAccount {
    id: Uuid,
    name: String,
    registration: PasskeyRegistration,
}

/// Begins a new account with a passkey.
#[utoipa::path(post, path = paths::PASSKEYS_ACCOUNT.begin, tag = "passkeys", request_body = Name, security(),
    responses((status = 200, description = "What the browser makes a passkey with", body = Challenge), Problems))]
pub(super) async fn begin_account(
    State(state): State<AppState>,
    peer: Peer,
    ApiJson(given): ApiJson<Name>,
) -> Result<Json<Challenge>, Problem> {
    let name = AccountName::parse(&given.name).ok_or_else(bad_name)?;
    state.limits.count_account(peer)?;
    if state.store.account_by_name(&name.folded).await?.is_some() {
        return Err(name_taken());
    }
    let id = new_account_id();
    let (options, registration) = passkeys_of(&state)?.begin_registration(id, &name.shown, None)?;
    let kept = NewAccount {
        id,
        name: name.shown,
        registration,
    };
    let begun = (options, kept);
    let challenge = ceremonies::begin(&state.store, Purpose::NewAccount, NOBODY, begun).await?;
    Ok(Json(challenge))
}

/// Makes the account with the passkey, and signs in.
#[utoipa::path(post, path = paths::PASSKEYS_ACCOUNT.finish, tag = "passkeys", request_body = Ceremony, security(),
    responses((status = 201, description = "Made and signed in; the session is in the cookie", body = Account), Problems))]
pub(super) async fn finish_account(
    State(state): State<AppState>,
    headers: HeaderMap,
    ApiJson(ceremony): ApiJson<Ceremony>,
) -> Result<Response, Problem> {
    let taken = ceremonies::take(&state.store, Purpose::NewAccount, NOBODY, &ceremony);
    let kept: NewAccount = taken.await?;
    let passkeys = passkeys_of(&state)?;
    let (shown, stored) =
        passkeys.finish_registration(ceremony.credential, &kept.registration, label(&headers))?;
    let account = AccountRow {
        id: AccountId(kept.id.to_string()),
        name: kept.name,
        password_hash: None,
        created: now_ms(),
    };
    let folded_name = fold_name(&account.name);
    store_account(&state, &account, &folded_name, Some((&shown, &stored))).await?;
    let status = StatusCode::CREATED;
    begin_session(&state, &headers, &account.id, status, SignIn::Passkey).await
}
