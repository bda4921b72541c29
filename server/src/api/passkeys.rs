//! Handlers of the passkeys of an account: adding one, removing one.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use domain::sync::protocol::account::{Ceremony, Challenge, Passkey};
use domain::sync::protocol::{paths, problem_codes};
use webauthn_rs::prelude::{PasskeyRegistration, Uuid};

use super::extract::ApiJson;
use super::problems::{Problems, no_such, passkey_rejected, passkeys_of, signed_out};
use super::session_start::label;
use super::signed_in::SignedIn;
use crate::auth::ceremonies::{self, Purpose};
use crate::problem::Problem;
use crate::state::AppState;

/// Begins another passkey for the account.
#[utoipa::path(post, path = paths::PASSKEYS.begin, tag = "passkeys",
    responses((status = 200, description = "What the browser makes a passkey with", body = Challenge), Problems))]
pub(super) async fn begin(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Json<Challenge>, Problem> {
    who.must_be_confirmed()?;
    let account = state.store.account(&who.account).await?;
    let account = account.ok_or_else(signed_out)?;
    let known = state.store.passkeys(&who.account).await?;
    let id = Uuid::parse_str(&who.account.0).map_err(|_| signed_out())?;
    let begun = passkeys_of(&state)?.begin_registration(id, &account.name, Some(&known))?;
    let challenge =
        ceremonies::begin(&state.store, Purpose::NewPasskey, &who.account.0, begun).await?;
    Ok(Json(challenge))
}

/// Adds the passkey to the account.
#[utoipa::path(post, path = paths::PASSKEYS.finish, tag = "passkeys", request_body = Ceremony,
    responses((status = 201, description = "Added", body = Passkey), Problems))]
pub(super) async fn finish(
    State(state): State<AppState>,
    who: SignedIn,
    headers: HeaderMap,
    ApiJson(ceremony): ApiJson<Ceremony>,
) -> Result<(StatusCode, Json<Passkey>), Problem> {
    let taken = ceremonies::take(&state.store, Purpose::NewPasskey, &who.account.0, &ceremony);
    let registration: PasskeyRegistration = taken.await?;
    let passkeys = passkeys_of(&state)?;
    let (shown, stored) =
        passkeys.finish_registration(ceremony.credential, &registration, label(&headers))?;
    match state.store.add_passkey(&who.account, &shown, &stored).await {
        Err(error) if error.is_duplicate() => return Err(passkey_rejected()),
        outcome => outcome?,
    }
    tracing::info!(account = who.account.0, "a passkey was added");
    Ok((StatusCode::CREATED, Json(shown)))
}

/// Removes a passkey, unless nothing else would let the person in.
#[utoipa::path(delete, path = paths::ACCOUNT_PASSKEY, tag = "passkeys",
    params(("id" = String, Path, description = "The id in the list of passkeys")),
    responses((status = 204, description = "Removed"), Problems))]
pub(super) async fn remove(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    who.must_be_confirmed()?;
    let passkeys = state.store.passkeys(&who.account).await?;
    if !passkeys.iter().any(|passkey| passkey.id == id) {
        return Err(no_such("passkey"));
    }
    if !state.store.remove_passkey(&who.account, &id).await? {
        return Err(Problem::new(
            StatusCode::CONFLICT,
            problem_codes::LAST_WAY_IN,
            "The last way in",
            "This is the only way into the account. Set a password or add another passkey first.",
        ));
    }
    tracing::info!(account = who.account.0, "a passkey was removed");
    Ok(StatusCode::NO_CONTENT)
}
