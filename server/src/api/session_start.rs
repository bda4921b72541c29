//! Beginning a session and confirming one, whichever way a person shows who they are.

use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::account_view::seen_by_owner;
use super::problems::wrong_credentials;
use super::signed_in::SignedIn;
use crate::auth::device_label::device_label;
use crate::problem::Problem;
use crate::secret;
use crate::state::AppState;
use crate::store::accounts::NewSession;
use crate::store::{AccountId, now_ms};

/// How a person shows who they are.
#[derive(Clone)]
pub(super) enum SignIn {
    Password,
    Passkey,
    MailedLink,
    /// By the recovery code with this hash, which is used up by it.
    Code(String),
}

impl SignIn {
    /// As the logs call it.
    const fn as_str(&self) -> &'static str {
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

    /// The answer to a person who did not show who they are.
    pub(super) fn failed(&self) -> Problem {
        not_matching(self.as_str())
    }
}

/// Begins a session, and answers with the account and the cookie. The session this browser had
/// before ends, and so does a recovery code, which has to be there.
pub(super) async fn begin_session(
    state: &AppState,
    headers: &HeaderMap,
    account: &AccountId,
    status: StatusCode,
    way: SignIn,
) -> Result<Response, Problem> {
    let token = secret::random_token();
    let session = NewSession {
        id: secret::random_id(),
        account: account.clone(),
        token_hash: secret::hash(&token),
        label: label(headers),
    };
    let id = session.id.clone();
    let (way, code) = (way.as_str(), way.code());
    let before = state.auth.cookie.token(headers).map(secret::hash);
    let begun = state.store.begin_session(session, before, code, now_ms());
    if !begun.await? {
        return Err(not_matching(way));
    }
    tracing::info!(account = account.0, session = id, way, "signed in");
    let shown = seen_by_owner(state, account, &id, true).await?;
    Ok((status, state.auth.cookie.give(&token), Json(shown)).into_response())
}

/// Notes that the person showed who they are, and gives the session another token: whoever else may
/// have the old one has shown nothing.
pub(super) async fn confirm_session(
    state: &AppState,
    headers: &HeaderMap,
    who: &SignedIn,
    way: SignIn,
) -> Result<Response, Problem> {
    let (token, now) = (secret::random_token(), now_ms());
    let (hash, way, code) = (secret::hash(&token), way.as_str(), way.code());
    let renewed = state
        .store
        .renew_session(&who.account, &who.session, hash.clone(), code, now);
    if !renewed.await? {
        return Err(not_matching(way));
    }
    if let Some(old) = state.auth.cookie.token(headers) {
        state.auth.rotated_tokens.add(secret::hash(old), hash, now);
    }
    tracing::info!(
        account = who.account.0,
        session = who.session,
        way,
        "showed once more who is there"
    );
    Ok((StatusCode::NO_CONTENT, state.auth.cookie.give(&token)).into_response())
}

/// The name of the device that sends a request.
pub(super) fn label(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT);
    device_label(
        agent
            .and_then(|agent| agent.to_str().ok())
            .unwrap_or_default(),
    )
}

fn not_matching(way: &'static str) -> Problem {
    // Without the name: people type passwords into the wrong field.
    tracing::info!(way, "somebody could not sign in");
    wrong_credentials()
}
