//! Passkeys (Web Authentication level 3): discoverable, several for an account, always with user verification.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::sync::protocol::account::{
    Account, Ceremony, Challenge, Name, Passkey as ShownPasskey,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder,
};

use super::account::{fold_name, name_taken, names, new_id, no_store, store};
use super::session::Way;
use super::{SignedIn, session, signed_out};
use crate::api::Body;
use crate::limits::Peer;
use crate::problem::{ApiError, Problems};
use crate::secret;
use crate::state::AppState;
use crate::store::accounts::{AccountRow, CeremonyRow};
use crate::store::{AccountId, now_ms};

/// How long the second half may take to come, in milliseconds: five minutes.
const CEREMONY_MS: u64 = 5 * 60_000;

/// Whose a ceremony is that nobody signed in has begun.
const NOBODY: &str = "";

/// The relying party.
#[derive(Debug)]
pub(super) struct Passkeys(Webauthn);

impl Passkeys {
    /// Passkeys for an origin. Browsers have none for IP addresses; loopback ones are served as `localhost`, others not at all.
    pub(super) fn new(origin: &str) -> Result<Option<Self>, String> {
        let unusable = |error| format!("--origin cannot be used for passkeys: {error}");
        let mut url =
            Url::parse(origin).map_err(|error| format!("--origin is no address: {error}"))?;
        let is_loopback = match url.host_str() {
            Some("localhost" | "127.0.0.1" | "[::1]") => true,
            Some(host) if host.starts_with('[') || host.parse::<std::net::IpAddr>().is_ok() => {
                return Ok(None);
            }
            _ => false,
        };
        if is_loopback {
            url = Url::parse("http://localhost").map_err(|error| error.to_string())?;
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        WebauthnBuilder::new(&host, &url)
            .map_err(unusable)?
            .rp_name("One Yes")
            // On one's own machine the port is whatever was free.
            .allow_any_port(is_loopback)
            .build()
            .map(|webauthn| Some(Self(webauthn)))
            .map_err(unusable)
    }
}

/// What is kept between the halves of making an account.
#[derive(Serialize, Deserialize)]
struct NewAccount {
    id: Uuid,
    name: String,
    registration: PasskeyRegistration,
}

/// Begins a new account with a passkey.
#[utoipa::path(post, path = "/api/v1/passkeys/account/begin", tag = "passkeys", request_body = Name,
    responses((status = 200, description = "What the browser makes a passkey with", body = Challenge), Problems))]
pub(crate) async fn begin_account(
    State(state): State<AppState>,
    peer: Peer,
    Body(given): Body<Name>,
) -> Result<Response, ApiError> {
    let (name, folded_name) = names(&given.name)?;
    state.accounts.limits.count_account(peer)?;
    if state.store.account_by_name(&folded_name).await?.is_some() {
        return Err(name_taken());
    }
    let id = new_id();
    let (options, registration) = webauthn(&state)?
        .start_passkey_registration(id, &name, &name, None)
        .map_err(unfit)?;
    let kept = NewAccount {
        id,
        name,
        registration,
    };
    begin_with(&state, "account", NOBODY, &kept, resident(&options)).await
}

/// Makes the account with the passkey, and signs in.
#[utoipa::path(post, path = "/api/v1/passkeys/account/finish", tag = "passkeys", request_body = Ceremony,
    responses((status = 201, description = "Made and signed in; the session is in the cookie", body = Account), Problems))]
pub(crate) async fn finish_account(
    State(state): State<AppState>,
    headers: HeaderMap,
    Body(ceremony): Body<Ceremony>,
) -> Result<Response, ApiError> {
    let kept: NewAccount = take(&state, "account", NOBODY, &ceremony).await?;
    let credential: RegisterPublicKeyCredential = read(ceremony.credential)?;
    let made = webauthn(&state)?
        .finish_passkey_registration(&credential, &kept.registration)
        .map_err(unfit)?;
    let account = AccountRow {
        id: AccountId(kept.id.to_string()),
        name: kept.name,
        password_hash: None,
        created: now_ms(),
    };
    let (shown, text) = to_store(&made, &headers)?;
    let folded_name = fold_name(&account.name);
    store(&state, &account, &folded_name, Some((&shown, &text))).await?;
    tracing::info!(account = account.id.0, "an account was made");
    let status = StatusCode::CREATED;
    session::begin(&state, &headers, &account.id, status, Way::Passkey).await
}

/// Begins another passkey for the account.
#[utoipa::path(post, path = "/api/v1/passkeys/begin", tag = "passkeys",
    responses((status = 200, description = "What the browser makes a passkey with", body = Challenge), Problems))]
