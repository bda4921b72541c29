//! Lines and answers in the words shown.

use domain::model::action::Action;
use domain::model::comeback::Comeback;
use domain::model::opportunity::Opportunity;
use domain::model::person::Person;

use super::*;
use crate::actions::testing::{NOON, apply, journal_after, record};

const CV: RecordId = RecordId::fixed(1);
const OLD: RecordId = RecordId::fixed(2);
const ANN: RecordId = RecordId::fixed(3);
const HALDEN: RecordId = RecordId::fixed(4);
const NO: RecordId = RecordId::fixed(5);

fn request(title: &str) -> FeedbackRequest {
    FeedbackRequest {
        material: Some(Material::Cv),
        title: title.into(),
        until: Some(NOON.today().plus_days(7)),
        people: vec![ANN],
        ..FeedbackRequest::default()
    }
}

fn answer(kept: Option<AnswerUse>) -> FeedbackAnswer {
    FeedbackAnswer {
        request: Some(CV),
        questions: vec!["What is missing?".into()],
        texts: vec!["A number".into()],
        on: Some(NOON.today()),
        kept,
        ..FeedbackAnswer::default()
    }
}

fn search() -> Journal {
    let closed = FeedbackRequest {
        closed_on: Some(NOON.today().plus_days(-1)),
        ..request("Old CV")
    };
    let ann = Person {
        name: "Ann Lee".into(),
        ..Person::default()
    };
    let halden = Opportunity {
        company: "Halden".into(),
        ..Opportunity::default()
    };
    let no = Comeback {
        window_hours: Some(0),
        their_reasons: "Somebody with more years".into(),
        ..Comeback::new(HALDEN, NOON)
    };
    journal_after(&[
        record(CV, &request("CV of November")),
        record(OLD, &closed),
        record(ANN, &ann),
        record(HALDEN, &halden),
        record(NO, &no),
    ])
}

#[test]
fn each_request_says_what_came_and_until_when_it_is_open() {
    let with = |answers: &[FeedbackAnswer]| {
        let mut journal = search();
        for (at, answer) in (10..).zip(answers) {
            journal = apply(&journal, &record(RecordId::fixed(at), answer));
        }
        Lists::of(&journal, NOON)
    };
    let lists = with(&[]);
    let [open] = lists.open.as_slice() else {
        panic!("one open request expected: {lists:?}");
    };
    assert_eq!(open.title, "CV of November");
    assert_eq!(open.words, "No answers yet · until 25 Mar");
    assert_eq!(open.address, format!("/feedback/of/{CV}"));
    assert_eq!(lists.closed[0].words, "No answers yet · closed yesterday");
    let kept = answer(Some(AnswerUse::Kept));
    let words = |answers: &[FeedbackAnswer]| with(answers).open[0].words.clone();
    assert_eq!(
        words(&[kept.clone(), answer(None)]),
        "2 answers, 1 new · until 25 Mar"
    );
    assert_eq!(words(&[kept]), "1 answer · until 25 Mar");
    assert_eq!(lists.companies[0].title, "Halden");
    assert_eq!(lists.companies[0].words, "1 answer");
}

#[test]
fn an_answer_says_who_it_is_from_and_what_became_of_it() {
    let journal = search();
    let today = NOON.today();
    let id = RecordId::fixed(10);
    let nameless = shown_answer(&journal, id, &answer(None), today);
    assert_eq!((&*nameless.from, nameless.is_new), ("No name given", true));
    assert_eq!(
        nameless.pairs,
        [("What is missing?".to_owned(), "A number".to_owned())]
    );
    let named = |name: &str| FeedbackAnswer {
        name: name.into(),
        thanked_on: Some(today),
        ..answer(Some(AnswerUse::Kept))
    };
    let bob = shown_answer(&journal, id, &named("Bob"), today);
    assert_eq!((&*bob.from, bob.person), ("Bob", None));
    let ann = shown_answer(&journal, id, &named("ann"), today);
    assert_eq!((&*ann.from, ann.person), ("Ann Lee", Some(ANN)));
    assert_eq!((ann.thanked.as_deref(), ann.is_new), (Some("today"), false));
    let action = Action {
        text: "Cut page two".into(),
        done_on: Some(today),
        ..Action::default()
    };
    let journal = apply(&journal, &record(FeedbackAnswer::action_id(id), &action));
    let made = shown_answer(&journal, id, &answer(None), today).action;
    let made = made.map(|made| (made.text, made.words, made.is_settled));
    assert_eq!(
        made,
        Some(("Cut page two".into(), "done today".into(), true))
    );
}

#[test]
fn what_is_set_aside_comes_last() {
    let [first, second, third] = [10, 11, 12].map(RecordId::fixed);
    let mut journal = search();
    for (id, kept) in [
        (first, None),
        (second, None),
        (third, Some(AnswerUse::SetAside)),
    ] {
        journal = apply(&journal, &record(id, &answer(kept)));
    }
    let ids = answer_ids(&journal, CV);
    assert_eq!(ids.last(), Some(&third));
    assert_eq!(ids.len(), 3);
}

#[test]
fn an_address_names_a_request_or_a_company() {
    let journal = search();
    assert_eq!(subject(&journal, CV), Some(Subject::Request(CV)));
    assert_eq!(subject(&journal, NO), Some(Subject::Company(NO)));
    let of_no = FeedbackRequest::of_no(NO);
    assert_eq!(subject(&journal, of_no), Some(Subject::Company(NO)));
    assert_eq!(subject(&journal, RecordId::fixed(99)), None);
}
