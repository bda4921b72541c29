//! Lines put in, moved, done and let go; rest days and the look back.

use domain::method::Occasion;
use domain::model::person::Person;
use domain::planning::agenda::{ItemKind, agenda};
use domain::planning::week::{LineState, suggested};

use super::*;
use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

const ANN: RecordId = RecordId::fixed(1);
const HELLO: RecordId = RecordId::fixed(2);
const TODO: RecordId = RecordId::fixed(3);

/// Wednesday 18 March 2026, some days later.
fn day(days: i32) -> Date {
    NOON.today().plus_days(days)
}

fn search() -> Journal {
    let ann = Person {
        name: "Ann".into(),
        ..Person::default()
    };
    let hello = Touch {
        person: Some(ANN),
        occasion: Some(Occasion::CheckIn),
        due: Some(day(-4)),
        ..Touch::default()
    };
    let todo = Action {
        text: "Renew the passport".into(),
        due: Some(day(-9)),
        ..Action::default()
    };
    journal_after(&[
        record(ANN, &ann),
        record(HELLO, &hello),
        record(TODO, &todo),
    ])
}

fn hello(journal: &Journal) -> Planned {
    plan_with(journal, ANN, NOON).remove(0)
}

fn line(journal: &Journal, id: RecordId) -> Line {
    line_now(journal, NOON, id).unwrap_or_else(|| panic!("no line {id}"))
}

#[test]
fn a_todo_is_in_the_plan_by_one_tap_on_a_day_that_is_ahead() {
    let journal = search();
    let edit = at_noon(|moment| line_for_todo(&journal, moment, TODO));
    assert_eq!(edit.label, "In your plan for today");
    let after = apply(&journal, &edit);
    assert_eq!(line(&after, TODO).on, Some(day(0)));
    assert_eq!(
        place_in_plan(&after, TODO, day(0)).as_deref(),
        Some("today")
    );
    assert_eq!(place_in_plan(&journal, TODO, day(0)), None);
    // A day of its own stays.
    let friday = apply(
        &journal,
        &change_line(&journal, NOON, TODO, "", |todo| todo.due = Some(day(9))),
    );
    let edit = at_noon(|moment| line_for_todo(&friday, moment, TODO));
    assert_eq!(edit.label, "In your plan for 27 Mar");
    let out = take_out(&after, TODO);
    assert_eq!(line_now(&apply(&after, &out), NOON, TODO), None);
}

#[test]
fn a_touch_and_its_line_are_one_thing() {
    let journal = search();
    let edit = at_noon(|moment| line_for_touch(&journal, moment, &hello(&journal)));
    let planned = apply(&journal, &edit);
    let id = touch_line(HELLO);
    assert_eq!(line(&planned, id).action.text, "Say hello to Ann");
    assert_eq!(hello(&planned).due, day(0));
    let twice = at_noon(|moment| line_for_touch(&planned, moment, &hello(&planned)));
    assert_eq!(apply(&planned, &twice).actions().len(), 2);
    // Another day on the page of the plan is another day of the touch.
    let moved = change_line(&planned, NOON, id, "", |line| line.due = Some(day(2)));
    let moved = apply(&planned, &moved);
    assert_eq!(
        (hello(&moved).due, line(&moved, id).on),
        (day(2), Some(day(2)))
    );
    let done = at_noon(|moment| finish(&moved, moment, id));
    assert_eq!(done.label, "Done: Say hello to Ann");
    let done = apply(&moved, &done);
    assert_eq!(line(&done, id).state, LineState::Done(day(0)));
    assert!(plan_with(&done, ANN, NOON).is_empty());
    let open = apply(&done, &reopen(&done, id));
    assert!(line(&open, id).is_open() && line(&open, id).planned.is_some());
    let gone = at_noon(|moment| let_go(&open, moment, id));
    assert_eq!(line(&apply(&open, &gone), id).state, LineState::LetGo);
    let out = apply(&open, &take_out(&open, id));
    assert_eq!((out.actions().len(), hello(&out).due), (1, day(2)));
}

