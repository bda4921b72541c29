//! Each hint comes where it belongs and stays away where it does not; and what is known of someone is theirs alone.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use proptest::prelude::*;

use super::words::BITTER;
use super::*;
use crate::journal::Journal;
use crate::method::{DraftFacts, Length, Register, Style, draft};
use crate::model::comeback::Comeback;
use crate::model::event::Event;
use crate::model::message::Message;
use crate::model::opportunity::{Kind, Opportunity};
use crate::model::person::{Person, Tie};
use crate::model::review::Answer;
use crate::model::round_note::RoundNote;
use crate::model::touch::Touch;
use crate::planning::plan::{plan_with, promise_touch};
use crate::state::edit::Edit;
use crate::state::stamp::Clock;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;

fn ann() -> Addressee {
    Addressee {
        facts: DraftFacts {
            person: "Ann".into(),
            company: "Acme".into(),
            cares: "migrating the warehouse".into(),
            landed: "liked the outage story".into(),
            ..DraftFacts::default()
        },
        companies: vec!["Acme".into()],
        other_names: vec!["Bob".into(), "Ann".into()],
        other_companies: vec!["Globex".into(), "Acme".into()],
        ..Addressee::default()
    }
}

const GOOD: &str = "Hello Ann,\n\nThank you for our conversation about the warehouse at Acme. I enjoyed it, and I have a clearer picture of your team now.\n\nKind regards,\nAda";

fn of(text: &str) -> Vec<Hint> {
    check(Occasion::ThankYouAfterRound, "", text, &ann())
}

#[test]
fn a_warm_and_personal_message_gets_no_hint() {
    assert_eq!(of(GOOD), []);
    assert_eq!(of("  "), []);
}

#[test]
fn each_thing_worth_a_look_is_seen() {
    assert_eq!(
        of(&GOOD.replace("Ann", "Bob")),
        [Hint::WrongName("Bob".into())]
    );
    assert_eq!(
        of(&GOOD.replace("Acme", "Globex")),
        [Hint::WrongCompany("Globex".into())]
    );
    assert_eq!(of(&GOOD.replace("warehouse", "role")), [Hint::Impersonal]);
    assert_eq!(
        of(&GOOD.replace("Thank you for", "I liked")),
        [Hint::NoThanks]
    );
    assert_eq!(
        of(&GOOD.replace("Ada", "[your name]")),
        [Hint::Placeholder("[your name]".into())]
    );
    assert_eq!(
        of(&format!(
            "{GOOD} It was unfair, and you should have called."
        )),
        [
            Hint::Blame("you should have"),
            Hint::Bitter("unfair".into())
        ]
    );
    assert_eq!(of("Thanks for the warehouse"), [Hint::Short(4)]);
    let long = format!("{GOOD} {}", "and more ".repeat(100));
    assert!(matches!(of(&long)[..], [Hint::Long(words)] if words > 200));
}

#[test]
fn the_subject_is_looked_at_too() {
    let hints = |subject| check(Occasion::ThankYouAfterRound, subject, GOOD, &ann());
    assert_eq!(
        hints("Globex and {name}"),
        [
            Hint::Placeholder("{name}".into()),
            Hint::WrongCompany("Globex".into())
        ]
    );
    assert_eq!(hints("The warehouse at Acme"), []);
}

#[test]
fn words_are_whole_words() {
    assert_eq!(of(&format!("{GOOD} Annual hatefulnessless Globexia.")), []);
    for other in ["stack", "tackle", "commercial", "merciless"] {
        let text = GOOD.replace("Thank you for", &format!("I liked the {other} of"));
        assert_eq!(of(&text), [Hint::NoThanks], "{other}");
    }
    for thanks in [
        "Tack",
        "Merci",
        "Danke",
        "Obrigada",
        "I appreciate",
        "Vielen Dank",
    ] {
        let text = GOOD.replace("Thank you", thanks);
        assert_eq!(of(&text), [], "{thanks}");
    }
    assert_eq!(of(&format!("{GOOD} Thank you nevertheless.")), []);
    assert_eq!(
        of(&format!("{GOOD} You never called.")),
        [Hint::Blame("you never")]
    );
}

