//! Web push: devices that want to be told once a day what is due, and telling them. Off until a person turns it on, device by device.

mod deliver;
mod seal;

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::agenda::agenda;
use domain::date::Now;
use domain::protocol::account::PushWish;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::json;

use crate::accounts::SignedIn;
use crate::api::Body;
use crate::calendar::{Zones, journal};
use crate::problem::{ApiError, Problems};
use crate::settings::Settings;
use crate::state::AppState;
use crate::store::push::PushRow;
use crate::store::{Store, now_ms};
use deliver::{Deliverer, Delivery};
use seal::{Vapid, seal};

/// Between two looks at whose time has come.
pub(crate) const LOOK_EVERY: Duration = Duration::from_secs(20);

/// A push service that says nothing for so long has failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// What should have been told so long ago is left until the next day, in milliseconds: six hours.
const STALE_MS: u64 = 6 * 3_600_000;

/// After so many failures in a row a device is forgotten.
const MOST_FAILURES: u32 = 8;

/// The first pause after a failure, in milliseconds; it doubles with each further one.
const FIRST_PAUSE_MS: u64 = 60_000;

/// Everything sending needs besides the database.
#[derive(Debug)]
pub(crate) struct Push {
    vapid: Vapid,
    deliverer: Deliverer,
    zones: Zones,
}

impl Push {
    /// The sender of this server, with the key that all servers on the database share.
    ///
    /// # Errors
    /// Says in a sentence why the key could not be read.
    pub(crate) async fn new(store: &Store, settings: &Settings) -> Result<Self, String> {
        let make = || Vapid::generate().unwrap_or_default();
        let stored = store.fact("vapid", make).await;
        let stored = stored.map_err(|error| error.to_string())?;
        let subject = if settings.origin.starts_with("https:") {
            &settings.origin
        } else {
            "mailto:one-yes@localhost"
        };
        let vapid = Vapid::from_stored(&stored, subject)
            .ok_or("The key for push messages in the database cannot be read.")?;
        Ok(Self {
            vapid,
            deliverer: Deliverer::new(settings.push_loopback, PATIENCE),
            zones: Zones::default(),
        })
    }

    /// What browsers subscribe with.
    pub(crate) fn public_key(&self) -> String {
        self.vapid.public_key()
    }
}

/// Has this device told once a day what is due.
#[utoipa::path(put, path = "/api/v1/account/push", tag = "account", request_body = PushWish,
    responses((status = 204, description = "The device is told from now on"), Problems))]
