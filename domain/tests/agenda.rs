//! The agenda: it never nags about a no that rests, drops nothing, and says nothing twice, in any time zone.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use domain::journal::Journal;
use domain::model::action::Action;
use domain::model::comeback::{Comeback, Depth, Move, Step, Window};
use domain::model::event::{Ending, Event};
use domain::model::opportunity::Opportunity;
use domain::model::person::Person;
use domain::model::round_note::RoundNote;
use domain::model::stage::{APPLIED, INTERVIEWING};
use domain::planning::agenda::{ItemKind, agenda};
use domain::state::edit::Edit;
use domain::state::stamp::Clock;
use domain::values::date::Now;
use domain::values::id::RecordId;
use proptest::prelude::*;

const START_MS: u64 = 1_780_000_000_000;
const HOUR_MS: u64 = 3_600_000;
const OPPORTUNITY: RecordId = RecordId::fixed(1);
const ENDING: RecordId = RecordId::fixed(2);

fn at(hours: u64, offset_minutes: i32) -> Now {
    Now {
        ms: START_MS + hours * HOUR_MS,
        offset_minutes,
    }
}

/// An opportunity that went to interviews and ended in a no, with a window of these hours.
fn after_a_no(window: u32, offset_minutes: i32) -> (Journal, Clock) {
    let now = at(0, offset_minutes);
    let today = now.today();
    let window = Window {
        hours: window,
        ends_ms: None,
    };
    let comeback =
        Comeback::new(OPPORTUNITY, now).after(Move::ChooseWindow(window), Depth::Interviews, now);
    let edit = Edit::new("a no")
        .create(
            OPPORTUNITY,
            &Opportunity {
                company: "Acme".into(),
                ..Opportunity::default()
            },
        )
        .create(
            RecordId::fixed(3),
            &Event::stage(OPPORTUNITY, APPLIED, today.plus_days(-30)),
        )
        .create(
            RecordId::fixed(4),
            &Event::stage(OPPORTUNITY, INTERVIEWING, today.plus_days(-9)),
        )
        .create(
            RecordId::fixed(5),
            &Event::round(OPPORTUNITY, "Talk", today.plus_days(1), None),
        )
        .create(ENDING, &Event::ending(OPPORTUNITY, Ending::No, today))
        .create(ENDING, &comeback);
    let mut journal = Journal::default();
    let mut clock = Clock::new(1);
    journal.apply(&edit, &mut clock, now.ms);
    (journal, clock)
}

#[test]
fn after_the_window_the_next_step_is_due() {
    let (journal, _) = after_a_no(24, 0);
    let resting = agenda(&journal, at(23, 0));
    assert!(resting.due.is_empty() && resting.soon.is_empty());
    assert_eq!(resting.pauses.len(), 1);
    let ready = agenda(&journal, at(24, 0));
    assert_eq!(ready.due[0].what, ItemKind::Comeback(Step::Triage));
    assert!(ready.pauses.is_empty());
}

#[test]
fn a_round_is_next_until_it_is_over_and_then_its_three_lines_are() {
    let (mut journal, mut clock) = (Journal::default(), Clock::new(1));
    let today = at(0, 0).today();
    let (_, minute) = at(0, 0).local(at(0, 0).ms);
    let round = Event {
        minutes: Some(90),
        ..Event::round(OPPORTUNITY, "Talk", today, Some(minute + 30))
    };
    let edit = Edit::new("a round")
        .create(OPPORTUNITY, &Opportunity::default())
        .create(RecordId::fixed(5), &round);
    journal.apply(&edit, &mut clock, START_MS);
    let next = |journal: &Journal, hours| {
        agenda(journal, at(hours, 0))
            .due
            .first()
            .map(|item| item.what)
    };
    assert_eq!(next(&journal, 0), Some(ItemKind::Round));
    assert_eq!(next(&journal, 1), Some(ItemKind::Round), "it lasts");
    assert_eq!(next(&journal, 2), Some(ItemKind::Debrief));
    assert_eq!(next(&journal, 47), None, "the next day is over");
    let noted = Event {
        cares: "calm migrations".into(),
        ..round.clone()
    };
    journal.apply(
        &Edit::new("noted").change(RecordId::fixed(5), &round, &noted),
        &mut clock,
        START_MS + 1,
    );
    assert_eq!(next(&journal, 2), None);
    // So is one noted for a person.
    let person = RecordId::fixed(6);
    let ann = Person {
        name: "Ann".into(),
        ..Person::default()
    };
    let note = RoundNote {
        round: Some(RecordId::fixed(5)),
        person: Some(person),
        opportunity: Some(OPPORTUNITY),
        landed: "The outage".into(),
        ..RoundNote::default()
    };
    let edit = Edit::new("noted for a person")
        .change(RecordId::fixed(5), &noted, &round)
        .create(person, &ann)
        .create(RoundNote::id(RecordId::fixed(5), Some(person)), &note);
    journal.apply(&edit, &mut clock, START_MS + 2);
    assert_eq!(next(&journal, 2), None);
}

