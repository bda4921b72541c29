//! Sessions: signing in with a password, the cookie, signing out, ending other devices' sessions.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::sync::protocol::account::{Account, Credentials, Password, Recovery};
use serde::Deserialize;

use super::account::{fold_name, seen_by_owner};
use super::{SignedIn, recovery, signed_out};
use crate::api::Body;
use crate::limits::Peer;
use crate::problem::{ApiError, Problems};
use crate::secret;
use crate::state::AppState;
use crate::store::accounts::NewSession;
use crate::store::{AccountId, now_ms};

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
        Some(id) if is_right => begin(&state, &headers, &id, StatusCode::OK, Way::Password).await,
        _ => Err(wrong_credentials(&Way::Password)),
    }
}

/// How a person shows who they are.
pub(super) enum Way {
    Password,
    Passkey,
    MailedLink,
    /// By the recovery code with this hash, which ends by it.
    Code(String),
}

impl Way {
    /// The word for it in the logs.
    const fn word(&self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Passkey => "passkey",
            Self::MailedLink => "mailed link",
            Self::Code(_) => "code",
        }
    }

    fn code(self) -> Option<String> {
        match self {
            Self::Code(hash) => Some(hash),
            _ => None,
        }
    }
}

/// What shows who is there: the password, or a recovery code, which ends by it.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
pub(crate) enum Proof {
    Password(Password),
    Code(Recovery),
}

/// Shows once more who is there, with the password or a recovery code.
#[utoipa::path(post, path = "/api/v1/session/confirm", tag = "sessions", request_body = Proof,
    responses((status = 204, description = "Confirmed for ten minutes; the session has a new token, in the cookie"), Problems))]
pub(crate) async fn confirm(
    State(state): State<AppState>,
    peer: Peer,
    who: SignedIn,
    headers: HeaderMap,
    Body(proof): Body<Proof>,
) -> Result<Response, ApiError> {
    state.accounts.limits.count_attempt(peer, &who.account.0)?;
    let account = state.store.account(&who.account).await?;
    let account = account.ok_or_else(signed_out)?;
    match proof {
        Proof::Password(given) => {
            let stored = account.password_hash;
            let is_right = state.accounts.hashing.is_right(given.password, stored);
            if !is_right.await? {
                return Err(wrong_credentials(&Way::Password));
            }
            confirmed(&state, &headers, &who, Way::Password).await
        }
        Proof::Code(given) => {
            let way = Way::Code(recovery::hash(&given.code));
            if fold_name(&given.name) != fold_name(&account.name) {
                return Err(wrong_credentials(&way));
            }
            confirmed(&state, &headers, &who, way).await
        }
    }
}

/// Notes that the person showed who they are, and gives the session another token: whoever else may have the old one has shown nothing.
pub(super) async fn confirmed(
    state: &AppState,
    headers: &HeaderMap,
    who: &SignedIn,
    way: Way,
) -> Result<Response, ApiError> {
    let (token, now) = (secret::random_token(), now_ms());
    let (hash, way, code) = (secret::hash(&token), way.word(), way.code());
    let renewed = state
        .store
        .renew_session(&who.account, &who.session, hash.clone(), code, now);
    if !renewed.await? {
        return Err(not_matching(way));
    }
    if let Some(old) = state.accounts.cookie.token(headers) {
        state.accounts.renewed.add(secret::hash(old), hash, now);
    }
    tracing::info!(
        account = who.account.0,
        session = who.session,
        way,
        "showed once more who is there"
    );
    Ok((StatusCode::NO_CONTENT, state.accounts.cookie.give(&token)).into_response())
}

/// Signs this device out.
#[utoipa::path(delete, path = "/api/v1/session", tag = "sessions",
    responses((status = 204, description = "Signed out"), Problems))]
