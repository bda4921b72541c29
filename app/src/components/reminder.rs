//! Notices while the app is open, on devices where the person asked for them: a round that begins soon, and once a day what is due.

use domain::agenda::{ItemKind, agenda};
use domain::date::Now;
use domain::journal::Journal;
use leptos::prelude::*;

use crate::session::session;

/// The minute of the day at which what is due is told: nine o'clock.
const MORNING: u32 = 9 * 60;

/// A round is told of so many minutes before it begins.
const SOON: u32 = 15;

/// Tells when a minute passes at which there is something to tell. Nothing is told at the start, or every reload would tell it again.
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
}

/// What to tell when the clock went from one moment to the other.
fn words(journal: &Journal, before: Now, now: Now) -> Option<String> {
    let (day_before, minute_before) = before.local(before.ms);
    let (day, minute) = now.local(now.ms);
    let passes = |at: u32| (day_before < day || minute_before < at) && minute >= at;
    let due = agenda(journal, now).due;
    let begins = due.iter().find_map(|item| {
        let at = item
            .at
            .filter(|_| item.what == ItemKind::Round && item.on == day)?;
        (at > minute && passes(at.saturating_sub(SOON))).then(|| at - minute)
    });
    if let Some(minutes) = begins {
        return Some(format!("A round begins in {minutes} minutes."));
    }
    match due.len() {
        0 => None,
        _ if !passes(MORNING) => None,
        1 => Some("One thing is ready for you today.".into()),
        count => Some(format!(
            "{count} things are ready for you today. One is enough to begin with."
        )),
    }
}

#[cfg(test)]
mod tests {
    use domain::edit::Edit;
    use domain::event::Event;
    use domain::id::RecordId;
    use domain::opportunity::Opportunity;
    use domain::stamp::Clock;

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
}