#[test]
fn a_round_can_be_prepared_from_the_evening_before() {
    let (mut journal, mut clock) = (Journal::default(), Clock::new(1));
    let midnight = at(0, 0);
    let (_, minute) = midnight.local(midnight.ms);
    let at_hour = |hour: u64| Now {
        ms: START_MS - u64::from(minute) * 60_000 + hour * HOUR_MS,
        offset_minutes: 0,
    };
    let tomorrow = midnight.today().plus_days(1);
    let edit = Edit::new("a round")
        .create(OPPORTUNITY, &Opportunity::default())
        .create(
            RecordId::fixed(5),
            &Event::round(OPPORTUNITY, "Talk", tomorrow, Some(600)),
        );
    journal.apply(&edit, &mut clock, START_MS);
    let due = |hour| agenda(&journal, at_hour(hour)).due.len();
    assert_eq!((due(16), due(17)), (0, 1));
}

#[test]
fn a_no_whose_pause_is_not_chosen_is_offered_and_never_reminded_of() {
    let (mut journal, mut clock) = after_a_no(24, 0);
    let chosen = journal.comebacks().get(ENDING).unwrap().clone();
    let fresh = Comeback::new(OPPORTUNITY, at(0, 0));
    let action = Action {
        opportunity: Some(OPPORTUNITY),
        due: Some(at(0, 0).today()),
        ..Action::default()
    };
    let edit = Edit::new("not chosen")
        .change(ENDING, &chosen, &fresh)
        .create(RecordId::fixed(9), &action);
    journal.apply(&edit, &mut clock, START_MS + 1);
    let now = agenda(&journal, at(1, 0));
    assert!(now.due.is_empty(), "the action waits: {:?}", now.due);
    let [pause] = now.pauses.as_slice() else {
        panic!("one pause expected: {:?}", now.pauses);
    };
    assert_eq!((pause.comeback, pause.until_ms), (ENDING, None));
    assert_eq!(
        now.waiting.as_ref().map(|waiting| waiting.until_ms),
        Some(None)
    );
    assert_eq!(now.reminders(), 0);
    assert_eq!(agenda(&journal, at(49, 0)).due.len(), 2);
}

/// Another company beside the one that said no: a quiet application, a thing to do, and rounds of
/// today with an hour and without, and of tomorrow.
fn with_another_company(journal: &mut Journal, clock: &mut Clock) {
    const OTHER: RecordId = RecordId::fixed(20);
    let (today, minute) = at(0, 0).local(at(0, 0).ms);
    let quiet = RecordId::fixed(21);
    let action = Action {
        text: "Call Ann".into(),
        due: Some(today.plus_days(-1)),
        ..Action::default()
    };
    let edit = Edit::new("")
        .create(OTHER, &Opportunity::default())
        .create(quiet, &Opportunity::default())
        .create(
            RecordId::fixed(22),
            &Event::stage(quiet, APPLIED, today.plus_days(-60)),
        )
        .create(RecordId::fixed(23), &action)
        .create(
            RecordId::fixed(24),
            &Event::round(OTHER, "Call", today, Some(minute + 120)),
        )
        .create(
            RecordId::fixed(25),
            &Event::round(OTHER, "Visit", today, None),
        )
        .create(
            RecordId::fixed(26),
            &Event::round(OTHER, "Talk", today.plus_days(1), Some(600)),
        );
    journal.apply(&edit, clock, START_MS);
}

