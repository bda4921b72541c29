//! Fetching parts: once, and again whenever it may go better.

use std::time::Duration;

use leptos::prelude::set_timeout;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use super::split;
use crate::session::{Part, PartState, Session};

/// Fetches a part and returns when it is here, for a start that cannot draw without it.
///
/// # Errors
/// It did not arrive.
pub async fn load(part: Part) -> Result<(), SplitLoaderError> {
    split::load(part).await
}

/// How long the first wait is before a part that did not arrive is asked for again.
const FIRST_WAIT: Duration = Duration::from_secs(2);

/// No wait is longer, however often it failed.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// An attempt that takes longer is given up.
const LONGEST_ATTEMPT: Duration = Duration::from_secs(30);

/// Fetches a part unless it is here or on its way. The session is told of the outcome.
pub fn fetch(session: Session, part: Part) {
    fetch_patiently(session, part, FIRST_WAIT);
}

/// Fetches again what did not arrive: the network may be back.
pub fn fetch_missing(session: Session) {
    for part in Part::ALL {
        if session.peek_part(part) == PartState::Missing {
            fetch(session, part);
        }
    }
}

/// Fetches a part, and after a wait again if it does not arrive.
fn fetch_patiently(session: Session, part: Part, wait: Duration) {
    if !matches!(
        session.peek_part(part),
        PartState::Absent | PartState::Missing
    ) {
        return;
    }
    let attempt = session.begin_attempt(part);
    session.set_part(part, PartState::OnTheWay);
    // Only the latest attempt goes on, however many moments were good for one.
    let is_latest = move || session.attempt(part) == attempt;
    let again = move || {
        if is_latest() {
            fetch_patiently(session, part, LONGEST_WAIT.min(wait * 2));
        }
    };
    let fail = move || {
        if is_latest() && session.peek_part(part) == PartState::OnTheWay {
            session.set_part(part, PartState::Missing);
            set_timeout(again, wait);
        }
    };
    // In a tunnel a request hangs for minutes. Should it arrive later, it counts all the same.
    set_timeout(fail, LONGEST_ATTEMPT);
    spawn_local(async move {
        if split::load(part).await.is_ok() {
            has_arrived(session, part);
            return;
        }
        let told = move |is_outdated| {
            if is_outdated {
                session.set_part(part, PartState::Outdated);
            } else {
                fail();
            }
        };
        session.with_platform(|platform| platform.ask_whether_outdated(Box::new(told)));
    });
}

fn has_arrived(session: Session, part: Part) {
    if matches!(
        session.peek_part(part),
        PartState::Here | PartState::Arrived
    ) {
        return;
    }
    let state = match part {
        // The driver says when it has begun: nothing may be written before.
        Part::Rest => PartState::Arrived,
        Part::Method => PartState::Here,
    };
    session.set_part(part, state);
}
