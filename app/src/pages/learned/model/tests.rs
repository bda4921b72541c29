//! One clear order, what is settled apart, and no more drawn at first than one can read.

use domain::model::experiment::ExperimentOutcome;
use domain::model::landed::Landed;
use domain::model::learning_note::LearningNote;
use domain::model::person::{Person, RECENTLY_LANDED};
use domain::model::review::Learning;
use domain::model::story::Story;
use domain::state::edit::Edit;

use super::*;
use crate::actions::learnings::{keep_own, tick};
use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

fn texts(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.text.as_str()).collect()
}

fn entries(journal: &Journal, contents: Contents) -> Entries {
    Entries::of(journal, contents, NOON.today())
}

const FOCUS: Contents = Contents::Learnings(LearningKind::Focus);

#[test]
fn ticked_learnings_are_apart_and_the_latest_is_on_top() {
    let learning = |text: &str| Learning {
        text: text.to_owned(),
        ..Learning::default()
    };
    let kind = learning("").kind;
    let [first, second] = [1, 2].map(RecordId::fixed);
    let journal = journal_after(&[
        record(first, &learning("Slower")),
        record(second, &learning("Louder")),
    ]);
    let all = entries(&journal, Contents::Learnings(kind));
    assert_eq!(texts(&all.open), ["Louder", "Slower"]);
    let ticked = at_noon(|moment| tick(&journal, moment, second));
    let all = entries(&apply(&journal, &ticked), Contents::Learnings(kind));
    assert_eq!(texts(&all.open), ["Slower"]);
    assert_eq!(texts(&all.settled), ["Louder"]);
}

#[test]
fn a_learning_of_ones_own_comes_from_nowhere_and_a_story_set_aside_is_apart() {
    let edit = at_noon(|moment| keep_own(moment, "Slower"));
    let journal = apply(&Journal::default(), &edit);
    assert_eq!(entries(&journal, FOCUS).open[0].origin, "");
    let story = |title: &str, is_retired: bool| Story {
        title: title.into(),
        retired_on: is_retired.then(|| NOON.today()),
        ..Story::default()
    };
    let journal = journal_after(&[
        record(RecordId::fixed(1), &story("Four days saved", false)),
        record(RecordId::fixed(2), &story("Long ago", true)),
    ]);
    let stories = entries(&journal, Contents::Stories);
    assert_eq!(texts(&stories.open), ["Four days saved"]);
    assert_eq!(texts(&stories.settled), ["Long ago"]);
}

#[test]
fn experiments_that_are_over_come_first_and_what_was_decided_is_apart() {
    let trial = |text: &str, days: Option<i32>, decided: Option<i32>| Experiment {
        text: text.into(),
        until: days.map(|days| NOON.today().plus_days(days)),
        outcome: decided.map(|_| ExperimentOutcome::Keep),
        decided_on: decided.map(|days| NOON.today().plus_days(days)),
        ..Experiment::default()
    };
    let trials = [
        trial("Endless", None, None),
        trial("Next week", Some(7), None),
        trial("Over", Some(-1), None),
        trial("Long decided", Some(-40), Some(-40)),
        trial("Just decided", Some(-60), Some(-1)),
    ];
    let edits: Vec<Edit> = (1..)
        .zip(&trials)
        .map(|(number, trial)| record(RecordId::fixed(number), trial))
        .collect();
    let all = entries(&journal_after(&edits), Contents::Experiments);
    assert_eq!(texts(&all.open), ["Over", "Next week", "Endless"]);
    assert_eq!(texts(&all.settled), ["Just decided", "Long decided"]);
    assert_eq!(all.open[0].origin, "Ended 17 Mar. What did it bring?");
}

#[test]
fn people_who_answered_come_before_those_still_to_ask() {
    let person = |name: &str, tag: &str| Person {
        name: name.into(),
        tags: vec![tag.into()],
        ..Person::default()
    };
    let [ann, ben, cleo] = [1, 2, 3].map(RecordId::fixed);
    let answers = Landed {
        person: Some(ann),
        worked: "Referrals".into(),
        answered_on: Some(NOON.today()),
        ..Landed::default()
    };
    let journal = journal_after(&[
        record(ann, &person("Ann", "friend")),
        record(ben, &person("Ben", RECENTLY_LANDED)),
        record(cleo, &person("Cleo", "friend")),
        record(Landed::id(ann), &answers),
    ]);
    let all = entries(&journal, Contents::Landed);
    assert_eq!(texts(&all.open), ["Ann", "Ben"]);
    assert_eq!(all.open[0].lines, [("Worked", "Referrals".to_owned())]);
    assert_eq!(all.open[1].origin, "Not asked yet");
}

/// Two hundred entries, spread over all sections, a third of them settled.
fn two_hundred() -> Journal {
    let kinds = [
        LearningKind::Focus,
        LearningKind::Keep,
        LearningKind::Question,
        LearningKind::Improve,
        LearningKind::Plan,
    ];
    let edits: Vec<Edit> = (0..200_u128)
        .map(|number| {
            let id = RecordId::fixed(number + 1);
            let text = format!("Entry {number}");
            let settled_on = (number % 3 == 0).then(|| NOON.today());
            match number % 8 {
                5 => record(
                    id,
                    &Story {
                        title: text,
                        retired_on: settled_on,
                        ..Story::default()
                    },
                ),
                6 => record(
                    id,
                    &Experiment {
                        text,
                        outcome: settled_on.map(|_| ExperimentOutcome::Drop),
                        ..Experiment::default()
                    },
                ),
                7 => record(
                    id,
                    &LearningNote {
                        text,
                        set_aside_on: settled_on,
                        ..LearningNote::default()
                    },
                ),
                kind => record(
                    id,
                    &Learning {
                        kind: kinds[usize::try_from(kind).unwrap_or(0)],
                        text,
                        done_on: settled_on,
                        ..Learning::default()
                    },
                ),
            }
        })
        .collect();
    journal_after(&edits)
}

#[test]
fn two_hundred_entries_are_all_there_and_few_are_drawn_at_first() {
    let journal = two_hundred();
    let all: Vec<Entries> = SECTIONS
        .iter()
        .map(|section| entries(&journal, section.contents))
        .collect();
    assert_eq!(all.iter().map(Entries::len).sum::<usize>(), 200);
    assert!(
        !all.iter()
            .any(|entries| entries.len() > 0 && entries.is_short())
    );
    let drawn = all
        .iter()
        .map(|entries| entries.open.len().min(FIRST_SHOWN));
    assert_eq!(drawn.sum::<usize>(), 8 * FIRST_SHOWN, "rows at first");
    // A few taps show every one.
    for entries in all {
        let (mut shown, mut taps) = (FIRST_SHOWN, 0);
        while more_words(entries.open.len(), shown).is_some() {
            shown = shown_after(shown);
            taps += 1;
        }
        assert!(shown >= entries.open.len() && taps <= 2, "{taps} taps");
    }
}

#[test]
fn show_more_says_how_many() {
    assert_eq!(more_words(6, 6), None);
    assert_eq!(more_words(3, 6), None);
    assert_eq!(more_words(7, 6).as_deref(), Some("Show 1 more"));
    assert_eq!(more_words(200, 6).as_deref(), Some("Show 25 more of 194"));
}