pub(crate) async fn begin(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Response, ApiError> {
    who.must_be_confirmed()?;
    let account = state
        .store
        .account(&who.account)
        .await?
        .ok_or_else(signed_out)?;
    let known = state.store.passkeys(&who.account).await?;
    let known = known
        .iter()
        .filter_map(|passkey| URL_SAFE_NO_PAD.decode(&passkey.id).ok())
        .collect();
    let id = Uuid::parse_str(&who.account.0).map_err(|_| signed_out())?;
    let (options, registration) = webauthn(&state)?
        .start_passkey_registration(id, &account.name, &account.name, Some(known))
        .map_err(unfit)?;
    begin_with(
        &state,
        "passkey",
        &who.account.0,
        &registration,
        resident(&options),
    )
    .await
}

/// Adds the passkey to the account.
#[utoipa::path(post, path = "/api/v1/passkeys/finish", tag = "passkeys", request_body = Ceremony,
    responses((status = 201, description = "Added", body = ShownPasskey), Problems))]
pub(crate) async fn finish(
    State(state): State<AppState>,
    who: SignedIn,
    headers: HeaderMap,
    Body(ceremony): Body<Ceremony>,
) -> Result<Response, ApiError> {
    let registration: PasskeyRegistration =
        take(&state, "passkey", &who.account.0, &ceremony).await?;
    let credential: RegisterPublicKeyCredential = read(ceremony.credential)?;
    let made = webauthn(&state)?
        .finish_passkey_registration(&credential, &registration)
        .map_err(unfit)?;
    let (shown, text) = to_store(&made, &headers)?;
    match state.store.add_passkey(&who.account, &shown, &text).await {
        Err(error) if error.is_duplicate() => return Err(does_not_fit()),
        outcome => outcome?,
    }
    tracing::info!(account = who.account.0, "a passkey was added");
    Ok((StatusCode::CREATED, no_store(), Json(shown)).into_response())
}

/// Begins signing in with a passkey. No name is asked for: the passkey knows it.
#[utoipa::path(post, path = "/api/v1/passkeys/session/begin", tag = "passkeys",
    responses((status = 200, description = "What the browser finds a passkey with", body = Challenge), Problems))]
pub(crate) async fn begin_session(
    State(state): State<AppState>,
    peer: Peer,
) -> Result<Response, ApiError> {
    state.accounts.limits.count_nameless_attempt(peer)?;
    begin_use(&state, "session", NOBODY).await
}

/// Signs in with the passkey.
#[utoipa::path(post, path = "/api/v1/passkeys/session/finish", tag = "passkeys", request_body = Ceremony,
    responses((status = 200, description = "Signed in; the session is in the cookie", body = Account), Problems))]
pub(crate) async fn finish_session(
    State(state): State<AppState>,
    headers: HeaderMap,
    Body(ceremony): Body<Ceremony>,
) -> Result<Response, ApiError> {
    let account = finish_use(&state, "session", NOBODY, ceremony).await?;
    session::begin(&state, &headers, &account, StatusCode::OK, Way::Passkey).await
}

/// Begins showing once more who is there, with a passkey.
#[utoipa::path(post, path = "/api/v1/passkeys/confirm/begin", tag = "passkeys",
    responses((status = 200, description = "What the browser finds a passkey with", body = Challenge), Problems))]
pub(crate) async fn begin_confirm(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Response, ApiError> {
    begin_use(&state, "confirm", &who.account.0).await
}

/// Shows once more who is there, with the passkey.
#[utoipa::path(post, path = "/api/v1/passkeys/confirm/finish", tag = "passkeys", request_body = Ceremony,
    responses((status = 204, description = "Confirmed for ten minutes; the session has a new token, in the cookie"), Problems))]
pub(crate) async fn finish_confirm(
    State(state): State<AppState>,
    who: SignedIn,
    headers: HeaderMap,
    Body(ceremony): Body<Ceremony>,
) -> Result<Response, ApiError> {
    let account = finish_use(&state, "confirm", &who.account.0, ceremony).await?;
    if account != who.account {
        return Err(does_not_fit());
    }
    session::confirmed(&state, &headers, &who, Way::Passkey).await
}

/// Removes a passkey, unless nothing else would let the person in.
#[utoipa::path(delete, path = "/api/v1/account/passkeys/{id}", tag = "passkeys",
    params(("id" = String, Path, description = "The id in the list of passkeys")),
    responses((status = 204, description = "Removed"), Problems))]
pub(crate) async fn remove(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    who.must_be_confirmed()?;
    let passkeys = state.store.passkeys(&who.account).await?;
    if !passkeys.iter().any(|passkey| passkey.id == id) {
        return Err(session::no_such("passkey"));
    }
    if !state.store.remove_passkey(&who.account, &id).await? {
        return Err(ApiError::new(
            StatusCode::CONFLICT,
            "last-way-in",
            "The last way in",
            "This is the only way into the account. Set a password or add another passkey first.",
        ));
    }
    tracing::info!(account = who.account.0, "a passkey was removed");
    Ok(StatusCode::NO_CONTENT)
}

async fn begin_use(state: &AppState, purpose: &str, account: &str) -> Result<Response, ApiError> {
    let (options, kept) = webauthn(state)?
        .start_discoverable_authentication()
        .map_err(unfit)?;
    begin_with(state, purpose, account, &kept, json!(options)).await
}

