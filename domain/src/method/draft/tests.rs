//! Every draft reads well with every combination of facts known and missing.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use super::*;
use crate::method::tests::assert_tone;

/// The places a draft may leave to be filled in.
const GAPS: [&str; 9] = [
    "[your name]",
    "[link]",
    "[their news]",
    "[your idea]",
    "[what they did for you]",
    "[what you changed]",
    CARES_GAP,
    LANDED_GAP,
    PROMISED_GAP,
];

#[test]
fn drafts_read_well_whatever_is_missing() {
    for facts in all_combinations() {
        for (occasion, style) in all_styles() {
            let Draft { subject, body } = draft(occasion, &facts, style);
            let place = format!("{occasion:?} {style:?} {facts:?}\n{body}\n");
            for leftover in [
                "  ",
                " ,",
                " .",
                "..",
                ":\n\n",
                ": \n",
                "\n\n\n",
                "the  ",
                " at .",
                "the role.",
            ] {
                assert!(!body.contains(leftover), "{leftover:?} in {place}");
            }
            assert!(!subject.trim().is_empty());
            let nameless = body.starts_with("Hello,")
                || body.starts_with("Hi,")
                || body.starts_with("Dear hiring team,");
            assert_eq!(nameless, facts.person.is_empty(), "{place}");
            assert_eq!(body.contains(GAPS[0]), facts.mine.is_empty(), "{place}");
            let without_gaps = GAPS
                .iter()
                .fold(body.clone(), |body, gap| body.replace(gap, ""));
            assert_eq!(without_gaps.find(['[', ']', '{', '}']), None, "{place}");
            for private in [&facts.cares, &facts.landed, &facts.to_send] {
                assert!(private.is_empty() || !body.contains(private), "{place}");
            }
            assert_tone(&place, &body.replace(LEARNED, "It helped."));
            assert_tone(&place, &subject);
        }
    }
}

#[test]
fn a_draft_names_what_it_knows_and_keeps_a_link_whole() {
    let facts = DraftFacts {
        company: " Acme ".into(),
        role: "Data\nengineer".into(),
        person: "Ana".into(),
        mine: "Kim".into(),
        learned: "A good read https://example.org/a".into(),
        link: "https://example.org/b".into(),
        ..DraftFacts::default()
    };
    let useful = draft(Occasion::SomethingUseful, &facts, Style::default()).body;
    assert!(useful.contains("the Data engineer role at Acme."));
    assert!(useful.contains("Here it is:\nhttps://example.org/b\n"));
    assert!(useful.contains("What made me think of you: A good read https://example.org/a\n"));
    let pitch = draft(Occasion::ProjectPitch, &facts, Style::default()).body;
    assert!(pitch.starts_with("Hello Ana,\n\n"));
    assert!(pitch.contains("https://example.org/a\n"));
    assert!(pitch.ends_with("Kind regards,\nKim"));
}

#[test]
fn a_pitch_says_all_that_was_written_of_the_project() {
    let facts = DraftFacts {
        problem: "Depots ignore the plan".into(),
        result: "A plan on one page".into(),
        duration: "Two weeks".into(),
        price: "4,000 euros".into(),
        ..DraftFacts::default()
    };
    let pitch = draft(Occasion::ProjectPitch, &facts, Style::default()).body;
    for said in [
        "as I understand it: Depots ignore the plan.",
        "at the end: A plan on one page.",
        "Time: Two weeks. Price: 4,000 euros.",
    ] {
        assert!(pitch.contains(said), "{said:?} in {pitch}");
    }
    assert!(!pitch.contains("a fair price"), "{pitch}");
}

#[test]
fn a_piece_of_work_is_no_role_that_somebody_applied_for() {
    let facts = DraftFacts {
        company: "Acme".into(),
        role: "Route planning".into(),
        is_project: true,
        ..DraftFacts::default()
    };
    for (occasion, style) in all_styles() {
        let body = draft(occasion, &facts, style).body;
        assert!(!body.contains("Route planning role"), "{body}");
        assert!(!body.contains("my application"), "{body}");
    }
    let body = |occasion| draft(occasion, &facts, Style::default()).body;
    assert!(body(Occasion::ProjectPitch).contains("Since we spoke, one idea"));
    assert!(body(Occasion::FollowUp).contains("my offer for the Route planning project at Acme."));
}