#[test]
fn a_company_named_as_a_word_counts_in_its_own_spelling() {
    let to = Addressee {
        other_companies: vec!["Next".into(), "Team".into(), "Blue Box Inc.".into()],
        ..ann()
    };
    let hints = |text: &str| check(Occasion::ThankYouAfterRound, "", text, &to);
    assert_eq!(hints(&format!("{GOOD} Until next week.")), []);
    assert_eq!(
        hints(&format!("{GOOD} I think of Next.")),
        [Hint::WrongCompany("Next".into())]
    );
    assert_eq!(
        hints(&format!("{GOOD} I think of blue box inc all day.")),
        [Hint::WrongCompany("Blue Box Inc.".into())]
    );
    let own = Addressee {
        companies: vec!["Nextdoor".into(), "Acme".into()],
        ..to
    };
    let hints = check(Occasion::CheckIn, "", &format!("{GOOD} Next."), &own);
    assert_eq!(hints, [Hint::WrongCompany("Next".into())]);
}

#[test]
fn words_that_stand_for_something_are_not_bitter() {
    let mut to = ann();
    to.facts.cares = "fraud detection in the warehouse".into();
    to.facts.role = "Failure analyst".into();
    to.companies.push("Waste Management".into());
    let text = format!("{GOOD} Fraud, failure, waste management.");
    assert_eq!(check(Occasion::ThankYouAfterRound, "", &text, &to), []);
    assert_eq!(
        check(
            Occasion::ThankYouAfterRound,
            "",
            &format!("{text} Awful."),
            &to
        ),
        [Hint::Bitter("awful".into())]
    );
}

#[test]
fn scripts_without_spaces_are_not_counted_in_words() {
    for text in [
        "先日はお時間をいただき、誠にありがとうございました。またお話しできることを楽しみにしております。",
        "ขอบคุณสำหรับเวลาที่ให้ในวันนี้ หวังว่าจะได้พบกันอีก",
        "感谢您抽出时间与我交谈。 [your name]",
    ] {
        let hints = of(text);
        let gaps = |hint: &Hint| matches!(hint, Hint::Placeholder(_));
        assert!(hints.iter().all(gaps), "{text}: {hints:?}");
    }
    assert!(of("Спасибо за склад").contains(&Hint::Short(3)));
}

#[test]
fn a_draft_gets_no_hint_but_for_what_it_leaves_open() {
    let mut to = ann();
    to.companies.push("Globex Inc.".into());
    to.facts.workplace = "Globex Inc.".into();
    for occasion in Occasion::ALL {
        for (length, _) in Length::ALL {
            for (register, _) in Register::ALL {
                let words = draft(occasion, &to.facts, Style { length, register });
                let mut hints = check(occasion, &words.subject, &words.body, &to);
                assert!(hints.contains(&Hint::Placeholder("[your name]".into())));
                // What was captured is not said in every length and on every occasion.
                hints.retain(|hint| !matches!(hint, Hint::Placeholder(_) | Hint::Impersonal));
                assert_eq!(hints, [], "{occasion:?}: {}", words.body);
            }
        }
    }
}

#[test]
fn words_are_sorted_for_the_search_and_every_hint_is_a_sentence() {
    assert!(BITTER.is_sorted_by_key(|(word, _)| *word));
    for hint in of("Dear Bob, you failed [name] at Globex XXX. Terrible, unfair, stupid.") {
        let sentence = hint.sentence();
        assert!(
            sentence.ends_with('.') || sentence.ends_with('?'),
            "{sentence}"
        );
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,300}", name in "\\PC{0,8}") {
        let mut to = Addressee { other_names: vec![name.clone()], ..ann() };
        to.other_companies.push(name.clone());
        to.facts.person = name;
        let _ = check(Occasion::CheckIn, &text, &text, &to);
    }
}

