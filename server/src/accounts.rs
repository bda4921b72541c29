//! Accounts (in work).

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::problem::ApiError;
use crate::settings::Settings;
use crate::state::AppState;
use crate::store::AccountId;

#[derive(Debug)]
pub(crate) struct Accounts;

impl Accounts {
    pub(crate) fn new(_settings: &Settings) -> Result<Self, String> {
        Ok(Self)
    }
}

pub(crate) struct SignedIn {
    pub(crate) account: AccountId,
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(_: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        Err(signed_out())
    }
}

pub(crate) fn signed_out() -> ApiError {
    ApiError::new(
        StatusCode::UNAUTHORIZED,
        "signed-out",
        "Signed out",
        "Sign in again; what you wrote is kept on this device.",
    )
}

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
}

/// The account a page is rendered for; none for guests and on devices marked as a guest's (cookie `one-yes-guest`).
pub(crate) async fn of_document(
    _state: &AppState,
    _headers: &axum::http::HeaderMap,
) -> Option<(AccountId, String)> {
    None
}