#[test]
fn a_draft_speaks_of_the_role_where_they_met_and_of_the_team_where_they_are_now() {
    let facts = DraftFacts {
        company: "Acme".into(),
        role: "Designer".into(),
        workplace: "Globex".into(),
        ..DraftFacts::default()
    };
    let body = |occasion| draft(occasion, &facts, Style::default()).body;
    assert!(body(Occasion::Congratulate).contains("you and the team at Globex."));
    assert!(body(Occasion::AskWhatWorked).contains("your new role at Globex."));
    assert!(body(Occasion::CheckIn).contains("since we spoke about the Designer role at Acme."));
    let never_met_in_a_search = DraftFacts {
        workplace: "Globex".into(),
        ..DraftFacts::default()
    };
    let body = draft(Occasion::CheckIn, &never_met_in_a_search, Style::default()).body;
    assert!(body.contains("since we spoke. "), "{body}");
}

#[test]
fn what_is_to_be_added_is_left_open_for_the_check_to_see() {
    let with = |learned: &str, promise: &str| DraftFacts {
        learned: learned.into(),
        promise: promise.into(),
        ..DraftFacts::default()
    };
    let useful =
        |facts: &DraftFacts| draft(Occasion::SomethingUseful, facts, Style::default()).body;
    assert!(useful(&with("", "")).contains("Here it is:\n[link]\n"));
    let promised = useful(&with("", "The slides"));
    assert!(promised.contains("Here is what I promised to send you"));
    assert!(promised.contains("\n\nThe slides. [link]\n"), "{promised}");
    let thanks =
        |facts: &DraftFacts| draft(Occasion::ThankYouAfterRound, facts, Style::default()).body;
    let noted = DraftFacts {
        to_send: "The slides".into(),
        ..DraftFacts::default()
    };
    let words = thanks(&noted);
    assert!(words.contains("send you: [what you promised].") && !words.contains("slides"));
    assert!(!useful(&with("", "slides https://example.org")).contains("[link]"));
    assert!(!thanks(&with("", "")).contains("send you"));
    let news = with("She got promoted", "");
    let news = draft(Occasion::Congratulate, &news, Style::default()).body;
    assert!(news.contains("[their news]") && !news.contains("She got promoted"));
}

#[test]
fn occasions_are_found_by_their_stored_word() {
    for occasion in Occasion::ALL {
        assert_eq!(Occasion::from_id(occasion.id()), Some(occasion));
        let written = serde_json::to_string(&occasion).unwrap();
        assert_eq!(written, format!("{:?}", occasion.id()));
    }
}

#[test]
fn longer_drafts_say_more_and_leave_nothing_out_that_is_known() {
    let facts = all_combinations().last().unwrap();
    for occasion in Occasion::ALL {
        let of = |length| {
            let style = Style {
                length,
                ..Style::default()
            };
            draft(occasion, &facts, style).body
        };
        let words = |length| of(length).split_whitespace().count();
        assert!(words(Length::Short) < words(Length::Medium), "{occasion:?}");
        assert!(words(Length::Medium) < words(Length::Long), "{occasion:?}");
        // A field that is misspelled would leave its paragraph out; greeting and signature are two more.
        let paragraphs = of(Length::Long).split("\n\n").count();
        // A withdrawal begins in one of three ways.
        let others = if occasion == Occasion::Withdraw { 2 } else { 0 };
        let parts = texts::of(occasion).1.len() - others;
        assert_eq!(paragraphs, parts + 2, "{occasion:?}");
    }
}

#[test]
fn registers_differ_in_what_they_say() {
    let facts = all_combinations().last().unwrap();
    for occasion in Occasion::ALL {
        for (length, _) in Length::ALL {
            let said = Register::ALL.map(|(register, _)| {
                let body = draft(occasion, &facts, Style { length, register }).body;
                let (_, after_greeting) = body.split_once("\n\n").unwrap();
                after_greeting.rsplit_once("\n\n").unwrap().0.to_owned()
            });
            assert_ne!(said[0], said[1], "{occasion:?}");
            assert_ne!(said[0], said[2], "{occasion:?}");
            assert_ne!(said[1], said[2], "{occasion:?}");
            assert!(!said[2].contains('’'));
        }
    }
}