const ANN: RecordId = RecordId::fixed(1);
const ACME: RecordId = RecordId::fixed(2);
const INITECH: RecordId = RecordId::fixed(3);
const FIRST: RecordId = RecordId::fixed(4);

/// Ann, met at Acme in two rounds and at Initech in a later one; now she works at Globex.
fn journal() -> Journal {
    let company = |name: &str| Opportunity {
        company: name.into(),
        role: "Designer".into(),
        ..Opportunity::default()
    };
    let ann = Person {
        name: "Ann Lee".into(),
        company: "Globex".into(),
        opportunity: Some(ACME),
        ..Person::default()
    };
    let round = |opportunity, on: &str, cares: &str, to_send: &str| Event {
        with: vec![ANN],
        cares: cares.into(),
        to_send: to_send.into(),
        ..Event::round(opportunity, "", Date::parse(on).unwrap(), None)
    };
    applied(
        Journal::default(),
        Edit::new("")
            .create(ACME, &company("Acme"))
            .create(INITECH, &company("Initech"))
            .create(RecordId::fixed(9), &company("Hooli"))
            .create(ANN, &ann)
            .create(Tie::id(ANN, INITECH), &Tie::new(ANN, INITECH))
            .create(
                FIRST,
                &round(ACME, "2026-03-01", "Fewer outages", "The slides"),
            )
            .create(RecordId::fixed(5), &round(ACME, "2026-03-05", "Calm", ""))
            .create(
                RecordId::fixed(6),
                &round(INITECH, "2026-03-09", "A secret", "The price list"),
            ),
    )
}

fn applied(mut journal: Journal, edit: Edit) -> Journal {
    journal.apply(&edit, &mut Clock::new(1), 1);
    journal
}

fn addressee(
    journal: &Journal,
    occasion: Occasion,
    about: Option<RecordId>,
    touch: Option<RecordId>,
) -> Addressee {
    Addressee::of(journal, occasion, Some(ANN), about, touch)
}

#[test]
fn someone_who_changed_company_is_met_there_and_both_names_are_right() {
    let to = addressee(&journal(), Occasion::Congratulate, Some(ACME), None);
    assert_eq!(
        (to.facts.company.as_str(), to.facts.workplace.as_str()),
        ("Acme", "Globex")
    );
    assert_eq!(to.companies, ["Globex", "Acme", "Initech"]);
    assert_eq!(to.other_companies, ["Hooli"]);
    let words = draft(Occasion::Congratulate, &to.facts, Style::default());
    assert!(words.body.contains("the team at Globex."));
    let hints = check(Occasion::Congratulate, "Acme", &words.body, &to);
    assert!(
        !hints
            .iter()
            .any(|hint| matches!(hint, Hint::WrongCompany(_)))
    );
}

#[test]
fn a_message_speaks_of_its_own_round_then_of_the_same_opportunity_and_of_no_other() {
    let journal = journal();
    let now = Now {
        // The evening of 2026-03-05.
        ms: 1_772_733_600_000,
        offset_minutes: 0,
    };
    let planned = plan_with(&journal, ANN, now);
    let touch = |due: &str| {
        let due = Date::parse(due).unwrap();
        planned.iter().find(|touch| touch.due == due).unwrap().id
    };
    let thanks = Occasion::ThankYouAfterRound;
    let cares = |about, touch| addressee(&journal, thanks, about, touch).facts.cares;
    assert_eq!(
        cares(Some(ACME), Some(touch("2026-03-01"))),
        "Fewer outages"
    );
    assert_eq!(cares(Some(ACME), Some(touch("2026-03-05"))), "Calm");
    assert_eq!(cares(Some(ACME), None), "Calm");
    assert_eq!(cares(Some(INITECH), None), "A secret");
    // Without anything said it is about the opportunity they joined last.
    assert_eq!(cares(None, None), "A secret");
    assert_eq!(cares(Some(RecordId::fixed(9)), None), "");
}

