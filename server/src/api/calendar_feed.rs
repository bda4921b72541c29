//! The calendar a person subscribes to by a secret link: rounds, planned touches and lines of the
//! plan, read only, the same for every reader of the link.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::exchange::icalendar;
use domain::sync::protocol::problem_codes;
use domain::values::date::Now;
use domain::values::zone::{OffsetOf, read_zone};

use crate::journal;
use crate::limits::Peer;
use crate::problem::{Problem, unavailable};
use crate::secret;
use crate::state::AppState;
use crate::store::{AccountId, now_ms};
use crate::zones::Zones;

/// The feed at `/calendar/<token>.ics`. A guessed, ended or mistyped token all get the same answer.
pub(crate) async fn feed(
    State(state): State<AppState>,
    peer: Peer,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
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
        state.limits.count_nameless_attempt(peer)?;
        return Err(Problem::new(
            StatusCode::NOT_FOUND,
            problem_codes::NO_CALENDAR,
            "No calendar here",
            "This calendar link has ended or never existed. Make a new one on the account page.",
        ));
    };
    let (epoch, seq) = state
        .store
        .epoch_and_seq(&account)
        .await?
        .unwrap_or_default();
    let now_ms = now_ms();
    // The plans depend on the day, too, and in some zones that begins at a quarter.
    let tag = format!("\"{epoch}-{seq}-{}\"", now_ms / 900_000);
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
    let reader = state.limits.reader_permit(&account).await?;
    let text = text(&state, &account, now_ms).await?;
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    let response = (caching, [(header::CONTENT_TYPE, kind)], text).into_response();
    Ok(reader.hold_until_read(response))
}

async fn text(state: &AppState, account: &AccountId, now_ms: u64) -> Result<String, Problem> {
    let _whole_account = state.limits.account_permit().await?;
    let journal = journal::of_account(&state.store, account).await?;
    // A long search takes a while, and requests of others wait for this thread.
    let writing = tokio::task::spawn_blocking(move || {
        let zones = Zones::default();
        let offset_of = |zone: &str, ms: u64| zones.offset(zone, ms);
        let own_zone = &journal.settings().zone;
        let entries = icalendar::entries(&journal, now_in(own_zone, now_ms, &offset_of));
        icalendar::write("One Yes", own_zone, &entries, &offset_of)
    });
    writing.await.map_err(|error| {
        tracing::error!(%error, "a calendar could not be written");
        unavailable()
    })
}

/// The moment on the person's own clock: which day it is there decides what is planned, and when a
/// pause is over.
fn now_in(own_zone: &str, ms: u64, offset_of: OffsetOf<'_>) -> Now {
    let zone = read_zone(own_zone, offset_of).ok();
    let offset_minutes = zone.and_then(|zone| offset_of(&zone, ms));
    Now {
        ms,
        offset_minutes: offset_minutes.unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_when_it_does_where_the_person_is() {
        let zones = Zones::default();
        let today = |zone| {
            // 1 October 2026, 22:30 UTC.
            let now = now_in(zone, 1_790_893_800_000, &|zone, ms| zones.offset(zone, ms));
            now.today().to_string()
        };
        assert_eq!(today("Europe/Berlin"), "2026-10-02");
        assert_eq!(today("America/New_York"), "2026-10-01");
        assert_eq!(today(""), "2026-10-01");
        assert_eq!(today("Nowhere/Land"), "2026-10-01");
    }
}