pub(crate) async fn put(
    State(state): State<AppState>,
    who: SignedIn,
    Body(wish): Body<PushWish>,
) -> Result<StatusCode, ApiError> {
    let bad =
        |detail: &str| ApiError::new(StatusCode::BAD_REQUEST, "bad-push", "Not possible", detail);
    if !state.push.deliverer.allows(&wish.endpoint) {
        return Err(bad(
            "This address is no push service. Turn it on again in your browser.",
        ));
    }
    if seal(b"", &wish.p256dh, &wish.auth).is_none() {
        return Err(bad(
            "These keys are none. Turn it on again in your browser.",
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
        .map_err(|_| bad("This time zone is not known. Name one such as Europe/Berlin."))?;
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
    device.next_at = next_time(&device, &zone, now_ms());
    state.store.put_push(device).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Shows what this device asked for, without its keys.
#[utoipa::path(get, path = "/api/v1/account/push", tag = "account",
    responses((status = 200, description = "What the device asked for; the endpoint is empty where it asked for nothing", body = PushWish), Problems))]
pub(crate) async fn show(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<Json<PushWish>, ApiError> {
    let device = state.store.push_of(&who.session).await?;
    Ok(Json(device.map(without_keys).unwrap_or_default()))
}

/// What a device asked for, without its keys, which say nothing to anyone.
pub(crate) fn without_keys(device: PushRow) -> PushWish {
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
#[utoipa::path(delete, path = "/api/v1/account/push", tag = "account",
    responses((status = 204, description = "The device is forgotten"), Problems))]
pub(crate) async fn end(
    State(state): State<AppState>,
    who: SignedIn,
) -> Result<StatusCode, ApiError> {
    state.store.end_push(&who.session).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The next time a device is to be told, in milliseconds since 1970: its time of day in its zone, or the end of its quiet hours where that
/// lies in them. Where the clocks are set and the time does not exist, the one after.
fn next_time(device: &PushRow, zone: &TimeZone, now_ms: u64) -> u64 {
    let minute = after_quiet(device, device.minute);
    let at = |minute: u32| {
        let (hour, minute) = (minute / 60 % 24, minute % 60);
        Time::constant(
            i8::try_from(hour).unwrap_or(0),
            i8::try_from(minute).unwrap_or(0),
            0,
            0,
        )
    };
    let Ok(now) = Timestamp::from_millisecond(i64::try_from(now_ms).unwrap_or(0)) else {
        return now_ms + 86_400_000;
    };
    let mut day = now.to_zoned(zone.clone()).date();
    for _ in 0..3 {
        let moment = day.to_datetime(at(minute)).to_zoned(zone.clone());
        if let Ok(moment) = moment {
            let ms = u64::try_from(moment.timestamp().as_millisecond()).unwrap_or_default();
            if ms > now_ms {
                return ms;
            }
        }
        day = day.saturating_add(1.day());
    }
    now_ms + 86_400_000
}

/// A minute of the day, or the end of the quiet hours where it lies in them.
const fn after_quiet(device: &PushRow, minute: u32) -> u32 {
    let (from, to) = (device.quiet_from, device.quiet_to);
    let is_quiet = if from <= to {
        from <= minute && minute < to
    } else {
        minute >= from || minute < to
    };
    if is_quiet { to } else { minute }
}

/// Tells every device whose time has come.
pub(crate) async fn tell_due(state: &AppState, now_ms: u64) {
    let due = match state.store.due_pushes(now_ms).await {
        Ok(due) => due,
        Err(error) => return tracing::error!(%error, "whose time has come could not be read"),
    };
    for device in due {
        if let Err(problem) = tell(state, device, now_ms).await {
            tracing::error!(?problem, "a device could not be told what is due");
        }
    }
}

async fn tell(state: &AppState, device: PushRow, now_ms: u64) -> Result<(), ApiError> {
    let store = &state.store;
    let zone = TimeZone::get(&device.zone).unwrap_or(TimeZone::UTC);
    // Taken before it is sent: told late is better than told twice.
    if !store
        .take_push(&device, next_time(&device, &zone, now_ms))
        .await?
    {
        return Ok(());
    }
    let is_stale = device.failures == 0 && now_ms.saturating_sub(device.next_at) > STALE_MS;
    let now = Now {
        ms: now_ms,
        offset_minutes: state.push.zones.offset(&device.zone, now_ms).unwrap_or(0),
    };
    let (_, minute) = now.local(now_ms);
    if is_stale || after_quiet(&device, minute) != minute {
        return Ok(());
    }
    let journal = journal(state, &device.account).await?;
    let count = agenda(&journal, now).due.len();
    let Some(message) = digest(count) else {
        return Ok(());
    };
    let push = &state.push;
    let sealed = seal(message.as_bytes(), &device.p256dh, &device.auth);
    let origin = deliver::origin(&device.endpoint, push.deliverer.allows_loopback);
    let signed = origin.and_then(|origin| push.vapid.authorization(&origin, now_ms / 1_000));
    let (Some(sealed), Some(signed)) = (sealed, signed) else {
        return Ok(store.end_push(&device.session).await?);
    };
    let endpoint = device.endpoint.clone();
    match push.deliverer.deliver(endpoint, sealed, signed).await {
        Delivery::Done => store.note_push(&device.session, 0, None).await?,
        Delivery::Gone => store.end_push(&device.session).await?,
        Delivery::Later(_) | Delivery::Failed if device.failures + 1 >= MOST_FAILURES => {
            store.end_push(&device.session).await?;
        }
        failed => {
            let pause_ms = match failed {
                Delivery::Later(Some(seconds)) => seconds.clamp(1, 86_400) * 1_000,
                _ => FIRST_PAUSE_MS << device.failures,
            };
            let again = Some(now_ms + pause_ms);
            store
                .note_push(&device.session, device.failures + 1, again)
                .await?;
        }
    }
    Ok(())
}

/// One message for everything that is due, without a name: it may be seen by whoever looks at a locked phone. None on a day without tasks.
fn digest(count: usize) -> Option<String> {
    let body = match count {
        0 => return None,
        1 => "One thing is ready for you today.".to_owned(),
        count => format!("{count} things are ready for you today. One is enough to begin with."),
    };
    Some(json!({"title": "One Yes", "body": body, "url": "/"}).to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use super::*;
    use crate::store::AccountId;

    fn device(minute: u32, quiet_from: u32, quiet_to: u32) -> PushRow {
        PushRow {
            session: "s".into(),
            account: AccountId("a".into()),
            endpoint: String::new(),
            p256dh: String::new(),
            auth: String::new(),
            zone: "Europe/Berlin".into(),
            minute,
            quiet_from,
            quiet_to,
            next_at: 0,
            failures: 0,
        }
    }

    fn next(device: &PushRow, now: &str) -> String {
        let zone = TimeZone::get(&device.zone).unwrap();
        let now: Timestamp = now.parse().unwrap();
        let ms = next_time(device, &zone, u64::try_from(now.as_millisecond()).unwrap());
        Timestamp::from_millisecond(i64::try_from(ms).unwrap())
            .unwrap()
            .to_string()
    }

    #[test]
    fn the_next_time_is_todays_or_tomorrows_in_the_zone_of_the_device() {
        let nine = device(540, 0, 0);
        assert_eq!(next(&nine, "2026-03-03T06:00:00Z"), "2026-03-03T08:00:00Z");
        assert_eq!(next(&nine, "2026-03-03T08:00:00Z"), "2026-03-04T08:00:00Z");
        // The clocks go forward on 29 March: nine is an hour earlier then, and half past two is not there at all.
        assert_eq!(next(&nine, "2026-03-28T20:00:00Z"), "2026-03-29T07:00:00Z");
        assert_eq!(
            next(&device(150, 0, 0), "2026-03-28T20:00:00Z"),
            "2026-03-29T01:30:00Z"
        );
    }

    #[test]
    fn quiet_hours_push_it_to_their_end_also_over_midnight() {
        assert_eq!(
            next(&device(1_380, 1_320, 480), "2026-01-10T12:00:00Z"),
            "2026-01-11T07:00:00Z"
        );
        assert_eq!(after_quiet(&device(0, 600, 700), 650), 700);
        assert_eq!(after_quiet(&device(0, 600, 700), 700), 700);
        assert_eq!(after_quiet(&device(0, 0, 0), 650), 650);
    }

    #[test]
    fn a_day_without_tasks_is_left_in_peace() {
        assert_eq!(digest(0), None);
        assert!(digest(3).unwrap().contains("3 things"));
    }
}
