//! Handlers of reminders on this device.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::sync::protocol::account::PushWish;
use domain::sync::protocol::{paths, problem_codes};
use jiff::tz::TimeZone;

use super::extract::ApiJson;
use super::problems::Problems;
use super::signed_in::SignedIn;
use crate::problem::Problem;
use crate::push;
use crate::state::AppState;
use crate::store::now_ms;
use crate::store::push::PushRow;

/// Has this device told once a day what is due.
#[utoipa::path(put, path = paths::ACCOUNT_PUSH, tag = "account", request_body = PushWish,
    responses((status = 204, description = "The device is told from now on"), Problems))]
pub(super) async fn set(
    State(state): State<AppState>,
    who: SignedIn,
    ApiJson(wish): ApiJson<PushWish>,
) -> Result<StatusCode, Problem> {
    let bad = |detail: &str| {
        Problem::new(
            StatusCode::BAD_REQUEST,
            problem_codes::BAD_PUSH,
            "Not possible",
            detail,
        )
    };
    if !state.push.allows(&wish.endpoint) {
        return Err(bad(
            "This address isn’t a push service. Turn reminders on again in your browser.",
        ));
    }
    if !push::are_keys(&wish.p256dh, &wish.auth) {
        return Err(bad(
            "These keys aren’t valid. Turn reminders on again in your browser.",
        ));
    }
    let is_minute = |minute: u32| minute < 1_440;
    if ![wish.minute, wish.quiet_from, wish.quiet_to]
        .into_iter()
        .all(is_minute)
    {
        return Err(bad("A time of day is given in minutes from 0 to 1439."));
    }
    let zone = TimeZone::get(&wish.zone)
        .map_err(|_| bad("We don’t know that time zone. Use one such as Europe/Berlin."))?;
    let mut device = PushRow {
        session: who.session,
        account: who.account,
        endpoint: wish.endpoint,
        p256dh: wish.p256dh,
        auth: wish.auth,
        zone: wish.zone,
        minute: wish.minute,
        quiet_from: wish.quiet_from,
        quiet_to: wish.quiet_to,
        next_at: 0,
        failures: 0,
    };
    device.next_at = push::next_time(&device, &zone, now_ms());
    state.store.put_push(device).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Shows what this device asked for, without its keys.
#[utoipa::path(get, path = paths::ACCOUNT_PUSH, tag = "account",
    responses((status = 200, description = "What the device asked for; the endpoint is empty where it asked for nothing", body = PushWish), Problems))]
pub(super) async fn show(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Json<PushWish>, Problem> {
    let device = state.store.push_of(&who.session).await?;
    Ok(Json(device.map(without_keys).unwrap_or_default()))
}

/// The wish of a device, without its keys, which say nothing to anyone.
pub(super) fn without_keys(device: PushRow) -> PushWish {
    PushWish {
        endpoint: device.endpoint,
        zone: device.zone,
        minute: device.minute,
        quiet_from: device.quiet_from,
        quiet_to: device.quiet_to,
        ..PushWish::default()
    }
}

/// Tells this device nothing more.
#[utoipa::path(delete, path = paths::ACCOUNT_PUSH, tag = "account",
    responses((status = 204, description = "The device is forgotten"), Problems))]
pub(super) async fn end(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<StatusCode, Problem> {
    state.store.end_push(&who.session).await?;
    Ok(StatusCode::NO_CONTENT)
}
