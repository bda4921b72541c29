//! Sessions: signing in with a password, the cookie, signing out, ending other devices' sessions.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::protocol::account::{Account, Credentials, Password};

use super::SignedIn;
use super::account::{fold_name, seen_by_owner};
use crate::api::Body;
use crate::limits::Peer;
use crate::problem::{ApiError, Problems};
use crate::secret;
use crate::state::AppState;
use crate::store::accounts::{NewSession, OLDEST_MS};
use crate::store::{AccountId, now_ms};

/// The name of the cookie. The prefix binds it to this very host and to encrypted connections (RFC 6265bis, 4.1.3.2).
pub(crate) const COOKIE: &str = "__Host-one-yes";

/// Signs in with a name and a password.
#[utoipa::path(post, path = "/api/v1/session", tag = "sessions", request_body = Credentials,
    responses((status = 200, description = "Signed in; the session is in the cookie", body = Account), Problems))]
pub(crate) async fn sign_in(
    State(state): State<AppState>,
    peer: Peer,
    headers: HeaderMap,
    Body(credentials): Body<Credentials>,
) -> Result<Response, ApiError> {
    let name = fold_name(&credentials.name);
    state.accounts.limits.count_attempt(peer, &name)?;
    let (id, stored) = match state.store.account_by_name(&name).await? {
        Some(account) => (Some(account.id), account.password_hash),
        None => (None, None),
    };
    let is_right = state
        .accounts
        .hashing
        .is_right(credentials.password, stored)
        .await?;
    match id {
        Some(id) if is_right => begin(&state, &headers, &id, StatusCode::OK, None).await,
        _ => Err(wrong_credentials()),
    }
}

/// Shows once more who is there, with the password.
#[utoipa::path(post, path = "/api/v1/session/confirm", tag = "sessions", request_body = Password,
    responses((status = 204, description = "Confirmed for ten minutes"), Problems))]
pub(crate) async fn confirm(
    State(state): State<AppState>,
    peer: Peer,
    who: SignedIn,
    Body(given): Body<Password>,
) -> Result<StatusCode, ApiError> {
    state.accounts.limits.count_attempt(peer, &who.account.0)?;
    let account = state.store.account(&who.account).await?;
    let stored = account.and_then(|account| account.password_hash);
    if !state
        .accounts
        .hashing
        .is_right(given.password, stored)
        .await?
    {
        return Err(wrong_credentials());
    }
    state.store.confirm_session(&who.session, now_ms()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs this device out.
#[utoipa::path(delete, path = "/api/v1/session", tag = "sessions",
    responses((status = 204, description = "Signed out"), Problems))]
pub(crate) async fn sign_out(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Response, ApiError> {
    state.store.end_session(&who.account, &who.session).await?;
    Ok(gone())
}

/// Signs another device out.
#[utoipa::path(delete, path = "/api/v1/account/sessions/{id}", tag = "sessions",
    params(("id" = String, Path, description = "The id in the list of sessions")),
    responses((status = 204, description = "Its session has ended"), Problems))]
pub(crate) async fn end(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    if state.store.end_session(&who.account, &id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(no_such("session"))
    }
}

/// Signs all other devices out.
#[utoipa::path(delete, path = "/api/v1/account/sessions", tag = "sessions",
    responses((status = 204, description = "All other sessions have ended"), Problems))]
pub(crate) async fn end_others(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<StatusCode, ApiError> {
    state
        .store
        .end_other_sessions(&who.account, &who.session)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begins a session and answers with the account and the cookie. A session this browser had before ends; so does the recovery code
/// with this hash, without which nothing begins.
pub(super) async fn begin(
    state: &AppState,
    headers: &HeaderMap,
    account: &AccountId,
    status: StatusCode,
    code: Option<String>,
) -> Result<Response, ApiError> {
    let token = secret::random_token();
    let session = NewSession {
        id: secret::random_id(),
        account: account.clone(),
        token_hash: secret::hash(&token),
        label: label(headers),
    };
    let id = session.id.clone();
    let before = cookie(headers, COOKIE).map(secret::hash);
    let begun = state.store.begin_session(session, before, code, now_ms());
    if !begun.await? {
        return Err(wrong_credentials());
    }
    tracing::info!(account = account.0, session = id, "signed in");
    let shown = seen_by_owner(state, account, &id, true).await?;
    let age = OLDEST_MS / 1_000;
    let cookie = format!("{COOKIE}={token}; Path=/; Max-Age={age}; Secure; HttpOnly; SameSite=Lax");
    Ok((status, with_cookie(&cookie), Json(shown)).into_response())
}

/// The answer that clears the cookie.
pub(super) fn gone() -> Response {
    let cookie = format!("{COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
    (StatusCode::NO_CONTENT, with_cookie(&cookie)).into_response()
}

fn with_cookie(cookie: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers
}

/// The value of a cookie.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// The answer to whatever is wrong about who signs in: the same for unknown names, wrong passwords and wrong codes.
pub(super) fn wrong_credentials() -> ApiError {
    // Without the name: people type passwords into the wrong field.
    tracing::warn!("somebody could not sign in");
    ApiError::new(
        StatusCode::UNAUTHORIZED,
        "wrong-credentials",
        "That did not match",
        "The name and what came with it do not belong together. Check both, and try again.",
    )
}

/// The answer where a thing is not there, or is another's: both look alike.
pub(super) fn no_such(thing: &str) -> ApiError {
    ApiError::new(
        StatusCode::NOT_FOUND,
        "not-found",
        "Not there",
        format!("There is no such {thing} in your account."),
    )
}

/// A device in words, from its User-Agent: “Firefox on Linux”. Good enough to recognise one's own.
pub(super) fn label(headers: &HeaderMap) -> String {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    let first = |words: &[(&str, &str)]| {
        words
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, word)| (*word).to_owned())
    };
    // The order matters: most browsers claim to be others as well.
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "Unknown device".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn devices_are_told_apart_in_words() {
        for (agent, words) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox on Linux",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                "Edge on Windows",
            ),
            ("curl/8", "Unknown device"),
        ] {
            assert_eq!(label(&headers(header::USER_AGENT, agent)), words);
        }
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let lines = headers(
            header::COOKIE,
            "x__Host-one-yes=a; __Host-one-yes2=b; __Host-one-yes=c",
        );
        assert_eq!(cookie(&lines, COOKIE), Some("c"));
    }
}
