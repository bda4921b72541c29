//! Notes and choices around a round, and its words.

use domain::model::opportunity::Opportunity;
use domain::model::person::Person;

use super::*;
use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

const ACME: RecordId = RecordId::fixed(1);
const ANN: RecordId = RecordId::fixed(2);
const PANEL: RecordId = RecordId::fixed(3);

fn panel() -> Event {
    Event::round(ACME, "Final panel", NOON.today(), None)
}

fn search(event: &Event) -> Journal {
    let ann = Person {
        name: "Ann Lee".into(),
        opportunity: Some(ACME),
        ..Person::default()
    };
    journal_after(&[
        record(ACME, &Opportunity::default()),
        record(ANN, &ann),
        record(PANEL, event),
    ])
}

#[test]
fn a_round_is_named_in_a_sentence() {
    let said = |title: &str| {
        in_sentence(&Event {
            title: title.into(),
            ..panel()
        })
    };
    assert_eq!(said("Final panel"), "the final panel");
    assert_eq!(said("Call with Ann"), "the call with Ann");
    assert_eq!(said(""), "the interview");
    assert_eq!(said("Ann and Ben"), "“Ann and Ben”");
}

#[test]
fn a_promise_gets_a_day() {
    let journal = search(&panel());
    let edit = at_noon(|moment| {
        note(&journal, moment, PANEL, Some(ANN), |note| {
            note.promised = "The template".into();
        })
    });
    let after = apply(&journal, &edit);
    let note = after.round_note(PANEL, Some(ANN));
    let tomorrow = NOON.today().plus_days(1);
    assert_eq!(note.promised_by, Some(tomorrow));
    assert_eq!((note.round, note.opportunity), (Some(PANEL), Some(ACME)));
    // Nothing that stays as it is, is written.
    let again = at_noon(|moment| super::note(&after, moment, PANEL, Some(ANN), |_| ()));
    assert!(again.is_empty());
}

#[test]
fn what_an_older_build_noted_is_changed_without_losing_the_rest() {
    let event = Event {
        cares: "Tests".into(),
        landed: "The outage".into(),
        to_send: "The template".into(),
        ..panel()
    };
    let journal = search(&event);
    let edit = at_noon(|moment| note(&journal, moment, PANEL, None, |note| note.cares.clear()));
    let after = apply(&journal, &edit);
    let note = after.round_note(PANEL, None);
    assert_eq!(
        [&*note.cares, &*note.landed, &*note.promised],
        ["", "The outage", "The template"]
    );
    assert_eq!(after.events().get(PANEL), Some(&event));
}

#[test]
fn somebody_named_is_in_the_round_and_on_the_list() {
    let journal = search(&panel());
    let named = |name: &str| {
        let edit = at_noon(|moment| name_person(&journal, moment, PANEL, name));
        let after = apply(&journal, &edit);
        let with = after.events().get(PANEL).map(|event| event.with.clone());
        (after.people_of(ACME).len(), with.unwrap_or_default())
    };
    assert_eq!(named("Tom Becker"), (2, vec![RecordId::fixed(1_000)]));
    assert_eq!(named("ann lee"), (1, vec![ANN]), "on the list already");
    assert_eq!(named(""), (1, vec![]));
    let there = apply(&journal, &was_there(&journal, PANEL, ANN, true));
    assert!(was_there(&there, PANEL, ANN, true).is_empty());
    let gone = apply(&there, &was_there(&there, PANEL, ANN, false));
    assert_eq!(gone.events().get(PANEL), Some(&panel()));
}

#[test]
fn a_choice_is_written_once() {
    let journal = search(&panel());
    let tick = |journal: &Journal| {
        prepare(journal, PANEL, |chosen| {
            toggle(&mut chosen.ticks, "energy".to_owned(), true);
        })
    };
    let after = apply(&journal, &tick(&journal));
    let id = Preparation::id(PANEL);
    let chosen = after.preparations().get(id).cloned().unwrap_or_default();
    assert_eq!(
        (chosen.round, chosen.opportunity),
        (Some(PANEL), Some(ACME))
    );
    assert_eq!(chosen.ticks, ["energy"]);
    assert!(tick(&after).is_empty());
}

#[test]
fn whether_it_clicked_is_kept_with_the_last_round_they_were_in() {
    let later = RecordId::fixed(4);
    let with_ann = |event: Event| Event {
        with: vec![ANN],
        ..event
    };
    let next = Event::round(ACME, "Last talk", NOON.today().plus_days(1), None);
    let journal = search(&with_ann(panel()));
    assert_eq!(last_rounds(&journal, ACME), [(ANN, PANEL)]);
    let journal = apply(&journal, &record(later, &with_ann(next)));
    assert_eq!(last_rounds(&journal, ACME), [(ANN, later)]);
    assert_eq!(last_rounds(&search(&panel()), ACME), []);
}
