//! Notices while the app is open, on devices where the person asked for them: a round that begins
//! soon, and once a day what is due; the badge of the app. And at the start, what the server holds
//! of a device that it tells is brought up to date.

use domain::journal::Journal;
use domain::planning::agenda::{ItemKind, agenda};
use domain::planning::reminder;
use domain::sync::protocol::account::{Offers, PushWish};
use domain::sync::protocol::paths;
use domain::values::date::Now;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use crate::platform::Notices;
use crate::session::{Session, session};
use crate::sync::{Method, ServerAnswer, SyncState};

/// The minute of the day at which the notice of due things is shown: nine o'clock.
const MORNING: u32 = 9 * 60;

/// How many minutes before a round begins its notice is shown.
const SOON: u32 = 15;

/// Tells when a minute passes at which there is something to tell. Nothing is told at the start, or
/// every reload would tell it again.
#[component]
pub fn Reminder() -> impl IntoView {
    let session = session();
    Effect::new(move |before: Option<Now>| {
        let now = session.now();
        let is_chosen =
            session.is_loaded() && session.with_platform(|platform| platform.shows_notices());
        if let Some(before) = before
            && is_chosen
            && before.ms < now.ms
        {
            let words = session.peek(|journal| words(journal, before, now));
            if let Some(words) = words {
                session.with_platform(|platform| platform.notify(&words));
            }
        }
        now
    });
    // Once a minute, wherever the person is; Today follows every change.
    Effect::new(move |_| {
        let now = session.now();
        if session.is_loaded() {
            let count = session.peek(|journal| agenda(journal, now).reminders());
            session.with_platform(|platform| platform.set_badge(count));
        }
    });
    Effect::new(move |was_kept: Option<bool>| {
        if was_kept == Some(true) {
            return true;
        }
        let sync = session.sync();
        let can_be_told = session.is_loaded()
            && sync.account.is_some()
            && sync.state != SyncState::SignedOut
            && session.with_platform(|platform| platform.notices()) == Notices::Allowed;
        if can_be_told {
            keep_reachable(session);
        }
        can_be_told
    });
}

/// Where the server tells this device what is due, makes sure that it still can: the person may
/// have gone to another time zone, the browser may have a new address, the server a new key.
fn keep_reachable(session: Session) {
    session.ask_server(Method::Get, paths::ACCOUNT_PUSH, None, move |answer| {
        let told = read::<PushWish>(&answer).filter(|told| !told.endpoint.is_empty());
        let Some(told) = told else { return };
        session.ask_server(Method::Get, paths::SERVER, None, move |answer| {
            let Some(offers) = read::<Offers>(&answer) else {
                return;
            };
            let then = move |found: Option<PushWish>| {
                let wish = found.and_then(|found| changed_wish(&told, found));
                if let Some(text) = wish.and_then(|wish| serde_json::to_string(&wish).ok()) {
                    session.ask_server(Method::Put, paths::ACCOUNT_PUSH, Some(text), |_| {});
                }
            };
            session.with_platform(|platform| {
                platform.subscribe(&offers.push_key, Box::new(then));
            });
        });
    });
}

fn read<T: DeserializeOwned>(answer: &ServerAnswer) -> Option<T> {
    match answer {
        ServerAnswer::Done(body) => serde_json::from_str(body).ok(),
        _ => None,
    }
}

/// The wish to send if the device has a new zone or address: the times asked for, at the new place.
fn changed_wish(told: &PushWish, found: PushWish) -> Option<PushWish> {
    let zone = if found.zone.is_empty() {
        &told.zone
    } else {
        &found.zone
    };
    (found.endpoint != told.endpoint || *zone != told.zone).then(|| PushWish {
        zone: zone.clone(),
        minute: told.minute,
        quiet_from: told.quiet_from,
        quiet_to: told.quiet_to,
        ..found
    })
}

/// What to tell when the clock went from one moment to the other.
fn words(journal: &Journal, before: Now, now: Now) -> Option<String> {
    let (day_before, minute_before) = before.local(before.ms);
    let (day, minute) = now.local(now.ms);
    let passes = |at: u32| (day_before < day || minute_before < at) && minute >= at;
    let agenda = agenda(journal, now);
    let begins = agenda.due.iter().find_map(|item| {
        let at = item
            .at
            .filter(|_| item.what == ItemKind::Round && item.on == day)?;
        (at > minute && passes(at.saturating_sub(SOON))).then(|| at - minute)
    });
    if let Some(minutes) = begins {
        return Some(format!("A round begins in {minutes} minutes."));
    }
    passes(MORNING)
        .then(|| reminder::sentence(agenda.reminders()))
        .flatten()
}

#[cfg(test)]
mod tests {
    use domain::model::event::Event;
    use domain::model::opportunity::Opportunity;
    use domain::state::edit::Edit;
    use domain::state::stamp::Clock;
    use domain::values::id::RecordId;

    use super::*;

    fn at(minute: u64) -> Now {
        Now {
            ms: 20_000 * 86_400_000 + minute * 60_000,
            offset_minutes: 0,
        }
    }

    #[test]
    fn a_round_is_told_a_quarter_of_an_hour_before_and_the_day_at_nine() {
        let mut journal = Journal::default();
        let acme = RecordId::fixed(1);
        let round = Event::round(acme, "Call", at(0).today(), Some(600));
        let edit = Edit::new("")
            .create(acme, &Opportunity::default())
            .create(RecordId::fixed(2), &round);
        journal.apply(&edit, &mut Clock::new(1), 1);
        let told = |from, to| words(&journal, at(from), at(to));
        assert_eq!(
            told(584, 585).as_deref(),
            Some("A round begins in 15 minutes.")
        );
        assert_eq!(told(585, 586), None);
        assert_eq!(told(600, 601), None);
        assert_eq!(
            told(539, 540).as_deref(),
            Some("One thing is ready for you today.")
        );
        assert_eq!(told(540, 541), None);
        assert_eq!(words(&Journal::default(), at(539), at(540)), None);
    }

    #[test]
    fn the_server_is_told_of_a_new_zone_or_address_and_of_nothing_else() {
        let told = PushWish {
            endpoint: "https://push.example/a".into(),
            zone: "Europe/Berlin".into(),
            minute: 540,
            quiet_from: 1_260,
            quiet_to: 420,
            ..PushWish::default()
        };
        let found = |endpoint: &str, zone: &str| PushWish {
            endpoint: format!("https://push.example/{endpoint}"),
            zone: zone.into(),
            p256dh: "key".into(),
            ..PushWish::default()
        };
        assert_eq!(changed_wish(&told, found("a", "Europe/Berlin")), None);
        assert_eq!(changed_wish(&told, found("a", "")), None);
        let travelled = changed_wish(&told, found("a", "Asia/Tokyo"));
        let expected = PushWish {
            zone: "Asia/Tokyo".into(),
            p256dh: "key".into(),
            ..told.clone()
        };
        assert_eq!(travelled, Some(expected));
        let moved = changed_wish(&told, found("b", "")).map(|wish| (wish.endpoint, wish.zone));
        assert_eq!(
            moved,
            Some(("https://push.example/b".into(), "Europe/Berlin".into()))
        );
    }
}