pub(crate) async fn sign_out(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Response, ApiError> {
    state.store.end_session(&who.account, &who.session).await?;
    tracing::info!(account = who.account.0, session = who.session, "signed out");
    Ok((StatusCode::NO_CONTENT, state.accounts.cookie.clear()).into_response())
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
    who.must_be_confirmed()?;
    if state.store.end_session(&who.account, &id).await? {
        tracing::info!(
            account = who.account.0,
            session = id,
            "a session was ended from another"
        );
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
    who.must_be_confirmed()?;
    state
        .store
        .end_other_sessions(&who.account, &who.session)
        .await?;
    tracing::info!(account = who.account.0, "all other sessions were ended");
    Ok(StatusCode::NO_CONTENT)
}

/// Begins a session and answers with the account and the cookie. A session this browser had before ends. Where the way is a recovery code,
/// it has to be there.
pub(super) async fn begin(
    state: &AppState,
    headers: &HeaderMap,
    account: &AccountId,
    status: StatusCode,
    way: Way,
) -> Result<Response, ApiError> {
    let token = secret::random_token();
    let session = NewSession {
        id: secret::random_id(),
        account: account.clone(),
        token_hash: secret::hash(&token),
        label: label(headers),
    };
    let id = session.id.clone();
    let (way, code) = (way.word(), way.code());
    let before = state.accounts.cookie.token(headers).map(secret::hash);
    let begun = state.store.begin_session(session, before, code, now_ms());
    if !begun.await? {
        return Err(not_matching(way));
    }
    tracing::info!(account = account.0, session = id, way, "signed in");
    let shown = seen_by_owner(state, account, &id, true).await?;
    Ok((status, state.accounts.cookie.give(&token), Json(shown)).into_response())
}

/// The answer to whatever is wrong about who signs in: the same for unknown names, wrong passwords and wrong codes.
pub(super) fn wrong_credentials(way: &Way) -> ApiError {
    not_matching(way.word())
}

fn not_matching(way: &'static str) -> ApiError {
    // Without the name: people type passwords into the wrong field.
    tracing::info!(way, "somebody could not sign in");
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
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use axum::body::{Body, to_bytes};
    use axum::http::{HeaderValue, Request};
    use clap::Parser;
    use serde_json::json;
    use tower::ServiceExt;

    use super::*;
    use crate::service::Service;
    use crate::settings::Settings;

    /// A name that is known, one that is not, one with passkeys alone and one that cannot be: the answer and the work are the same. An
    /// argon2id hash is nearly all the time of an answer, so counting them is steadier than a clock.
    #[tokio::test]
    async fn whatever_name_is_tried_one_hash_of_full_cost_is_worked() {
        let folder = std::env::temp_dir().join(format!("one-yes-names-{}", secret::random_id()));
        let mut settings = Settings::parse_from(["server", "--rate-limits", "off"]);
        settings.data_dir.clone_from(&folder);
        let service = Service::start(&settings).await.unwrap();
        let state = service.state();
        let routes = crate::accounts::routes(&state).with_state(state.clone());
        let ask = async |path: &str, body: serde_json::Value| {
            let request = Request::post(path).header("content-type", "application/json");
            let request = request.body(Body::from(body.to_string())).unwrap();
            let answer = routes.clone().oneshot(request).await.unwrap();
            let status = answer.status();
            let body = to_bytes(answer.into_body(), 10_000).await.unwrap();
            (status, body, state.accounts.hashing.worked())
        };
        let password = "a quiet lighthouse keeper";
        let ada = json!({"name": "ada", "password": password});
        let (status, _, at_sign_up) = ask("/accounts", ada.clone()).await;
        assert_eq!((status, at_sign_up.len()), (StatusCode::CREATED, 1));
        assert_eq!(at_sign_up[0], (19_456, 2), "as many KiB, and passes");
        for statement in [
            "INSERT INTO accounts (id, name, folded_name, created) VALUES ('key', 'key', 'key', 1)",
            "INSERT INTO passkeys (id, account, label, credential, created, last_used) VALUES ('p', 'key', '', '{}', 1, 1)",
        ] {
            state.store.execute_for_tests(statement).await;
        }
        let (status, _, when_right) = ask("/session", ada).await;
        assert_eq!((status, &when_right), (StatusCode::OK, &at_sign_up));
        let mut answers = Vec::new();
        for name in ["ada", "bob", "key", "", "a\u{0}"] {
            let wrong = json!({"name": name, "password": "not the right one"});
            let (status, body, worked) = ask("/session", wrong).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{name}");
            assert_eq!(worked, at_sign_up, "{name}");
            // Codes are random enough for a fast hash; nobody's password is worked at.
            let code = json!({"name": name, "code": "0000-0000"});
            let (status, _, worked) = ask("/session/recovery", code).await;
            assert_eq!((status, worked.len()), (StatusCode::UNAUTHORIZED, 0));
            answers.push(body);
        }
        answers.dedup();
        assert_eq!(answers.len(), 1);
        service.close().await;
        let _ = std::fs::remove_dir_all(folder);
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
            let agent = HeaderValue::from_static(agent);
            let headers = HeaderMap::from_iter([(header::USER_AGENT, agent)]);
            assert_eq!(label(&headers), words);
        }
    }
}