/// Checks the second half; gives whose passkey it was.
async fn finish_use(
    state: &AppState,
    purpose: &str,
    begun_by: &str,
    ceremony: Ceremony,
) -> Result<AccountId, ApiError> {
    let checked = check_use(state, purpose, begun_by, ceremony).await;
    checked.inspect_err(|_| tracing::info!(way = "passkey", "somebody could not sign in"))
}

async fn check_use(
    state: &AppState,
    purpose: &str,
    begun_by: &str,
    ceremony: Ceremony,
) -> Result<AccountId, ApiError> {
    let kept: DiscoverableAuthentication = take(state, purpose, begun_by, &ceremony).await?;
    let credential: PublicKeyCredential = read(ceremony.credential)?;
    let webauthn = webauthn(state)?;
    let (user, credential_id) = webauthn
        .identify_discoverable_authentication(&credential)
        .map_err(unfit)?;
    let account = AccountId(user.to_string());
    let id = URL_SAFE_NO_PAD.encode(credential_id);
    let text = state.store.credential(&account, &id).await?;
    let text = text.ok_or_else(does_not_fit)?;
    let mut passkey: Passkey = serde_json::from_str(&text).map_err(|_| does_not_fit())?;
    let outcome = webauthn
        .finish_discoverable_authentication_v2(&credential, kept, &passkey)
        .map_err(unfit)?;
    passkey.update_credential(&outcome);
    let text = serde_json::to_string(&passkey).map_err(|_| does_not_fit())?;
    state.store.passkey_used(&id, text, now_ms()).await?;
    Ok(account)
}

async fn begin_with<T: Serialize>(
    state: &AppState,
    purpose: &str,
    account: &str,
    kept: &T,
    options: Value,
) -> Result<Response, ApiError> {
    let ceremony = secret::random_token();
    let row = CeremonyRow {
        account: account.to_owned(),
        state: serde_json::to_string(kept).map_err(|_| does_not_fit())?,
    };
    let now = now_ms();
    let times = (now, now + CEREMONY_MS);
    let begun = state
        .store
        .begin_ceremony(secret::hash(&ceremony), purpose, row, times);
    if !begun.await? {
        return Err(signed_out());
    }
    let options = options.get("publicKey").cloned().unwrap_or_default();
    Ok((no_store(), Json(Challenge { ceremony, options })).into_response())
}

/// Takes what was kept at the first half: once, for its purpose, for who began it, in time.
async fn take<T: DeserializeOwned>(
    state: &AppState,
    purpose: &str,
    begun_by: &str,
    ceremony: &Ceremony,
) -> Result<T, ApiError> {
    let hash = secret::hash(&ceremony.ceremony);
    let kept = state
        .store
        .take_ceremony(hash, purpose, begun_by, now_ms())
        .await?
        .ok_or_else(over)?;
    serde_json::from_str(&kept).map_err(|_| over())
}

fn webauthn(state: &AppState) -> Result<&Webauthn, ApiError> {
    let passkeys = state.accounts.passkeys.as_ref();
    passkeys.map(|Passkeys(webauthn)| webauthn).ok_or_else(|| {
        ApiError::new(
            StatusCode::NOT_FOUND,
            "no-passkeys",
            "No passkeys here",
            "This server has an IP address for a name, and browsers have no passkeys for those. Use a password.",
        )
    })
}

/// Asks for a passkey that can be found without a name, which the library leaves open.
fn resident<T: Serialize>(options: &T) -> Value {
    let mut options = json!(options);
    options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("required");
    options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(true);
    options
}

fn to_store(passkey: &Passkey, headers: &HeaderMap) -> Result<(ShownPasskey, String), ApiError> {
    let now = now_ms();
    let shown = ShownPasskey {
        id: URL_SAFE_NO_PAD.encode(passkey.cred_id()),
        label: session::label(headers),
        created: now,
        last_used: now,
    };
    let text = serde_json::to_string(passkey).map_err(|_| does_not_fit())?;
    Ok((shown, text))
}

fn read<T: DeserializeOwned>(credential: Value) -> Result<T, ApiError> {
    serde_json::from_value(credential).map_err(|_| does_not_fit())
}

#[expect(clippy::needless_pass_by_value, reason = "goes into map_err")]
fn unfit(error: webauthn_rs::prelude::WebauthnError) -> ApiError {
    tracing::debug!(%error, "a passkey was not accepted");
    does_not_fit()
}

fn does_not_fit() -> ApiError {
    ApiError::new(
        StatusCode::BAD_REQUEST,
        "passkey-refused",
        "The passkey did not fit",
        "This passkey cannot be used here. Try once more, or use another way in.",
    )
}

fn over() -> ApiError {
    ApiError::new(
        StatusCode::BAD_REQUEST,
        "ceremony-over",
        "Too late, or used already",
        "This took too long, or was sent twice. Begin once more.",
    )
}
