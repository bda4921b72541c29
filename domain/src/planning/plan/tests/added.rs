//! What a person adds to the plan takes nothing out of it; and the thanks of an opportunity are told
//! as the plan has them.

use super::*;
use crate::model::action::Action;
use crate::model::round_note::RoundNote;

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

/// The thanks of Acme as of a day: whose, whether for a round, and how far they are.
fn told(book: &Book, today: &str) -> Vec<(RecordId, bool, String)> {
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

#[test]
fn what_is_stuck_takes_turns_with_what_comes_after_it() {
    let mut book = Book::new();
    let begin = day("2026-06-01");
    for number in 60..63_u128 {
        let touch = follow_up(Occasion::CheckIn, begin);
        book.apply(Edit::new("").create(RecordId::fixed(number), &touch));
    }
    let of = |book: &Book, today: Date| {
        let plan = plan(&book.journal, noon(today, 0));
        let ids: Vec<_> = plan.of_today(today).map(|planned| planned.id).collect();
        assert_eq!(ids.len(), 1);
        ids[0]
    };
    let shown: BTreeSet<_> = (3..6)
        .map(|days| of(&book, begin.plus_days(days)))
        .collect();
    assert_eq!(shown.len(), 3, "each has its turn");
    let today = begin.plus_days(10);
    let touch = follow_up(Occasion::CheckIn, today);
    book.apply(Edit::new("").create(RecordId::fixed(90), &touch));
    assert_eq!(
        of(&book, today),
        RecordId::fixed(90),
        "what is new comes first"
    );
}

#[test]
fn congratulations_and_late_thanks_are_let_go() {
    let mut book = Book::new();
    let begin = day("2026-06-01");
    let own = [
        Occasion::Congratulate,
        Occasion::ThankAfterNo,
        Occasion::CheckIn,
    ];
    for (number, occasion) in (60..).zip(own) {
        book.apply(Edit::new("").create(RecordId::fixed(number), &follow_up(occasion, begin)));
    }
    let left = |days| -> Vec<Occasion> {
        let touches = plan(&book.journal, noon(begin.plus_days(days), 0)).touches;
        touches.iter().map(|planned| planned.occasion).collect()
    };
    assert_eq!(left(10).len(), 3);
    assert_eq!(left(14), [Occasion::CheckIn, Occasion::Congratulate]);
    assert_eq!(left(15), [Occasion::CheckIn]);
}

#[test]
fn a_promise_is_a_touch_on_its_day_and_leaves_the_article_be() {
    let mut book = Book::new();
    let round = RecordId::fixed(20);
    book.round(20, day("2026-03-02"));
    let id = RoundNote::id(round, Some(ANN));
    let note = RoundNote {
        round: Some(round),
        person: Some(ANN),
        opportunity: Some(ACME),
        promised: "My rota template".into(),
        promised_by: Some(day("2026-03-06")),
        ..RoundNote::default()
    };
    book.apply(Edit::new("").create(id, &note));
    let promised = on(Occasion::SomethingUseful, "2026-03-06");
    assert!(book.plan("2026-03-03").contains(&promised));
    book.say_no(day("2026-03-04"), Some(0));
    let open = plan(&book.journal, noon(day("2026-03-06"), 0)).touches;
    let promise = open.iter().find(|one| one.id == promise_touch(id)).unwrap();
    assert_eq!(promise.because, Because::Promise("My rota template".into()));
    book.settle(promise, day("2026-03-06"), true);
    let left = book.plan("2026-03-07");
    assert!(!left.contains(&promised));
    assert!(
        left.iter()
            .any(|(occasion, _)| *occasion == Occasion::SomethingUseful)
    );
}

#[test]
fn who_told_the_no_is_thanked_by_the_reply_to_it() {
    let mut book = Book::new();
    meet_bea(&mut book);
    book.say_no(day("2026-01-30"), Some(0));
    let before = book.journal.comebacks().get(NO).unwrap().clone();
    let told = Comeback {
        told_by: Some(BEA),
        reply: Some(StepState::Done),
        ..before.clone()
    };
    book.apply(Edit::new("").change(NO, &before, &told));
    let reply = Message {
        opportunity: Some(ACME),
        occasion: Some(Occasion::ReplyToNo),
        sent_on: Some(day("2026-02-01")),
        ..Message::default()
    };
    book.apply(Edit::new("").create(RecordId::fixed(83), &reply));
    let open = plan(&book.journal, noon(day("2026-02-02"), 0))
        .touches
        .into_iter();
    let thanks = open.filter(|planned| planned.occasion == Occasion::ThankAfterNo);
    assert_eq!(
        thanks.map(|planned| planned.person).collect::<Vec<_>>(),
        [ANN]
    );
}