#[test]
fn a_line_is_written_carried_on_and_let_go() {
    let journal = Journal::default();
    let monday = day(0).monday();
    let new = NewLine {
        text: " Apply to Acme ".into(),
        on: Some(day(-1)),
        at: Some(600),
        part: Some(DayPart::Evening),
        if_this: "I am tired".into(),
        then_that: "I do half of it".into(),
        ..NewLine::default()
    };
    let edit = at_noon(|moment| add_line(moment, monday, &new));
    let id = RecordId::fixed(1_000);
    let journal = apply(&journal, &edit);
    let written = line(&journal, id).action;
    assert_eq!(
        (&*written.text, written.part, written.week),
        ("Apply to Acme", None, Some(monday))
    );
    let next = monday.plus_days(7);
    let edit = at_noon(|moment| carry_to(&journal, moment, id, next));
    assert_eq!(edit.label, "Planned for Monday");
    let carried = apply(&journal, &edit);
    assert_eq!(line(&carried, id).week, next);
    let edit = at_noon(|moment| let_go(&carried, moment, id));
    let gone = apply(&carried, &edit);
    assert_eq!(line(&gone, id).state, LineState::LetGo);
    assert!(agenda(&gone, NOON).soon.is_empty());
    assert!(line(&apply(&gone, &reopen(&gone, id)), id).is_open());
    assert!(at_noon(|moment| add_line(moment, monday, &NewLine::default())).is_empty());
}

#[test]
fn what_is_suggested_is_planned_only_when_it_is_taken() {
    let journal = search();
    let suggestions = suggested(&journal, NOON, day(0));
    let mut after = journal.clone();
    let mut ids = 1_000;
    for suggestion in &suggestions {
        let mut new_id = || {
            ids += 1;
            RecordId::fixed(ids)
        };
        let edit = line_for_suggestion(&after, &mut Moment::new(NOON, &mut new_id), suggestion);
        after = apply(&after, &edit);
    }
    let week = WeekPlan::of(&after, NOON, day(0));
    let texts: Vec<&str> = week.lines.iter().map(|line| &*line.action.text).collect();
    assert_eq!(texts.len(), 4);
    assert!(texts.contains(&"Say hello to Ann") && texts.contains(&"Renew the passport"));
    assert!(WeekPlan::of(&journal, NOON, day(0)).lines.is_empty());
}

#[test]
fn a_rest_day_and_a_look_back_are_of_their_week() {
    let journal = Journal::default();
    let edit = at_noon(|moment| set_rest_day(&journal, moment, day(0), true));
    assert_eq!(edit.label, "Rest day: today");
    let resting = apply(&journal, &edit);
    assert_eq!(WeekPlan::of(&resting, NOON, day(0)).rest_days, [day(0)]);
    let back = at_noon(|moment| set_rest_day(&resting, moment, day(0), false));
    assert!(
        WeekPlan::of(&apply(&resting, &back), NOON, day(0))
            .rest_days
            .is_empty()
    );
    let looked = apply(&resting, &set_sentence(&resting, day(1), " A good week "));
    let edit = at_noon(|moment| look_back(&looked, moment, day(1)));
    let week = WeekPlan::of(&apply(&looked, &edit), NOON, day(0));
    assert_eq!(
        (&*week.sentence, week.looked_back_on),
        ("A good week", Some(day(0)))
    );
    assert_eq!(week.rest_days, [day(0)]);
}

#[test]
fn an_experiment_has_one_line_a_week() {
    let [id, other] = [7, 8].map(RecordId::fixed);
    let experiment = domain::model::experiment::Experiment {
        text: "Open with a number".into(),
        ..Default::default()
    };
    let journal = journal_after(&[record(id, &experiment)]);
    let edit = at_noon(|moment| line_for_experiment(&journal, moment, id));
    let after = apply(&journal, &edit);
    assert_eq!(
        line(&after, experiment_line(id, day(0))).action.experiment,
        Some(id)
    );
    let kinds: Vec<_> = agenda(&after, NOON)
        .due
        .iter()
        .map(|item| item.what)
        .collect();
    assert_eq!(kinds, [ItemKind::Action]);
    assert!(at_noon(|moment| line_for_experiment(&journal, moment, other)).is_empty());
}
