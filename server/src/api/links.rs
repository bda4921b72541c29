//! Handlers of links for people without an account, as their owner makes, lists and ends them. The
//! pages they open are in `public_links`.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::sync::protocol::links::{
    LINK, LINKS, LONGEST_LINK_DAYS, LinkView, Links, MOST_LINKS, MadeLink, NewLink,
};
use domain::sync::protocol::problem_codes;
use domain::values::date::{Date, Now};

use super::extract::ApiJson;
use super::problems::{Problems, no_such, signed_out};
use super::signed_in::SignedIn;
use crate::problem::Problem;
use crate::secret;
use crate::state::AppState;
use crate::store::links::{LinkOutcome, LinkRow};
use crate::store::{AccountId, StoreError, now_ms};

const DAY_MS: u64 = 86_400_000;

/// How long after midnight in UTC a day ends where it ends last (UTC−12), in milliseconds.
const LAST_ZONE_MS: u64 = 12 * 3_600_000;

/// Makes a link; an earlier one for the same record ends. The token is told this once.
#[utoipa::path(post, path = LINKS, tag = "links", request_body = NewLink,
    responses((status = 201, description = "The link", body = MadeLink), Problems))]
pub(super) async fn make(
    State(state): State<AppState>,
    who: SignedIn,
    ApiJson(asked): ApiJson<NewLink>,
) -> Result<(StatusCode, Json<MadeLink>), Problem> {
    let now_ms = now_ms();
    let until = last_day(asked.until, now_ms).ok_or_else(day_is_over)?;
    let token = secret::random_token();
    let link = LinkRow {
        id: secret::random_id(),
        account: who.account,
        kind: asked.kind,
        record: asked.record,
        made_ms: now_ms,
        ends_ms: ends_ms(until),
        seen_ms: None,
        answers: 0,
    };
    match state.store.put_link(&link, secret::hash(&token)).await? {
        LinkOutcome::Made => {}
        LinkOutcome::TooMany => return Err(too_many_links()),
        LinkOutcome::NoAccount => return Err(signed_out()),
    }
    tracing::info!(account = link.account.0, kind = ?link.kind, "a link was made");
    let url = asked.kind.page(&token);
    let id = link.id;
    let made = MadeLink {
        id,
        token,
        url,
        until,
    };
    Ok((StatusCode::CREATED, Json(made)))
}

/// Lists the links that work, the newest first. Their tokens are nowhere but with who was told.
#[utoipa::path(get, path = LINKS, tag = "links",
    responses((status = 200, description = "The links", body = Links), Problems))]
pub(super) async fn list(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Json<Links>, Problem> {
    let links = links_of(&state, &who.account).await?;
    Ok(Json(Links { links }))
}

/// Ends a link at once.
#[utoipa::path(delete, path = LINK, tag = "links",
    params(("id" = String, Path, description = "The id of the link")),
    responses((status = 204, description = "The link has ended"), Problems))]
pub(super) async fn end(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    if !state.store.end_link(&who.account, &id).await? {
        return Err(no_such("link"));
    }
    tracing::info!(account = who.account.0, "a link was ended");
    Ok(StatusCode::NO_CONTENT)
}

/// The links of an account that work, as its owner sees them.
pub(super) async fn links_of(
    state: &AppState,
    account: &AccountId,
) -> Result<Vec<LinkView>, StoreError> {
    let links = state.store.links(account, now_ms()).await?;
    Ok(links.into_iter().map(seen_by_owner).collect())
}

fn seen_by_owner(link: LinkRow) -> LinkView {
    LinkView {
        id: link.id,
        kind: Some(link.kind),
        record: link.record,
        made_ms: link.made_ms,
        until: until(link.ends_ms),
        seen_ms: link.seen_ms,
        answers: link.answers,
    }
}

/// The last day of a link that is made now; `None` if the day asked for is over everywhere.
fn last_day(asked: Option<Date>, now_ms: u64) -> Option<Date> {
    let now = Now {
        ms: now_ms,
        offset_minutes: 0,
    };
    let last = now.today().plus_days(LONGEST_LINK_DAYS);
    let day = asked.map_or(last, |day| day.min(last));
    (ends_ms(day) > now_ms).then_some(day)
}

/// The moment at which a day is over everywhere on Earth, in milliseconds since 1970, UTC.
pub(super) fn ends_ms(day: Date) -> u64 {
    let days = Date::of_local_ms(0).days_until(day);
    let days = u64::try_from(days.saturating_add(1)).unwrap_or_default();
    days * DAY_MS + LAST_ZONE_MS
}

/// The day that is over everywhere at this moment.
pub(super) fn until(ends_ms: u64) -> Date {
    let last_ms = ends_ms.saturating_sub(LAST_ZONE_MS + 1);
    Date::of_local_ms(i64::try_from(last_ms).unwrap_or(i64::MAX / 2))
}

fn day_is_over() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        problem_codes::BAD_DAY,
        "That day has passed",
        "Choose today or a later day for the link to end.",
    )
}

fn too_many_links() -> Problem {
    Problem::new(
        StatusCode::CONFLICT,
        problem_codes::TOO_MANY_LINKS,
        "Too many links",
        format!(
            "You have {MOST_LINKS} links that still work. End one you no longer need, then make this one."
        ),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use proptest::prelude::*;

    use super::*;

    /// Noon on 1 December 2026, UTC.
    const NOON: u64 = 1_796_126_400_000;

    #[test]
    fn a_link_lasts_90_days_at_most_and_ends_when_its_day_is_over_everywhere() {
        let day = |text: &str| Date::parse(text).unwrap();
        for (asked, expected) in [
            (None, Some("2027-03-01")),
            (Some("2027-03-02"), Some("2027-03-01")),
            (Some("2099-12-31"), Some("2027-03-01")),
            (Some("2026-12-24"), Some("2026-12-24")),
            (Some("2026-12-01"), Some("2026-12-01")),
            // Yesterday went on somewhere until this moment.
            (Some("2026-11-30"), None),
            (Some("1969-12-31"), None),
        ] {
            assert_eq!(
                last_day(asked.map(day), NOON),
                expected.map(day),
                "{asked:?}"
            );
        }
        let in_time = last_day(Some(day("2026-11-30")), NOON - 1);
        assert_eq!(in_time, Some(day("2026-11-30")));
    }

    proptest! {
        #[test]
        fn whatever_the_day_it_can_be_read_back_from_its_end(days in 0..50_000) {
            let day = Date::of_local_ms(0).plus_days(days);
            prop_assert_eq!(until(ends_ms(day)), day);
            prop_assert!(ends_ms(day) < ends_ms(day.plus_days(1)));
        }

        #[test]
        fn whatever_is_asked_for_a_link_that_is_made_works_and_for_no_longer_than_90_days(
            now_ms in 0..4_000_000_000_000_u64,
            days in proptest::option::of(-1_000..1_000),
        ) {
            let now = Now { ms: now_ms, offset_minutes: 0 };
            let asked = days.map(|days| now.today().plus_days(days));
            match last_day(asked, now_ms) {
                Some(day) => {
                    prop_assert!(ends_ms(day) > now_ms);
                    prop_assert!(ends_ms(day) <= now_ms + (91 * DAY_MS) + LAST_ZONE_MS);
                }
                None => prop_assert!(days.is_some_and(|days| days < 0)),
            }
        }
    }
}