#[test]
fn what_was_promised_is_not_promised_twice() {
    let book = journal();
    let to_send = |journal: &Journal, occasion, touch| {
        addressee(journal, occasion, Some(INITECH), touch)
            .facts
            .to_send
    };
    let useful = Occasion::SomethingUseful;
    assert_eq!(to_send(&book, useful, None), "The price list");
    let message = Message {
        opportunity: Some(INITECH),
        person: Some(ANN),
        occasion: Some(Occasion::ThankYouAfterRound),
        sent_on: Some(Date::parse("2026-03-10").unwrap()),
        ..Message::default()
    };
    let book = applied(book, Edit::new("").create(RecordId::fixed(7), &message));
    assert_eq!(to_send(&book, useful, None), "");
    assert_eq!(
        to_send(&book, Occasion::ThankYouAfterRound, None),
        "The price list"
    );
}

#[test]
fn a_message_about_an_opportunity_goes_to_the_only_person_there() {
    let book = journal();
    let whom = |journal: &Journal, occasion| Addressee::whom(journal, occasion, ACME);
    assert_eq!(whom(&book, Occasion::ReplyToNo), Some(ANN));
    let bob = Person {
        name: "Bob".into(),
        opportunity: Some(ACME),
        ..Person::default()
    };
    let book = applied(book, Edit::new("").create(RecordId::fixed(8), &bob));
    assert_eq!(whom(&book, Occasion::ReplyToNo), None);
    // The reply that was begun stays hers.
    let reply = Message {
        opportunity: Some(ACME),
        person: Some(ANN),
        occasion: Some(Occasion::ReplyToNo),
        ..Message::default()
    };
    let book = applied(book, Edit::new("").create(RecordId::fixed(7), &reply));
    assert_eq!(whom(&book, Occasion::ReplyToNo), Some(ANN));
    assert_eq!(whom(&book, Occasion::ThankAfterNo), None);
}

#[test]
fn what_was_learned_from_a_no_stays_private() {
    use crate::model::comeback::Comeback;
    use crate::model::event::Ending;
    let no = Event::ending(ACME, Ending::No, Date::parse("2026-03-20").unwrap());
    let comeback = Comeback {
        opportunity: Some(ACME),
        learned: "I talk too much".into(),
        ..Comeback::default()
    };
    let id = RecordId::fixed(7);
    let book = applied(
        journal(),
        Edit::new("").create(id, &no).create(id, &comeback),
    );
    let to = addressee(&book, Occasion::ReplyToNo, Some(ACME), None);
    assert_eq!(to.facts.learned, "");
}

#[test]
fn what_their_company_worries_about_is_beside_a_message_that_may_help() {
    let [no, answer] = [7, 8].map(RecordId::fixed);
    let comeback = Comeback {
        opportunity: Some(ACME),
        ..Comeback::default()
    };
    let worries = Answer {
        comeback: Some(no),
        question: "worries".into(),
        text: "Nobody follows the plan".into(),
        ..Answer::default()
    };
    let edit = Edit::new("").create(no, &comeback).create(answer, &worries);
    let book = applied(journal(), edit);
    let to = |occasion| Addressee::of(&book, occasion, Some(ANN), Some(ACME), None);
    let useful = to(Occasion::SomethingUseful);
    assert_eq!(useful.worry, "Nobody follows the plan");
    let words = draft(Occasion::SomethingUseful, &useful.facts, Style::default()).body;
    assert!(!words.contains("Nobody follows"), "{words}");
    assert_eq!(to(Occasion::ReplyToNo).worry, "");
}

