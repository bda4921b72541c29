//! Handlers of the calendar link.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::sync::protocol::account::CalendarLink;
use domain::sync::protocol::paths;

use super::problems::Problems;
use super::signed_in::SignedIn;
use crate::problem::Problem;
use crate::secret;
use crate::state::AppState;
use crate::store::now_ms;

/// Makes a calendar link; an earlier one ends. The address is told this once.
#[utoipa::path(put, path = paths::ACCOUNT_CALENDAR, tag = "account",
    responses((status = 200, description = "The link", body = CalendarLink), Problems))]
pub(super) async fn renew(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Json<CalendarLink>, Problem> {
    who.must_be_confirmed()?;
    let token = secret::random_token();
    state
        .store
        .renew_calendar(&who.account, secret::hash(&token), now_ms())
        .await?;
    tracing::info!(account = who.account.0, "a calendar link was made");
    Ok(Json(CalendarLink {
        path: format!("/calendar/{token}.ics"),
    }))
}

/// Ends the calendar link.
#[utoipa::path(delete, path = paths::ACCOUNT_CALENDAR, tag = "account",
    responses((status = 204, description = "The link has ended"), Problems))]
pub(super) async fn end(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<StatusCode, Problem> {
    state.store.end_calendar(&who.account).await?;
    tracing::info!(account = who.account.0, "the calendar link was ended");
    Ok(StatusCode::NO_CONTENT)
}
