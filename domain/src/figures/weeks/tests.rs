#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use super::*;
use crate::figures::journey::{Scope, journeys};
use crate::model::event::Event;
use crate::model::message::Message;
use crate::model::opportunity::Opportunity;
use crate::model::stage::APPLIED;
use crate::state::edit::Edit;
use crate::state::stamp::Clock;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn each_week_counts_what_was_sent_held_and_written_with_empty_weeks_between() {
    let id = RecordId::fixed(10);
    let message = Message {
        sent_on: Some(day("2026-03-17")),
        ..Message::default()
    };
    let edit = Edit::new("")
        .create(id, &Opportunity::default())
        .create(
            RecordId::fixed(11),
            &Event::stage(id, APPLIED, day("2026-03-02")),
        )
        .create(
            RecordId::fixed(12),
            &Event::round(id, "One", day("2026-03-18"), None),
        )
        .create(
            RecordId::fixed(13),
            &Event::round(id, "Two", day("2026-03-18"), None),
        )
        .create(
            RecordId::fixed(14),
            &Event::round(id, "Ahead", day("2026-05-18"), None),
        )
        .create(RecordId::fixed(15), &message);
    let mut journal = Journal::default();
    journal.apply(&edit, &mut Clock::new(1), 1);
    let days = day("1970-01-01").days_until(day("2026-03-20"));
    let now = Now {
        ms: u64::try_from(days).unwrap() * 86_400_000 + 43_200_000,
        offset_minutes: 0,
    };
    let found = weeks(&journal, &journeys(&journal, &Scope::default(), now), now);
    let counts: Vec<_> = found
        .iter()
        .map(|week| (week.monday, week.applications, week.rounds, week.messages))
        .collect();
    assert_eq!(
        counts,
        [
            (day("2026-03-02"), 1, 0, 0),
            (day("2026-03-09"), 0, 0, 0),
            (day("2026-03-16"), 0, 2, 1),
        ]
    );
}