#[test]
fn a_note_on_one_person_is_a_gap_for_them_and_nothing_for_a_colleague() {
    let bob = RecordId::fixed(8);
    let colleague = Person {
        name: "Bob".into(),
        opportunity: Some(ACME),
        ..Person::default()
    };
    let round = RecordId::fixed(7);
    let both = Event {
        with: vec![ANN, bob],
        ..Event::round(ACME, "Panel", Date::parse("2026-03-12").unwrap(), None)
    };
    let note = RoundNote {
        round: Some(round),
        person: Some(ANN),
        opportunity: Some(ACME),
        cares: "seems afraid of her boss".into(),
        promised: "the rota".into(),
        ..RoundNote::default()
    };
    let id = RoundNote::id(round, Some(ANN));
    let edit = Edit::new("").create(bob, &colleague).create(round, &both);
    let book = applied(journal(), edit.create(id, &note));
    let thanks = Occasion::ThankYouAfterRound;
    let to = |person, touch| Addressee::of(&book, thanks, Some(person), Some(ACME), touch);
    let ann = to(ANN, None);
    let noted = ann.noted.clone().unwrap();
    assert_eq!(
        (&*noted.cares, noted.is_theirs),
        ("seems afraid of her boss", true)
    );
    assert_eq!(to(bob, None).noted, None);
    let words = |to: &Addressee, occasion| draft(occasion, &to.facts, Style::default()).body;
    assert!(words(&ann, thanks).contains("What you said about [what they care about]"));
    for occasion in Occasion::ALL {
        for to in [&ann, &to(bob, None)] {
            assert!(!words(to, occasion).contains("afraid"), "{occasion:?}");
        }
        let to_bob = words(&to(bob, None), occasion);
        let gaps = NOTE_GAPS;
        assert!(gaps.iter().all(|gap| !to_bob.contains(gap)), "{to_bob}");
    }
    // A draft of an older build, which still has it, says so.
    let old = words(&ann, thanks).replace("[what they care about]", "Seems afraid of her boss");
    assert!(check(thanks, "", &old, &ann).contains(&Hint::PrivateNote));
    // The touch that keeps the promise says what was promised.
    let useful = Occasion::SomethingUseful;
    let promise = Some(promise_touch(id));
    let promise = Addressee::of(&book, useful, Some(ANN), Some(ACME), promise);
    assert!(words(&promise, useful).contains("the rota. [link]"));
}

#[test]
fn the_reply_to_a_no_goes_to_the_person_who_told_it() {
    use crate::model::comeback::Comeback;
    use crate::model::event::Ending;
    let bob = Person {
        name: "Bob".into(),
        opportunity: Some(ACME),
        ..Person::default()
    };
    let no = Event::ending(ACME, Ending::No, Date::parse("2026-03-20").unwrap());
    let comeback = Comeback {
        opportunity: Some(ACME),
        told_by: Some(RecordId::fixed(8)),
        ..Comeback::default()
    };
    let id = RecordId::fixed(7);
    let edit = Edit::new("").create(RecordId::fixed(8), &bob);
    let book = applied(journal(), edit.create(id, &no).create(id, &comeback));
    let whom = |occasion| Addressee::whom(&book, occasion, ACME);
    assert_eq!(whom(Occasion::ReplyToNo), Some(RecordId::fixed(8)));
    assert_eq!(whom(Occasion::ThankAfterNo), None);
}

#[test]
fn a_project_gives_its_pitch_the_idea_and_a_follow_up_its_reason() {
    let project = Opportunity {
        kind: Kind::Project,
        grew_from: Some(ACME),
        notes: "A map of all depots.\n\nNeeds two weeks.".into(),
        ..Opportunity::default()
    };
    let own = Touch {
        person: Some(ANN),
        occasion: Some(Occasion::CheckIn),
        text: "Their pilot starts in May".into(),
        ..Touch::default()
    };
    let touch = RecordId::fixed(20);
    let edit = Edit::new("").create(RecordId::fixed(21), &project);
    let book = applied(journal(), edit.create(touch, &own));
    let words = |occasion, touch| {
        let to = addressee(&book, occasion, Some(ACME), touch);
        draft(occasion, &to.facts, Style::default()).body
    };
    let pitch = words(Occasion::ProjectPitch, None);
    assert!(
        pitch.contains("What you would have at the end: A map of all depots.\n"),
        "{pitch}"
    );
    let hello = words(Occasion::CheckIn, Some(touch));
    assert!(hello.contains("Their pilot starts in May."), "{hello}");
}
