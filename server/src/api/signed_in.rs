//! The signed-in person: the extractor that turns everyone else away, and the same for pages.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use domain::sync::protocol::problem_codes;

use super::problems::signed_out;
use crate::auth::cookie;
use crate::problem::Problem;
use crate::secret;
use crate::state::AppState;
use crate::store::accounts::SessionRow;
use crate::store::{AccountId, StoreError, now_ms};

/// How long after showing who they are a person may do dangerous things, in milliseconds: ten
/// minutes.
const CONFIRMED_FOR_MS: u64 = 10 * 60_000;

/// Who is signed in. As an argument of a handler it turns everyone else away.
#[derive(Clone, Debug)]
pub(super) struct SignedIn {
    pub(super) account: AccountId,
    /// The public id of the session.
    pub(super) session: String,
    confirmed_ms: u64,
}

impl SignedIn {
    fn new(row: SessionRow) -> Self {
        Self {
            account: row.account,
            session: row.id,
            confirmed_ms: row.confirmed,
        }
    }

    /// Whether the person showed who they are a short while ago.
    pub(super) fn is_confirmed(&self) -> bool {
        now_ms().saturating_sub(self.confirmed_ms) < CONFIRMED_FOR_MS
    }

    /// Turns away who has not shown who they are for a while.
    pub(super) fn must_be_confirmed(&self) -> Result<(), Problem> {
        if self.is_confirmed() {
            return Ok(());
        }
        Err(Problem::new(
            StatusCode::FORBIDDEN,
            problem_codes::CONFIRM_FIRST,
            "Confirm first",
            "Confirm that it’s you, and then this can go ahead.",
        ))
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let row = session_of(state, &parts.headers).await?;
        row.map(Self::new).ok_or_else(signed_out)
    }
}

/// The account a page is rendered for, with its name. `None` for guests, and on devices marked as a
/// guest's.
pub(crate) async fn account_of_page(
    state: &AppState,
    headers: &HeaderMap,
) -> Option<(AccountId, String)> {
    if cookie::marks_a_guest(headers) {
        return None;
    }
    // Without the database the page is rendered as a guest's, and the app fetches.
    let log =
        |error: &StoreError| tracing::error!(%error, "a page is rendered without its account");
    let row = session_of(state, headers).await.inspect_err(log).ok()??;
    let name = state.store.account_name(&row.account).await;
    Some((row.account, name.inspect_err(log).ok()??))
}

/// The cookie for a page that was rendered for a session: the same token, kept from now on.
pub(crate) async fn cookie_of_page(state: &AppState, headers: &HeaderMap) -> Option<HeaderMap> {
    let token = state.auth.cookie.token(headers)?;
    let (hash, now) = (secret::hash(token), now_ms());
    // Looked up again once the page is ready: a token that was rotated or ended meanwhile must not
    // replace the one another tab was given.
    let row = state.store.session_by_token(&hash, now).await.ok()??;
    Some(state.auth.cookie.keep(token, row.ends, now))
}

/// The session of a request.
async fn session_of(
    state: &AppState,
    headers: &HeaderMap,
) -> Result<Option<SessionRow>, StoreError> {
    let Some(token) = state.auth.cookie.token(headers) else {
        return Ok(None);
    };
    let (hash, now) = (secret::hash(token), now_ms());
    let row = state.store.session_by_token(&hash, now).await?;
    if row.is_some() {
        return Ok(row);
    }
    let Some(newer) = state.auth.rotated_tokens.newer(&hash, now) else {
        return Ok(None);
    };
    let row = state.store.session_by_token(&newer, now).await?;
    // The person has shown who they are with the new token; whoever sends the old one has not.
    Ok(row.map(|row| SessionRow {
        confirmed: 0,
        ..row
    }))
}
