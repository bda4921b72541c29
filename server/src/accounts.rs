//! Accounts: who is signed in, and the handlers for signing up, in and out, passkeys, sessions, recovery and everything dangerous.

pub(crate) mod account;
mod cookie;
pub(crate) mod mail;
pub(crate) mod passkey;
mod password;
pub(crate) mod recovery;
mod renewed;
pub(crate) mod session;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::Response;
use axum::routing::{delete, get, post, put};

use crate::calendar;
use crate::limits::{self, Limits, Peer};
use crate::mail::Mailer;
use crate::problem::ApiError;
use crate::push;
use crate::secret;
use crate::settings::Settings;
use crate::state::AppState;
use crate::store::accounts::SessionRow;
use crate::store::{AccountId, now_ms};
pub(crate) use account::fold_name;
pub(crate) use cookie::SessionCookie;
use passkey::Passkeys;
use password::Hashing;
use renewed::Renewed;

/// How long after showing who they are a person may do dangerous things, in milliseconds: ten minutes.
const CONFIRMED_FOR_MS: u64 = 10 * 60_000;

/// What accounts need besides the database.
#[derive(Debug)]
pub(crate) struct Accounts {
    hashing: Hashing,
    passkeys: Option<Passkeys>,
    mailer: Option<Mailer>,
    renewed: Renewed,
    pub(crate) cookie: SessionCookie,
    pub(crate) limits: Limits,
}

impl Accounts {
    /// Whether mail can be sent.
    pub(crate) const fn sends_mail(&self) -> bool {
        self.mailer.is_some()
    }

    /// Everything after these settings.
    ///
    /// # Errors
    /// Says in a sentence which setting cannot be used.
    pub(crate) fn new(settings: &Settings) -> Result<Self, String> {
        Ok(Self {
            hashing: Hashing::new(),
            passkeys: Passkeys::new(&settings.origin)?,
            mailer: Mailer::new(settings)?,
            renewed: Renewed::default(),
            cookie: SessionCookie::new(&settings.origin),
            limits: Limits::new(settings),
        })
    }
}

/// The routes of accounts.
pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    let in_turn = from_fn_with_state(state.clone(), limits::in_turn);
    Router::new()
        .route("/accounts", post(account::create))
        .route("/account", get(account::show).delete(account::remove))
        .route("/account/export", get(account::export).layer(in_turn))
        .route("/account/password", put(account::set_password))
        .route(
            "/account/mail",
            get(mail::pending).put(mail::set).delete(mail::remove),
        )
        .route("/account/mail/confirm", post(mail::confirm))
        .route(
            "/account/calendar",
            put(calendar::renew).delete(calendar::end),
        )
        .route(
            "/account/push",
            get(push::show).put(push::put).delete(push::end),
        )
        .route("/account/recovery-codes", post(recovery::renew))
        .route("/account/sessions", delete(session::end_others))
        .route("/account/sessions/{id}", delete(session::end))
        .route("/account/passkeys/{id}", delete(passkey::remove))
        .route("/session", post(session::sign_in).delete(session::sign_out))
        .route("/session/recovery", post(recovery::sign_in))
        .route("/session/reset", post(mail::begin_reset))
        .route("/session/reset/finish", post(mail::finish_reset))
        .route("/session/confirm", post(session::confirm))
        .route("/passkeys/begin", post(passkey::begin))
        .route("/passkeys/finish", post(passkey::finish))
        .route("/passkeys/account/begin", post(passkey::begin_account))
        .route("/passkeys/account/finish", post(passkey::finish_account))
        .route("/passkeys/session/begin", post(passkey::begin_session))
        .route("/passkeys/session/finish", post(passkey::finish_session))
        .route("/passkeys/confirm/begin", post(passkey::begin_confirm))
        .route("/passkeys/confirm/finish", post(passkey::finish_confirm))
        .layer(map_response(not_stored))
}

/// Nothing about an account stays in a cache, the answers without a body among it.
async fn not_stored(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Who is signed in. As an argument of a handler it turns everyone else away.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    /// The account.
    pub(crate) account: AccountId,
    /// The public id of the session.
    pub(crate) session: String,
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
    pub(crate) fn is_confirmed(&self) -> bool {
        now_ms().saturating_sub(self.confirmed_ms) < CONFIRMED_FOR_MS
    }

    /// Turns away who has not shown who they are for a while.
    pub(crate) fn must_be_confirmed(&self) -> Result<(), ApiError> {
        if self.is_confirmed() {
            return Ok(());
        }
        Err(ApiError::new(
            StatusCode::FORBIDDEN,
            "confirm-first",
            "Confirm first",
            "Show once more that it is you. Then this can be done.",
        ))
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        match of_headers(state, &parts.headers).await? {
            Some(row) => Ok(Self::new(row)),
            None => Err(signed_out()),
        }
    }
}

/// Where a request comes from, for limits.
impl FromRequestParts<AppState> for Peer {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Self, std::convert::Infallible> {
        Ok(state
            .accounts
            .limits
            .peer(&parts.headers, &parts.extensions))
    }
}

/// The answer to who is not signed in, or not any more.
pub(crate) fn signed_out() -> ApiError {
    ApiError::new(
        StatusCode::UNAUTHORIZED,
        "signed-out",
        "Not signed in",
        "Sign in, and try again. What you wrote is kept on this device.",
    )
}

/// The account a page is rendered for, with its name; none for guests and on devices marked as a guest's.
pub(crate) async fn of_document(
    state: &AppState,
    headers: &HeaderMap,
) -> Option<(AccountId, String)> {
    if cookie::marks_a_guest(headers) {
        return None;
    }
    let row = of_headers(state, headers).await.ok()??;
    let name = state.store.account_name(&row.account).await.ok()??;
    Some((row.account, name))
}

/// The cookie for a page that was rendered for a session: the same token, as it is kept from now on. The session is looked up once more, as
/// the page is ready: a token that was renewed or ended meanwhile must not take the place of what another tab was given.
pub(crate) async fn kept_cookie(state: &AppState, headers: &HeaderMap) -> Option<HeaderMap> {
    let token = state.accounts.cookie.token(headers)?;
    let (hash, now) = (secret::hash(token), now_ms());
    let row = state.store.session_by_token(&hash, now).await.ok()??;
    Some(state.accounts.cookie.keep(token, row.ends, now))
}

async fn of_headers(state: &AppState, headers: &HeaderMap) -> Result<Option<SessionRow>, ApiError> {
    let Some(token) = state.accounts.cookie.token(headers) else {
        return Ok(None);
    };
    let (hash, now) = (secret::hash(token), now_ms());
    let row = state.store.session_by_token(&hash, now).await?;
    if row.is_some() {
        return Ok(row);
    }
    let Some(newer) = state.accounts.renewed.newer(&hash, now) else {
        return Ok(None);
    };
    let row = state.store.session_by_token(&newer, now).await?;
    // The person has shown who they are with the new token; whoever sends the old one has not.
    Ok(row.map(|row| SessionRow {
        confirmed: 0,
        ..row
    }))
}
