//! Experiments begin once, end with a decision, and leave nothing counted that was not a part.

use super::*;
use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

const TRIAL: RecordId = RecordId::fixed(1);
const FIRST_MADE: RecordId = RecordId::fixed(1_000);

fn trial() -> Experiment {
    Experiment {
        text: "A CV with numbers".into(),
        began_on: Some(NOON.today().plus_days(-20)),
        until: Some(NOON.today().plus_days(-1)),
        ..Experiment::default()
    }
}

fn search() -> Journal {
    journal_after(&[record(TRIAL, &trial())])
}

fn held(journal: &Journal, id: RecordId) -> Experiment {
    journal.experiments().get(id).cloned().unwrap_or_default()
}

#[test]
fn an_experiment_begins_today_and_lasts_two_weeks() {
    let wanted = Experiment {
        text: " Shorter letters ".into(),
        ..Experiment::default()
    };
    let (edit, id) = at_noon(|moment| start(moment, &wanted));
    assert_eq!(
        (&*edit.label, id),
        ("Trying it until 1 Apr", Some(FIRST_MADE))
    );
    let begun = held(&apply(&Journal::default(), &edit), FIRST_MADE);
    assert_eq!(begun.text, "Shorter letters");
    assert_eq!(begun.began_on, Some(NOON.today()));
    assert_eq!(begun.until, Some(NOON.today().plus_days(14)));
    assert!(
        at_noon(|moment| start(moment, &Experiment::default()))
            .0
            .is_empty()
    );
}

#[test]
fn not_now_answers_for_one_last_day_and_two_more_weeks_open_it_again() {
    let journal = apply(&search(), &not_now(&search(), TRIAL));
    assert_eq!(held(&journal, TRIAL).asked_for, trial().until);
    let edit = at_noon(|moment| decide(&journal, moment, TRIAL, ExperimentOutcome::Drop));
    assert_eq!(edit.label, "Experiment: dropped");
    let journal = apply(&journal, &edit);
    assert_eq!(
        status_words(&held(&journal, TRIAL), NOON.today()),
        "Dropped on 18 Mar"
    );
    let edit = at_noon(|moment| go_on(&journal, moment, TRIAL));
    let on = held(&apply(&journal, &edit), TRIAL);
    assert_eq!((on.outcome, on.decided_on), (None, None));
    assert_eq!(status_words(&on, NOON.today()), "Until 1 Apr");
    assert_ne!(on.asked_for, on.until, "Today asks about the new last day");
}

#[test]
fn what_is_kept_is_something_to_keep_doing_once() {
    let edit = at_noon(|moment| keep_doing(&search(), moment, TRIAL));
    let journal = apply(&search(), &edit);
    let learning = journal.learnings().get(FIRST_MADE).cloned();
    let learning = learning.unwrap_or_default();
    assert_eq!(
        (learning.kind, &*learning.text),
        (LearningKind::Keep, "A CV with numbers")
    );
    assert!(at_noon(|moment| keep_doing(&journal, moment, TRIAL)).is_empty());
}

#[test]
fn what_is_changed_goes_on_as_another_one_begun_once() {
    let (edit, next) = at_noon(|moment| follow(&search(), moment, TRIAL));
    let journal = apply(&search(), &edit);
    let after = held(&journal, FIRST_MADE);
    assert_eq!((next, after.follows), (Some(FIRST_MADE), Some(TRIAL)));
    assert_eq!(after.text, trial().text);
    let (again, same) = at_noon(|moment| follow(&journal, moment, TRIAL));
    assert!(again.is_empty());
    assert_eq!(same, next);
}

#[test]
fn an_application_sent_without_it_is_left_out_and_taken_in_again() {
    let acme = RecordId::fixed(2);
    let journal = apply(&search(), &record(acme, &Opportunity::default()));
    let left_out = |journal: &Journal| {
        let about = journal.opportunities().get(acme);
        about.map(|about| about.not_part_of.clone())
    };
    let journal = apply(&journal, &count_in(&journal, TRIAL, acme, false));
    assert_eq!(left_out(&journal), Some(vec![TRIAL]));
    let journal = apply(&journal, &count_in(&journal, TRIAL, acme, true));
    assert_eq!(left_out(&journal), Some(vec![]));
}

#[test]
fn an_answer_is_tried_once_and_knows_who_gave_it() {
    let ann = RecordId::fixed(3);
    let answer = "Write to the team, not to the portal";
    let edit = at_noon(|moment| try_answer(&search(), moment, ann, answer));
    let journal = apply(&search(), &edit);
    assert_eq!(held(&journal, FIRST_MADE).landed, Some(Landed::id(ann)));
    assert_eq!(trial_of(&journal, ann, answer), Some(FIRST_MADE));
    assert_eq!(trial_of(&journal, RecordId::fixed(4), answer), None);
    assert!(at_noon(|moment| try_answer(&journal, moment, ann, answer)).is_empty());
}

#[test]
fn one_that_is_over_asks_what_it_brought() {
    let words = status_words(&trial(), NOON.today());
    assert_eq!(words, "Ended 17 Mar. What did it bring?");
    assert_eq!(
        status_words(&Experiment::default(), NOON.today()),
        "No last day yet"
    );
    assert!(apply(&search(), &remove(TRIAL)).experiments().is_empty());
}
