//! What waits too long asks once and leaves the day; greetings are asked for once a year.

use super::*;
use crate::method::Occasion;
use crate::model::action::Action;
use crate::model::comeback::Comeback;
use crate::model::event::{Ending, Event};
use crate::model::opportunity::Opportunity;
use crate::model::person::Person;
use crate::model::settings::Settings;
use crate::model::stage::INTERVIEWING;
use crate::model::touch::Touch;
use crate::state::edit::Edit;
use crate::state::stamp::Clock;

const DAY_MS: u64 = 86_400_000;

/// Noon of 1 October 2026, some days later.
fn noon(days: u64) -> Now {
    Now {
        ms: 1_790_856_000_000 + days * DAY_MS,
        offset_minutes: 0,
    }
}

fn after(edit: &Edit) -> Journal {
    let mut journal = Journal::default();
    journal.apply(edit, &mut Clock::new(1), noon(0).ms);
    journal
}

fn due(journal: &Journal, days: u64) -> Vec<ItemKind> {
    let due = agenda(journal, noon(days)).due.into_iter();
    due.map(|item| item.what).collect()
}

#[test]
fn an_action_untouched_for_three_weeks_asks_once_and_leaves_the_day() {
    let id = RecordId::fixed(1);
    let call = Action {
        text: "Call Ann".into(),
        due: Some(noon(0).today()),
        ..Action::default()
    };
    let mut journal = after(&Edit::new("").create(id, &call));
    let asks = [ItemKind::Stale(Stale::Action)];
    assert_eq!(due(&journal, 20), [ItemKind::Action]);
    assert_eq!(due(&journal, 21), asks);
    assert_eq!(due(&journal, 41), asks);
    assert_eq!(due(&journal, 42), []);
    // Wanted still, on another day.
    let later = Action {
        due: Some(noon(30).today()),
        ..call.clone()
    };
    let edit = Edit::new("").change(id, &call, &later);
    journal.apply(&edit, &mut Clock::new(1), noon(23).ms);
    assert_eq!(due(&journal, 29), []);
    assert_eq!(due(&journal, 30), [ItemKind::Action]);
}

#[test]
fn of_much_that_waits_one_asks_on_a_day() {
    let edit = (1..9).fold(Edit::new(""), |edit, number| {
        let action = Action {
            text: "Something".into(),
            due: Some(noon(0).today()),
            ..Action::default()
        };
        edit.create(RecordId::fixed(number), &action)
    });
    assert_eq!(due(&after(&edit), 25).len(), 1);
}

#[test]
fn a_comeback_untouched_for_three_weeks_asks_whether_it_goes_on() {
    let [acme, no] = [1, 2].map(RecordId::fixed);
    let today = noon(0).today();
    let comeback = Comeback {
        window_hours: Some(0),
        ..Comeback::new(acme, noon(0))
    };
    let edit = Edit::new("")
        .create(acme, &Opportunity::default())
        .create(RecordId::fixed(3), &Event::stage(acme, INTERVIEWING, today))
        .create(no, &Event::ending(acme, Ending::No, today))
        .create(no, &comeback);
    let journal = after(&edit);
    assert!(matches!(due(&journal, 20)[..], [ItemKind::Comeback(_)]));
    assert_eq!(due(&journal, 21), [ItemKind::Stale(Stale::Comeback)]);
    assert_eq!(due(&journal, 42), []);
}

#[test]
fn greetings_are_asked_for_late_in_november_until_answered() {
    let ann = Person {
        name: "Ann".into(),
        met_on: Some(noon(0).today()),
        ..Person::default()
    };
    let stranger = Person {
        name: "From an address book".into(),
        ..Person::default()
    };
    let [id, other] = [1, 2].map(RecordId::fixed);
    let edit = Edit::new("").create(id, &ann).create(other, &stranger);
    let mut journal = after(&edit);
    assert_eq!(people_to_greet(&journal), [id]);
    // 20, 21 and 30 November, and 1 December.
    let asked = |journal: &Journal| [50, 51, 60, 61].map(|days| due(journal, days).len());
    assert_eq!(asked(&journal), [0, 1, 1, 0]);
    let answered = Settings {
        greetings_asked: Some(2026),
        ..Settings::default()
    };
    let edit = Edit::new("").change(RecordId::ONLY, &Settings::default(), &answered);
    journal.apply(&edit, &mut Clock::new(1), noon(52).ms);
    assert_eq!(asked(&journal), [0, 0, 0, 0]);
}

#[test]
fn a_round_held_in_a_pause_is_asked_about_once_the_pause_is_over() {
    let [acme, no, boreal, round] = [1, 2, 3, 4].map(RecordId::fixed);
    let today = noon(0).today();
    let two_days = Comeback {
        window_hours: Some(48),
        ..Comeback::new(acme, noon(0))
    };
    let talk = Event::round(boreal, "Talk", today, Some(15 * 60));
    let ended = Edit::new("")
        .create(acme, &Opportunity::default())
        .create(RecordId::fixed(5), &Event::stage(acme, INTERVIEWING, today))
        .create(no, &Event::ending(acme, Ending::No, today))
        .create(no, &two_days);
    let talk = Edit::new("")
        .create(boreal, &Opportunity::default())
        .create(round, &talk);
    let asks = |journal: &Journal, days| due(journal, days).contains(&ItemKind::Debrief);
    let journal = after(&ended.and(talk.clone()));
    assert!(!asks(&journal, 1), "the pause runs");
    assert!(asks(&journal, 2));
    assert!(!asks(&journal, 4));
    assert!(!asks(&after(&talk), 2), "without a pause it is too late");
}

#[test]
fn on_the_evening_before_a_round_it_is_the_one_next_thing() {
    let [boreal, round, call] = [1, 2, 3].map(RecordId::fixed);
    let late = Action {
        text: "Call Ann".into(),
        due: Some(noon(0).today()),
        ..Action::default()
    };
    let tomorrow = noon(3).today();
    let edit = Edit::new("")
        .create(boreal, &Opportunity::default())
        .create(round, &Event::round(boreal, "Talk", tomorrow, Some(600)))
        .create(call, &late);
    let journal = after(&edit);
    assert_eq!(due(&journal, 2), [ItemKind::Action]);
    let evening = Now {
        ms: noon(2).ms + DAY_MS / 4,
        ..noon(2)
    };
    let due = agenda(&journal, evening).due.into_iter();
    let due: Vec<ItemKind> = due.map(|item| item.what).collect();
    assert_eq!(due, [ItemKind::Round, ItemKind::Action]);
}

#[test]
fn a_round_just_over_comes_before_what_waits_for_long() {
    let [acme, ann] = [1, 2].map(RecordId::fixed);
    let today = noon(0).today();
    let edit = Edit::new("")
        .create(acme, &Opportunity::default())
        .create(ann, &Person::default())
        .create(RecordId::fixed(3), &Event::stage(acme, INTERVIEWING, today))
        .create(
            RecordId::fixed(4),
            &Event::round(acme, "Talk", today.plus_days(10), Some(9 * 60)),
        )
        .create(
            RecordId::fixed(5),
            &Touch {
                person: Some(ann),
                occasion: Some(Occasion::CheckIn),
                due: Some(today),
                ..Touch::default()
            },
        );
    let journal = after(&edit);
    assert_eq!(due(&journal, 10), [ItemKind::Debrief, ItemKind::Touch]);
}
