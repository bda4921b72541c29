//! Handlers of sessions: signing in with a password, confirming, signing out, ending other devices'
//! sessions.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::sync::protocol::account::{Account, Credentials, Password, Recovery};
use domain::sync::protocol::paths;
use serde::Deserialize;

use super::extract::ApiJson;
use super::problems::{Problems, no_such, signed_out};
use super::session_start::{SignIn, begin_session, confirm_session};
use super::signed_in::SignedIn;
use crate::auth::names::{fold_name, stored_names};
use crate::auth::recovery_code;
use crate::limits::Peer;
use crate::problem::Problem;
use crate::state::AppState;

/// Signs in with a name and a password.
#[utoipa::path(post, path = paths::SESSION, security(), tag = "sessions", request_body = Credentials,
    responses((status = 200, description = "Signed in; the session is in the cookie", body = Account), Problems))]
pub(super) async fn sign_in(
    State(state): State<AppState>,
    peer: Peer,
    headers: HeaderMap,
    ApiJson(credentials): ApiJson<Credentials>,
) -> Result<Response, Problem> {
    let name = fold_name(&credentials.name);
    state.limits.count_attempt(peer, &name)?;
    let (id, stored) = match state
        .store
        .account_by_names(&stored_names(&credentials.name))
        .await?
    {
        Some(account) => (Some(account.id), account.password_hash),
        None => (None, None),
    };
    let is_right = state
        .auth
        .passwords
        .verify(credentials.password, stored)
        .await?;
    match id {
        Some(id) if is_right => {
            begin_session(&state, &headers, &id, StatusCode::OK, SignIn::Password).await
        }
        _ => Err(SignIn::Password.failed()),
    }
}

/// What shows who is there: the password, or a recovery code, which ends by it.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
pub(super) enum Proof {
    Password(Password),
    Code(Recovery),
}

/// Shows once more who is there, with the password or a recovery code.
#[utoipa::path(post, path = paths::SESSION_CONFIRM, tag = "sessions", request_body = Proof,
    responses((status = 204, description = "Confirmed for ten minutes; the session has a new token, in the cookie"), Problems))]
pub(super) async fn confirm(
    State(state): State<AppState>,
    peer: Peer,
    who: SignedIn,
    headers: HeaderMap,
    ApiJson(proof): ApiJson<Proof>,
) -> Result<Response, Problem> {
    state.limits.count_attempt(peer, &who.account.0)?;
    let account = state.store.account(&who.account).await?;
    let account = account.ok_or_else(signed_out)?;
    match proof {
        Proof::Password(given) => {
            let stored = account.password_hash;
            let is_right = state.auth.passwords.verify(given.password, stored);
            if !is_right.await? {
                return Err(SignIn::Password.failed());
            }
            confirm_session(&state, &headers, &who, SignIn::Password).await
        }
        Proof::Code(given) => {
            let way = SignIn::Code(recovery_code::hash(&given.code));
            if fold_name(&given.name) != fold_name(&account.name) {
                return Err(way.failed());
            }
            confirm_session(&state, &headers, &who, way).await
        }
    }
}

/// Signs this device out.
#[utoipa::path(delete, path = paths::SESSION, tag = "sessions",
    responses((status = 204, description = "Signed out"), Problems))]
pub(super) async fn sign_out(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Response, Problem> {
    state.store.end_session(&who.account, &who.session).await?;
    tracing::info!(account = who.account.0, session = who.session, "signed out");
    Ok((StatusCode::NO_CONTENT, state.auth.cookie.clear()).into_response())
}

/// Signs another device out.
#[utoipa::path(delete, path = paths::ACCOUNT_SESSION, tag = "sessions",
    params(("id" = String, Path, description = "The id in the list of sessions")),
    responses((status = 204, description = "Its session has ended"), Problems))]
pub(super) async fn end(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
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
#[utoipa::path(delete, path = paths::ACCOUNT_SESSIONS, tag = "sessions",
    responses((status = 204, description = "All other sessions have ended"), Problems))]
pub(super) async fn end_others(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<StatusCode, Problem> {
    who.must_be_confirmed()?;
    state
        .store
        .end_other_sessions(&who.account, &who.session)
        .await?;
    tracing::info!(account = who.account.0, "all other sessions were ended");
    Ok(StatusCode::NO_CONTENT)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use clap::Parser;
    use serde_json::json;
    use tower::ServiceExt;

    use super::*;
    use crate::auth::Auth;
    use crate::limits::Limits;
    use crate::notifier::Notifier;

    use crate::push::PushService;
    use crate::secret;
    use crate::settings::Settings;
    use crate::state::Parts;
    use crate::store::Store;

    async fn state_of(settings: &Settings) -> AppState {
        std::fs::create_dir_all(&settings.data_dir).unwrap();
        let url = settings.database_address().unwrap();
        let store = Store::open(&url).await.unwrap();
        let push = PushService::new(&store, settings).await.unwrap();
        AppState::new(Parts {
            notifier: Notifier::new(&store),
            push: push.into(),
            auth: Auth::new(settings).unwrap(),
            limits: Limits::new(settings),
            mailer: None,
            metrics: crate::metrics::Metrics::default(),
            store,
        })
    }

    /// A name that is known, one that is not, one with passkeys alone and one that cannot be: the
    /// answer and the work are the same. An argon2id hash is nearly all the time of an answer, so
    /// counting them is steadier than a clock.
    #[tokio::test]
    async fn whatever_name_is_tried_one_hash_of_full_cost_is_worked() {
        let folder = std::env::temp_dir().join(format!("one-yes-names-{}", secret::random_id()));
        let mut settings = Settings::parse_from(["server", "--rate-limits", "off"]);
        settings.data_dir.clone_from(&folder);
        let state = state_of(&settings).await;
        let routes = crate::api::routes(state.clone());
        let ask = async |path: &str, body: serde_json::Value| {
            let request = Request::post(path).header("content-type", "application/json");
            let request = request.body(Body::from(body.to_string())).unwrap();
            let answer = routes.clone().oneshot(request).await.unwrap();
            let status = answer.status();
            let body = to_bytes(answer.into_body(), 10_000).await.unwrap();
            (status, body, state.auth.passwords.worked())
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
        state.store.close().await;
        let _ = std::fs::remove_dir_all(folder);
    }
}
