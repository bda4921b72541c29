//! Sends every device whose time has come its reminder of what is due.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::planning::agenda::agenda;
use domain::planning::reminder;
use domain::values::date::Now;
use jiff::tz::TimeZone;
use serde_json::json;
use tokio::task::{JoinError, JoinSet};

use super::deliver::Delivery;
use super::schedule::{after_quiet, next_time};
use super::service::PushService;
use crate::journal;
use crate::store::push::{MOST_DUE, PushRow};
use crate::store::{AccountId, StoreError};

/// Between two looks at whose time has come.
pub(crate) const LOOK_EVERY: Duration = Duration::from_secs(20);

/// A message that is later than this is left until the next day, in milliseconds: six hours.
const STALE_MS: u64 = 6 * 3_600_000;

/// Devices notified at a time, so that a silent push service does not keep everyone waiting.
const AT_ONCE: usize = 8;

/// After this many failures in a row, a good two hours, the message of the day is given up.
const MOST_FAILURES: u32 = 8;

/// The first pause after a failure, in milliseconds; it doubles with each further one.
const FIRST_PAUSE_MS: u64 = 60_000;

/// Notifies every device whose time has come.
pub(crate) async fn send_due(push: &Arc<PushService>, now_ms: u64) {
    let begun = Instant::now();
    let mut moment_ms = now_ms;
    loop {
        let due = match push.store.due_pushes(moment_ms).await {
            Ok(due) => due,
            Err(error) => return tracing::error!(%error, "whose time has come could not be read"),
        };
        let is_all = due.len() < MOST_DUE;
        // A device that could not even be taken is still due: it waits for the next look instead of
        // being read for ever.
        if !tell_all(push, due, moment_ms).await || is_all {
            return;
        }
        moment_ms = now_ms + u64::try_from(begun.elapsed().as_millis()).unwrap_or_default();
    }
}

/// Tells these devices, some at a time; says whether all went as it should, on our side.
async fn tell_all(push: &Arc<PushService>, due: Vec<PushRow>, now_ms: u64) -> bool {
    let mut telling = JoinSet::new();
    let mut went_well = true;
    for device in due {
        if telling.len() >= AT_ONCE
            && let Some(told) = telling.join_next().await
        {
            went_well &= is_told(told);
        }
        let push = push.clone();
        telling.spawn(async move { tell(&push, device, now_ms).await });
    }
    while let Some(told) = telling.join_next().await {
        went_well &= is_told(told);
    }
    went_well
}

fn is_told(told: Result<Result<(), StoreError>, JoinError>) -> bool {
    match told {
        Ok(Ok(())) => return true,
        Ok(Err(error)) => tracing::error!(%error, "a device could not be told what is due"),
        Err(error) => tracing::error!(%error, "telling a device ended early"),
    }
    false
}

async fn tell(push: &PushService, device: PushRow, now_ms: u64) -> Result<(), StoreError> {
    let store = &push.store;
    let zone = TimeZone::get(&device.zone).unwrap_or(TimeZone::UTC);
    let tomorrow_ms = next_time(&device, &zone, now_ms);
    // Taken before it is sent: better late than twice.
    if !store.take_push(&device, tomorrow_ms).await? {
        return Ok(());
    }
    let now = Now {
        ms: now_ms,
        offset_minutes: push.zones.offset(&device.zone, now_ms).unwrap_or(0),
    };
    let message = if is_too_late(&device, now) {
        None
    } else {
        message(count(push, &device.account, now).await?)
    };
    let Some(message) = message else {
        return store.note_push(&device, tomorrow_ms, 0, None).await;
    };
    match push.hand_over(&device, &message, now_ms).await {
        Delivery::Done => store.note_push(&device, tomorrow_ms, 0, None).await,
        Delivery::Gone => store.forget_push(&device).await,
        // Our own network may be down: only a push service that says so ends a device.
        Delivery::Later(_) | Delivery::Failed if device.failures + 1 >= MOST_FAILURES => {
            store.note_push(&device, tomorrow_ms, 0, None).await
        }
        failed => {
            let again = Some(now_ms + pause_ms(failed, device.failures));
            let failures = device.failures + 1;
            store.note_push(&device, tomorrow_ms, failures, again).await
        }
    }
}

/// Whether the message of the day comes too late: hours after its time, or in the quiet hours.
fn is_too_late(device: &PushRow, now: Now) -> bool {
    let is_stale = device.failures == 0 && now.ms.saturating_sub(device.next_at) > STALE_MS;
    let (_, minute) = now.local(now.ms);
    is_stale || after_quiet(device, minute) != minute
}

/// How long to wait after a failure.
fn pause_ms(failed: Delivery, failures: u32) -> u64 {
    match failed {
        Delivery::Later(Some(seconds)) => seconds.clamp(1, 86_400) * 1_000,
        _ => FIRST_PAUSE_MS << failures,
    }
}

/// How much is due, as the devices of the account show it.
async fn count(push: &PushService, account: &AccountId, now: Now) -> Result<usize, StoreError> {
    let _one_at_a_time = push.reading.lock().await;
    let journal = journal::of_account(&push.store, account).await?;
    Ok(agenda(&journal, now).reminders())
}

/// One message for everything that is due, and where it leads. `None` on a day without tasks.
fn message(count: usize) -> Option<String> {
    let body = reminder::sentence(count)?;
    Some(json!({"title": "One Yes", "body": body, "url": "/", "due": count}).to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use super::*;

    #[test]
    fn a_message_says_how_much_and_fits_into_its_size() {
        assert_eq!(message(0), None);
        let many = message(usize::MAX).unwrap();
        assert!(many.contains(&format!("\"due\":{}", usize::MAX)) && many.len() < 512);
    }
}
