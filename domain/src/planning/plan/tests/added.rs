//! What a person adds to the plan takes nothing out of it; and the thanks of an opportunity are told
//! as the plan has them.

use super::*;
use crate::model::action::Action;

const BEA: RecordId = RecordId::fixed(4);
const FOLLOW_UP: RecordId = RecordId::fixed(80);

/// Bea, also of Acme.
fn meet_bea(book: &mut Book) {
    let bea = Person {
        name: "Bea".into(),
        opportunity: Some(ACME),
        ..Person::default()
    };
    book.apply(Edit::new("").create(BEA, &bea));
}

fn follow_up(occasion: Occasion, due: Date) -> Touch {
    Touch {
        person: Some(ANN),
        opportunity: Some(ACME),
        occasion: Some(occasion),
        due: Some(due),
        text: "Their pilot starts".into(),
        ..Touch::default()
    }
}

fn articles(book: &Book, today: &str) -> BTreeSet<RecordId> {
    let open = plan(&book.journal, noon(day(today), 0)).touches.into_iter();
    open.filter(|planned| planned.occasion == Occasion::SomethingUseful && planned.id.is_derived())
        .map(|planned| planned.person)
        .collect()
}

#[test]
fn a_follow_up_leaves_the_article_of_every_interviewer_in_the_plan() {
    let mut book = Book::new();
    meet_bea(&mut book);
    book.say_no(day("2026-01-30"), Some(0));
    let both = BTreeSet::from([ANN, BEA]);
    let touch = follow_up(Occasion::SomethingUseful, day("2026-02-20"));
    book.apply(Edit::new("").create(FOLLOW_UP, &touch));
    assert_eq!(articles(&book, "2026-02-02"), both);
    let open = plan(&book.journal, noon(day("2026-02-20"), 0)).touches;
    let own = open.iter().find(|planned| planned.id == FOLLOW_UP).unwrap();
    assert_eq!(own.because, Because::Own("Their pilot starts".into()));
    assert_eq!(own.due, day("2026-02-20"));
    // Sent by its draft, which settles the touch, too.
    let message = Message {
        person: Some(ANN),
        opportunity: Some(ACME),
        occasion: Some(Occasion::SomethingUseful),
        touch: Some(FOLLOW_UP),
        sent_on: Some(day("2026-02-20")),
        ..Message::default()
    };
    book.apply(Edit::new("").create(RecordId::fixed(81), &message));
    book.settle(own, day("2026-02-20"), true);
    assert_eq!(articles(&book, "2026-02-21"), both);
    // What older builds made of the same question is an action of its own.
    let action = Action {
        opportunity: Some(ACME),
        occasion: Some(Occasion::SomethingUseful),
        ..Action::default()
    };
    book.apply(Edit::new("").create(RecordId::fixed(82), &action));
    assert_eq!(articles(&book, "2026-02-21"), both);
}

#[test]
fn the_thanks_of_an_opportunity_are_told_as_the_plan_has_them() {
    let mut book = Book::new();
    meet_bea(&mut book);
    let both = Event {
        with: vec![ANN, BEA],
        ..Event::round(ACME, "Panel", day("2026-03-03"), None)
    };
    let ahead = Event::round(ACME, "Final", day("2026-03-30"), None);
    let ahead = Event {
        with: vec![ANN],
        ..ahead
    };
    book.apply(
        Edit::new("")
            .create(RecordId::fixed(20), &both)
            .create(RecordId::fixed(21), &ahead),
    );
    let told = |book: &Book, today: &str| -> Vec<(RecordId, bool, String)> {
        let thanks = thanks_of(&book.journal, ACME, noon(day(today), 0)).into_iter();
        thanks
            .map(|thanks| {
                let state = match thanks.state {
                    ThanksState::Done(on) => format!("done {on}"),
                    ThanksState::Planned(planned) => format!("planned {}", planned.due),
                    ThanksState::Skipped(on) => format!("skipped {on}"),
                    ThanksState::Open => "open".to_owned(),
                };
                (thanks.person, thanks.round.is_some(), state)
            })
            .collect()
    };
    let planned = || "planned 2026-03-03".to_owned();
    assert_eq!(
        told(&book, "2026-03-04"),
        [(ANN, true, planned()), (BEA, true, planned())]
    );
    let open = plan(&book.journal, noon(day("2026-03-04"), 0)).touches;
    let to_ann = open.iter().find(|planned| planned.person == ANN).unwrap();
    book.settle(to_ann, day("2026-03-04"), true);
    book.say_no(day("2026-03-10"), None);
    let open = || "open".to_owned();
    assert_eq!(
        told(&book, "2026-03-11"),
        [
            (ANN, true, "done 2026-03-04".to_owned()),
            (ANN, false, open()),
            (BEA, true, open()),
            (BEA, false, open()),
        ],
        "nothing is asked in the pause"
    );
    let reply = Message {
        person: Some(BEA),
        opportunity: Some(ACME),
        occasion: Some(Occasion::ReplyToNo),
        sent_on: Some(day("2026-03-12")),
        ..Message::default()
    };
    book.apply(Edit::new("").create(RecordId::fixed(83), &reply));
    let after_no: Vec<String> = told(&book, "2026-03-13")
        .into_iter()
        .filter_map(|(_, is_for_round, state)| (!is_for_round).then_some(state))
        .collect();
    assert_eq!(after_no, ["planned 2026-03-11", "done 2026-03-12"]);
}

proptest! {
    #[test]
    fn an_added_follow_up_never_removes_another_touch(
        occasion in prop_oneof![
            Just(Occasion::CheckIn),
            Just(Occasion::SomethingUseful),
            Just(Occasion::Congratulate),
            Just(Occasion::AskForFeedback),
        ],
        rhythm in prop_oneof![Just(None), Just(Some(30))],
        no in prop_oneof![Just(None), (0..30_i32).prop_map(Some)],
        due in 0..90_i32,
        later in 0..60_i32,
        end in prop_oneof![Just(None), Just(Some(true)), Just(Some(false))],
    ) {
        let begin = day("2026-06-01");
        let mut book = Book::new();
        meet_bea(&mut book);
        book.person(|ann| {
            ann.rhythm_days = rhythm;
            ann.holiday = "christmas".into();
        });
        book.round(20, begin);
        if let Some(days) = no {
            book.say_no(begin.plus_days(days), Some(0));
        }
        let today = begin.plus_days(due);
        let others = |book: &Book, today: Date| {
            let touches = plan(&book.journal, noon(today, 0)).touches.into_iter();
            // The next sign of life follows the last contact, whichever that is.
            touches
                .filter(|planned| planned.id != FOLLOW_UP)
                .filter(|planned| !matches!(planned.because, Because::Rhythm { .. }))
                .map(|planned| planned.id)
                .collect::<BTreeSet<_>>()
        };
        let without = book.journal.clone();
        book.apply(Edit::new("").create(FOLLOW_UP, &follow_up(occasion, today)));
        if let Some(is_done) = end {
            let open = plan(&book.journal, noon(today, 0)).touches;
            let own = open.iter().find(|planned| planned.id == FOLLOW_UP).cloned();
            prop_assert!(own.is_some(), "the follow-up is lost");
            book.settle(&own.unwrap(), today, is_done);
        }
        let today = today.plus_days(later);
        let before = Book { journal: without, ..Book::new() };
        prop_assert!(others(&before, today).is_subset(&others(&book, today)));
    }
}