#[test]
fn each_register_greets_and_closes_in_its_way() {
    let body = |register, name: &str, full_name: &str| {
        let facts = DraftFacts {
            person: name.into(),
            full_name: full_name.into(),
            mine: "Kim".into(),
            ..DraftFacts::default()
        };
        let style = Style {
            register,
            ..Style::default()
        };
        draft(Occasion::CheckIn, &facts, style).body
    };
    let formal = body(Register::Formal, "Ana", "Ana Silva");
    assert!(formal.starts_with("Dear Ana Silva,") && formal.ends_with("Yours sincerely,\nKim"));
    assert!(body(Register::Formal, "Ana", "").starts_with("Dear Ana,"));
    assert!(body(Register::Formal, "", "").starts_with("Dear hiring team,"));
    let warm = body(Register::Warm, "Ana", "Ana Silva");
    assert!(warm.starts_with("Hi Ana,\n\nIt’s been a while") && warm.contains("I’d love to"));
    assert!(body(Register::Plain, "Ana", "Ana Silva").starts_with("Hello Ana,"));
}

#[test]
fn a_withdrawal_says_why_only_where_that_is_so() {
    let body = |parting| {
        let facts = DraftFacts {
            company: "Acme".into(),
            role: "Designer".into(),
            parting,
            ..DraftFacts::default()
        };
        draft(Occasion::Withdraw, &facts, Style::default())
    };
    let own = body(Parting::Withdrawing).body;
    assert!(
        own.contains("withdraw my application for the Designer role"),
        "{own}"
    );
    assert!(!own.contains("another role"), "{own}");
    let accepted = body(Parting::Accepted).body;
    assert!(
        accepted.contains("I’ve accepted another role"),
        "{accepted}"
    );
    let declined = body(Parting::Declining);
    assert_eq!(declined.subject, "Your offer");
    let declined = declined.body;
    assert!(
        declined.contains("offering me the Designer role at Acme."),
        "{declined}"
    );
    assert!(!declined.contains("application"), "{declined}");
}

#[test]
fn only_our_own_words_are_contracted() {
    let facts = DraftFacts {
        learned: "I would rather wait".into(),
        ..DraftFacts::default()
    };
    let warm = Style {
        register: Register::Warm,
        ..Style::default()
    };
    let body = draft(Occasion::ThankYouAfterRound, &facts, warm).body;
    assert!(body.contains("I would rather wait."), "{body}");
}

fn all_styles() -> impl Iterator<Item = (Occasion, Style)> {
    Occasion::ALL.into_iter().flat_map(|occasion| {
        Length::ALL.into_iter().flat_map(move |(length, _)| {
            Register::ALL
                .into_iter()
                .map(move |(register, _)| (occasion, Style { length, register }))
        })
    })
}

const LEARNED: &str = "You work in pairs";

fn all_combinations() -> impl Iterator<Item = DraftFacts> {
    (0..384_u16).map(|number| {
        let pick = |bit: u16, text: &str| {
            if number & (1 << bit) == 0 {
                String::new()
            } else {
                text.to_owned()
            }
        };
        let company = ["", "Acme Inc.", "Acme"][usize::from(number / 128)];
        DraftFacts {
            company: company.into(),
            role: pick(0, "Designer"),
            is_project: number % 256 >= 128,
            person: pick(1, "Ana"),
            full_name: pick(1, "Ana Silva"),
            mine: pick(2, "Kim"),
            learned: pick(3, LEARNED),
            cares: pick(4, "Fewer outages"),
            landed: pick(4, "The story of the harbour"),
            to_send: pick(5, "The slides"),
            link: pick(5, "https://example.org"),
            promise: String::new(),
            workplace: pick(6, "Globex Ltd."),
            problem: pick(3, "Plans are late"),
            result: pick(5, "A plan that holds"),
            duration: pick(4, "Two weeks"),
            price: pick(6, "4,000 euros."),
            questions: vec![pick(3, "What is missing?"), pick(5, "What would you keep?")],
            to_read: pick(5, "https://example.org/cv"),
            changed: pick(4, "It fits on one page"),
            parting: [Parting::Withdrawing, Parting::Accepted, Parting::Declining]
                [usize::from(number % 3)],
        }
    })
}
