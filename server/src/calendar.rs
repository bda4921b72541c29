//! The calendar a person subscribes to by a secret link: rounds and planned touches, read only, the same for every reader of the link.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::exchange::icalendar;
use domain::journal::Journal;
use domain::state::stamp::Clock;
use domain::sync::protocol::account::CalendarLink;
use domain::values::date::Now;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::accounts::SignedIn;
use crate::limits::Peer;
use crate::problem::{ApiError, Problems};
use crate::secret;
use crate::state::AppState;
use crate::store::{AccountId, now_ms};

/// Makes a calendar link; an earlier one ends. The address is told this once.
#[utoipa::path(put, path = "/api/v1/account/calendar", tag = "account",
    responses((status = 200, description = "The link", body = CalendarLink), Problems))]
pub(crate) async fn renew(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Json<CalendarLink>, ApiError> {
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
#[utoipa::path(delete, path = "/api/v1/account/calendar", tag = "account",
    responses((status = 204, description = "The link has ended"), Problems))]
pub(crate) async fn end(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<StatusCode, ApiError> {
    state.store.end_calendar(&who.account).await?;
    tracing::info!(account = who.account.0, "the calendar link was ended");
    Ok(StatusCode::NO_CONTENT)
}

/// The feed at `/calendar/<token>.ics`. A guessed, ended or mistyped token all get the same answer.
pub(crate) async fn feed(
    State(state): State<AppState>,
    peer: Peer,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let account = match name.strip_suffix(".ics") {
        Some(token) => {
            state
                .store
                .account_by_calendar(&secret::hash(token))
                .await?
        }
        None => None,
    };
    let Some(account) = account else {
        state.accounts.limits.count_nameless_attempt(peer)?;
        return Err(ApiError::new(
            StatusCode::NOT_FOUND,
            "no-calendar",
            "No calendar here",
            "This calendar link has ended or was never one. Make a new one on the account page.",
        ));
    };
    let (epoch, seq) = state
        .store
        .epoch_and_seq(&account)
        .await?
        .unwrap_or_default();
    let now = Now {
        ms: now_ms(),
        offset_minutes: 0,
    };
    // What is planned depends on the day, too.
    let tag = format!("\"{epoch}-{seq}-{}\"", now.ms / 3_600_000);
    let caching = [
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        ),
        (
            header::ETAG,
            HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\"")),
        ),
    ];
    if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes())
    {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let text = text(&state, &account, now).await?;
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    Ok((caching, [(header::CONTENT_TYPE, kind)], text).into_response())
}

async fn text(state: &AppState, account: &AccountId, now: Now) -> Result<String, ApiError> {
    let journal = journal(state, account).await?;
    let entries = icalendar::entries(&journal, now);
    let zones = Zones::default();
    Ok(icalendar::write("One Yes", &entries, &|zone, ms| {
        zones.offset(zone, ms)
    }))
}

/// The search of an account, as its devices see it.
pub(crate) async fn journal(state: &AppState, account: &AccountId) -> Result<Journal, ApiError> {
    let cells = state.store.all_cells(account).await?;
    let mut journal = Journal::default();
    journal.merge_all(cells, &mut Clock::new(0));
    Ok(journal)
}

/// Time zones that were looked up before.
#[derive(Debug, Default)]
pub(crate) struct Zones(Mutex<HashMap<String, Option<TimeZone>>>);

impl Zones {
    /// How many minutes a zone is ahead of UTC at a moment.
    pub(crate) fn offset(&self, name: &str, ms: u64) -> Option<i32> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let zone = known
            .entry(name.to_owned())
            .or_insert_with(|| TimeZone::get(name).ok());
        let moment = Timestamp::from_millisecond(i64::try_from(ms).ok()?).ok()?;
        Some(zone.as_ref()?.to_offset(moment).seconds() / 60)
    }
}