#[test]
fn while_a_no_rests_only_what_has_an_hour_is_asked_for() {
    let (mut journal, mut clock) = after_a_no(24, 0);
    with_another_company(&mut journal, &mut clock);
    // It is evening: the round of tomorrow can be prepared.
    let resting = agenda(&journal, at(1, 0));
    let asked: Vec<RecordId> = resting.due.iter().map(|item| item.id).collect();
    assert_eq!(asked, [25, 24, 26].map(RecordId::fixed));
    assert!(resting.soon.is_empty());
    assert_eq!(resting.reminders(), 3);
    let waiting = resting.waiting.unwrap();
    assert_eq!(waiting.until_ms, Some(START_MS + 24 * HOUR_MS));
    let kinds: Vec<ItemKind> = waiting.due.iter().map(|item| item.what).collect();
    assert_eq!(kinds, [ItemKind::Action, ItemKind::Quiet { days: 60 }]);
    assert!(waiting.soon.is_empty());
    // Nothing is lost: all of it is back when the pause is over.
    let after = agenda(&journal, at(25, 0));
    assert_eq!(after.waiting, None);
    assert!(after.due.iter().any(|item| item.what == ItemKind::Action));
}

#[test]
fn an_ending_taken_back_takes_its_comeback_along() {
    let (mut journal, mut clock) = after_a_no(0, 0);
    let undo = Edit::new("undo").remove(domain::state::record::RecordKind::Event, ENDING);
    journal.apply(&undo, &mut clock, START_MS + 1);
    let agenda = agenda(&journal, at(1, 0));
    assert!(
        agenda
            .due
            .iter()
            .all(|item| !matches!(item.what, ItemKind::Comeback(_)))
    );
}

#[test]
fn long_silence_is_brought_up_for_a_few_at_a_time() {
    let today = at(0, 0).today();
    let mut edit = Edit::new("many");
    for number in 10..30 {
        let id = RecordId::fixed(number);
        edit = edit
            .create(
                id,
                &Opportunity {
                    company: format!("Company {number}"),
                    ..Opportunity::default()
                },
            )
            .create(
                RecordId::fixed(number + 100),
                &Event::stage(id, APPLIED, today.plus_days(-40)),
            );
    }
    let mut journal = Journal::default();
    journal.apply(&edit, &mut Clock::new(1), START_MS);
    let agenda = agenda(&journal, at(0, 0));
    assert_eq!(agenda.due.len(), 3);
    assert_eq!(agenda.quiet, 20);
}

proptest! {
    #[test]
    fn nothing_nags_about_a_no_that_rests(
        window in proptest::sample::select(vec![24_u32, 36, 48]),
        hours in 0..60_u64,
        offset in -12 * 60..14 * 60_i32,
        due_in in -3..3_i32,
    ) {
        let (mut journal, mut clock) = after_a_no(window, offset);
        let action = Action {
            text: "Write to them".into(),
            opportunity: Some(OPPORTUNITY),
            due: Some(at(0, offset).today().plus_days(due_in)),
            ..Action::default()
        };
        journal.apply(&Edit::new("action").create(RecordId::fixed(9), &action), &mut clock, START_MS);
        let agenda = agenda(&journal, at(hours, offset));
        let is_resting = hours < u64::from(window);
        prop_assert_eq!(agenda.pauses.len(), usize::from(is_resting));
        if is_resting {
            let about_it = agenda.due.iter().chain(&agenda.soon).filter(|item| item.opportunity == Some(OPPORTUNITY));
            prop_assert_eq!(about_it.count(), 0);
        }
    }

    #[test]
    fn an_open_action_is_listed_once_from_its_day_on_in_any_zone(
        offset in -12 * 60..14 * 60_i32,
        due_in in -40..40_i32,
        hours in 0..500_u64,
    ) {
        let due = at(0, offset).today().plus_days(due_in);
        let action = Action { text: "Write".into(), due: Some(due), ..Action::default() };
        let mut journal = Journal::default();
        journal.apply(&Edit::new("action").create(RecordId::fixed(9), &action), &mut Clock::new(1), START_MS);
        let now = at(hours, offset);
        let agenda = agenda(&journal, now);
        let listed = |items: &[domain::planning::agenda::Item]| items.iter().filter(|item| item.id == RecordId::fixed(9)).count();
        let days = now.today().days_until(due);
        prop_assert_eq!(listed(&agenda.due), usize::from(days <= 0));
        prop_assert_eq!(listed(&agenda.soon), usize::from((1..=7).contains(&days)));
    }
}
