//! Handlers for devices that sync: taking changes, giving changes, telling of changes, earlier versions.

use std::convert::Infallible;
use std::time::Duration;

use axum::Json;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::state::record::{RecordKey, RecordKind};
use domain::sync::protocol::{
    LARGEST_PAGE, PAGE_OF_CELLS, Poke, Pull, Pulled, Push, Pushed, Version, paths, problem_codes,
};
use domain::values::id::RecordId;
use tokio_stream::StreamExt;

use super::extract::{ApiJson, ApiQuery};
use super::incoming::{self, Taken};
use super::problems::{Problems, signed_out};
use super::signed_in::SignedIn;
use crate::problem::Problem;
use crate::state::AppState;
use crate::store::now_ms;

const NO_STORE: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

/// nginx holds back what a server sends until it has some kilobytes of it, unless it is told not to.
const UNBUFFERED: [(HeaderName, &str); 1] = [(HeaderName::from_static("x-accel-buffering"), "no")];

/// How often a quiet stream of pokes shows that it is alive; proxies often end what is silent for a minute.
const KEEP_ALIVE: Duration = Duration::from_secs(25);

/// Takes what a device has: merges it and says what was not taken.
#[utoipa::path(
    post, path = paths::PUSH, tag = "sync", request_body = Push,
    responses(
        (status = 200, description = "Kept for good, but for what is in `rejected`", body = Pushed),
        Problems,
    )
)]
pub(super) async fn push(
    State(state): State<AppState>,
    who: SignedIn,
    request: Request,
) -> Result<Json<Pushed>, Problem> {
    // Few bodies of an account are in memory. One that comes slowly, by a bad line, does not have
    // the turn yet that its other devices wait for.
    let _sending = state.limits.sender_permit(&who.account).await?;
    let ApiJson(push) = ApiJson::<Push>::from_request(request, &state).await?;
    must_belong_to(push.account.as_deref(), &who)?;
    let taken = incoming::take(&state, &who.account, push.changes).await?;
    // The account was deleted between signing in and here.
    let Taken { outcome, moment } = taken.ok_or_else(signed_out)?;
    let is_ours = push.epoch.is_none_or(|epoch| epoch == outcome.epoch);
    Ok(Json(Pushed {
        epoch: outcome.epoch,
        seq: outcome.seq,
        server_time: moment.now_ms,
        rejected: outcome.rejected,
        more: !is_ours || outcome.seq_before != push.cursor || outcome.has_lifted,
        stamps_until: moment.stamps_until(),
    }))
}

/// Gives what changed after a cursor, in pages.
#[utoipa::path(
    get, path = paths::CHANGES, tag = "sync", params(Pull),
    responses(
        (status = 200, description = "A page of changes", body = Pulled),
        Problems,
    )
)]
pub(super) async fn changes(
    State(state): State<AppState>,
    who: SignedIn,
    ApiQuery(asked): ApiQuery<Pull>,
) -> Result<Response, Problem> {
    must_belong_to(asked.account.as_deref(), &who)?;
    let limit = asked.limit.unwrap_or(PAGE_OF_CELLS);
    if limit == 0 || limit > LARGEST_PAGE {
        return Err(Problem::new(
            StatusCode::BAD_REQUEST,
            problem_codes::BAD_LIMIT,
            "No such page",
            "Ask for 1 to 5,000 cells a page.",
        ));
    }
    let page = state
        .store
        .pull(&who.account, &asked, limit, now_ms())
        .await?;
    let page: Pulled = page.ok_or_else(signed_out)?;
    state.metrics.count_pull();
    Ok((NO_STORE, Json(page)).into_response())
}

/// Tells of changes as they come: a server-sent event with the account's sequence number, at once and after each change. A
/// stream ends after some minutes; connect again then.
#[utoipa::path(
    get, path = paths::POKES, tag = "sync",
    responses(
        (status = 200, description = "Events named `poke`, each with a `Poke` as its data", body = Poke, content_type = "text/event-stream"),
        Problems,
    )
)]
pub(super) async fn pokes(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Response, Problem> {
    // Subscribed before the number is read: what comes between is told twice rather than not at all.
    let subscription = state.notifier.subscribe(&who.account);
    let subscription = subscription.ok_or_else(too_many_streams)?;
    let seq = state.store.seq(&who.account).await?;
    subscription.start_at(seq.ok_or_else(signed_out)?);
    let events = subscription.map(|news| {
        let poke = Poke { seq: news.seq };
        let data = serde_json::to_string(&poke).unwrap_or_default();
        Ok::<_, Infallible>(Event::default().event("poke").data(data))
    });
    let stream = Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    Ok((NO_STORE, UNBUFFERED, stream).into_response())
}

/// Turns away a device that believes it belongs to another account: somebody else has signed in on it, in another tab.
fn must_belong_to(account: Option<&str>, who: &SignedIn) -> Result<(), Problem> {
    if account.is_none_or(|account| account == who.account.0) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::CONFLICT,
        problem_codes::ANOTHER_ACCOUNT,
        "Another account",
        "This search belongs to a different account from the one signed in here. Nothing was sent or received; sign in to it again.",
    ))
}

fn too_many_streams() -> Problem {
    Problem::new(
        StatusCode::TOO_MANY_REQUESTS,
        problem_codes::TOO_MANY_STREAMS,
        "Too many listen",
        "Too many devices on this account are listening at once. Close one, or ask for changes now and then.",
    )
    .retry_after(60)
}

/// Gives the earlier texts of a record.
#[utoipa::path(
    get, path = paths::RECORD_VERSIONS, tag = "sync",
    params(
        ("kind" = String, Path, description = "The kind of the record"),
        ("id" = String, Path, description = "Its id"),
    ),
    responses(
        (status = 200, description = "The one replaced last first; empty where there are none", body = Vec<Version>),
        Problems,
    )
)]
pub(super) async fn versions(
    State(state): State<AppState>,
    who: SignedIn,
    Path((kind, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let key = RecordKind::parse(&kind).zip(RecordId::parse(&id));
    let Some((kind, id)) = key else {
        return Err(Problem::new(
            StatusCode::NOT_FOUND,
            problem_codes::NO_SUCH_RECORD,
            "No such record",
            "No record can have this name.",
        ));
    };
    let key = RecordKey::new(kind, id);
    let versions = state.store.versions(&who.account, &key).await?;
    Ok((NO_STORE, Json(versions)).into_response())
}
