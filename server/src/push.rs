//! Web push: devices that want to be told once a day what is due, and telling them. Off until a person turns it on, device by device.

mod deliver;
mod seal;

use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::planning::agenda::agenda;
use domain::planning::reminder;
use domain::sync::protocol::account::PushWish;
use domain::values::date::Now;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use tokio::sync::Mutex;
use tokio::task::{JoinError, JoinSet};

use crate::accounts::SignedIn;
use crate::api::Body;
use crate::calendar::{Zones, journal};
use crate::problem::{ApiError, Problems};
use crate::settings::Settings;
use crate::state::AppState;
use crate::store::push::{MOST_DUE, PushRow};
use crate::store::{AccountId, Store, now_ms};
use deliver::{Deliverer, Delivery};
use seal::{Vapid, seal};

/// Between two looks at whose time has come.
pub(crate) const LOOK_EVERY: Duration = Duration::from_secs(20);

/// A push service that says nothing for so long has failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// What should have been told so long ago is left until the next day, in milliseconds: six hours.
const STALE_MS: u64 = 6 * 3_600_000;

/// So many devices are told at a time, so that a push service that says nothing does not keep everyone waiting.
const AT_ONCE: usize = 8;

/// After so many failures in a row, a good two hours, the message of the day is given up.
const MOST_FAILURES: u32 = 8;

/// The first pause after a failure, in milliseconds; it doubles with each further one.
const FIRST_PAUSE_MS: u64 = 60_000;

/// Where the key that servers on a database share is kept among its facts.
const KEY: &str = "vapid";

/// Makes another key for push messages. Servers that run have the one before until they are started anew.
///
/// # Errors
/// Says in a sentence why there is none.
pub(crate) async fn renew_key(store: &Store) -> Result<(), String> {
    let made = Vapid::generate().ok_or("The system gave no randomness for another key.")?;
    let kept = store.put_fact(KEY, made).await;
    kept.map_err(|error| error.to_string())
}

/// Everything sending needs besides the database.
#[derive(Debug)]
pub(crate) struct Push {
    vapid: Vapid,
    deliverer: Deliverer,
    zones: Zones,
    /// Held while a search is read: one at a time is in memory, however many devices are being told.
    reading: Mutex<()>,
}

impl Push {
    /// The sender of this server, with the key that all servers on the database share.
    ///
    /// # Errors
    /// Says in a sentence why the key could not be read.
    pub(crate) async fn new(store: &Store, settings: &Settings) -> Result<Self, String> {
        let make = || Vapid::generate().unwrap_or_default();
        let stored = store.fact(KEY, make).await;
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
            reading: Mutex::default(),
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
    let begun = Instant::now();
    let mut moment_ms = now_ms;
    loop {
        let due = match state.store.due_pushes(moment_ms).await {
            Ok(due) => due,
            Err(error) => return tracing::error!(%error, "whose time has come could not be read"),
        };
        let is_all = due.len() < MOST_DUE;
        // What could not even be taken is still due: it waits for the next look instead of being read for ever.
        if !tell_all(state, due, moment_ms).await || is_all {
            return;
        }
        moment_ms = now_ms + u64::try_from(begun.elapsed().as_millis()).unwrap_or_default();
    }
}

/// Tells these devices, some at a time; says whether all went as it should, on our side.
async fn tell_all(state: &AppState, due: Vec<PushRow>, now_ms: u64) -> bool {
    let mut telling = JoinSet::new();
    let mut went_well = true;
    for device in due {
        if telling.len() >= AT_ONCE
            && let Some(told) = telling.join_next().await
        {
            went_well &= is_told(told);
        }
        let state = state.clone();
        telling.spawn(async move { tell(&state, device, now_ms).await });
    }
    while let Some(told) = telling.join_next().await {
        went_well &= is_told(told);
    }
    went_well
}

fn is_told(told: Result<Result<(), ApiError>, JoinError>) -> bool {
    match told {
        Ok(Ok(())) => return true,
        Ok(Err(problem)) => tracing::error!(?problem, "a device could not be told what is due"),
        Err(error) => tracing::error!(%error, "telling a device ended early"),
    }
    false
}

async fn tell(state: &AppState, device: PushRow, now_ms: u64) -> Result<(), ApiError> {
    let store = &state.store;
    let zone = TimeZone::get(&device.zone).unwrap_or(TimeZone::UTC);
    let tomorrow_ms = next_time(&device, &zone, now_ms);
    // Taken before it is sent: told late is better than told twice.
    if !store.take_push(&device, tomorrow_ms).await? {
        return Ok(());
    }
    let is_stale = device.failures == 0 && now_ms.saturating_sub(device.next_at) > STALE_MS;
    let now = Now {
        ms: now_ms,
        offset_minutes: state.push.zones.offset(&device.zone, now_ms).unwrap_or(0),
    };
    let (_, minute) = now.local(now_ms);
    let is_too_late = is_stale || after_quiet(&device, minute) != minute;
    let message = if is_too_late {
        None
    } else {
        message(count(state, &device.account, now).await?)
    };
    let Some(message) = message else {
        return Ok(store.note_push(&device, tomorrow_ms, 0, None).await?);
    };
    match hand_over(&state.push, &device, &message, now_ms).await {
        Delivery::Done => store.note_push(&device, tomorrow_ms, 0, None).await?,
        Delivery::Gone => store.forget_push(&device).await?,
        // Our own network may be down: only a push service that says so ends a device.
        Delivery::Later(_) | Delivery::Failed if device.failures + 1 >= MOST_FAILURES => {
            store.note_push(&device, tomorrow_ms, 0, None).await?;
        }
        failed => {
            let pause_ms = match failed {
                Delivery::Later(Some(seconds)) => seconds.clamp(1, 86_400) * 1_000,
                _ => FIRST_PAUSE_MS << device.failures,
            };
            let again = Some(now_ms + pause_ms);
            store
                .note_push(&device, tomorrow_ms, device.failures + 1, again)
                .await?;
        }
    }
    Ok(())
}

/// How much is due, as the devices of the account show it.
async fn count(state: &AppState, account: &AccountId, now: Now) -> Result<usize, ApiError> {
    let _one_at_a_time = state.push.reading.lock().await;
    let journal = journal(state, account).await?;
    Ok(agenda(&journal, now).reminders())
}

async fn hand_over(push: &Push, device: &PushRow, message: &str, now_ms: u64) -> Delivery {
    let sealed = seal(message.as_bytes(), &device.p256dh, &device.auth);
    let origin = deliver::origin(&device.endpoint, push.deliverer.allows_loopback);
    let signed = origin.and_then(|origin| push.vapid.authorization(&origin, now_ms / 1_000));
    let (Some(sealed), Some(signed)) = (sealed, signed) else {
        return Delivery::Gone;
    };
    let endpoint = device.endpoint.clone();
    push.deliverer.deliver(endpoint, sealed, signed).await
}

/// One message for everything that is due, and where it leads. None on a day without tasks.
fn message(count: usize) -> Option<String> {
    let body = reminder::sentence(count)?;
    Some(json!({"title": "One Yes", "body": body, "url": "/", "due": count}).to_string())
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
    fn a_message_says_how_much_and_fits_into_its_size() {
        assert_eq!(message(0), None);
        let many = message(usize::MAX).unwrap();
        assert!(many.contains(&format!("\"due\":{}", usize::MAX)) && many.len() < 512);
    }
}
