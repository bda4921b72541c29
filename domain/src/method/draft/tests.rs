//! Every draft reads well with every combination of facts known and missing.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use super::*;
use crate::method::tests::assert_tone;

#[test]
fn drafts_read_well_whatever_is_missing() {
    for facts in all_combinations() {
        for (occasion, style) in all_styles() {
            let Draft { subject, body } = draft(occasion, &facts, style);
            let place = format!("{occasion:?} {style:?} {facts:?}\n{body}\n");
            for leftover in [
                "  ", " ,", " .", "..", ":\n\n", ": \n", "\n\n\n", "the  ", " at .",
            ] {
                assert!(!body.contains(leftover), "{leftover:?} in {place}");
            }
            assert!(!subject.trim().is_empty());
            assert_eq!(body.contains("Hello,"), facts.person.is_empty(), "{place}");
            assert_eq!(body.contains('['), facts.mine.is_empty(), "{place}");
            assert_eq!(
                body.replace("[your name]", "").find(['[', ']', '{', '}']),
                None
            );
            assert_tone(&place, &body.replace(LEARNED, "It helped."));
            assert_tone(&place, &subject);
        }
    }
}

#[test]
fn a_draft_names_what_it_knows_and_keeps_a_link_whole() {
    let facts = DraftFacts {
        company: " Acme ",
        role: "Data\nengineer",
        person: "Ana",
        mine: "Kim",
        learned: "A good read https://example.org/a",
        ..DraftFacts::default()
    };
    let useful = draft(Occasion::SomethingUseful, &facts, Style::default()).body;
    assert!(useful.contains("the Data engineer role at Acme."));
    assert!(useful.contains("Here it is:\nA good read https://example.org/a\n"));
    let pitch = draft(Occasion::ProjectPitch, &facts, Style::default()).body;
    assert!(pitch.starts_with("Hello Ana,\n\n"));
    assert!(pitch.contains("https://example.org/a\n"));
    assert!(pitch.ends_with("Kind regards,\nKim"));
}

#[test]
fn occasions_are_found_by_their_stored_word() {
    for occasion in Occasion::ALL {
        assert_eq!(Occasion::from_id(occasion.id()), Some(occasion));
        let written = serde_json::to_string(&occasion).unwrap();
        assert_eq!(written, format!("{:?}", occasion.id()));
    }
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

#[test]
fn longer_drafts_say_more_and_registers_greet_in_their_way() {
    let facts = all_combinations().last().unwrap();
    for occasion in Occasion::ALL {
        let words = |length| {
            let style = Style {
                length,
                ..Style::default()
            };
            draft(occasion, &facts, style)
                .body
                .split_whitespace()
                .count()
        };
        assert!(words(Length::Short) < words(Length::Medium), "{occasion:?}");
        assert!(words(Length::Medium) < words(Length::Long), "{occasion:?}");
    }
    let formal = Style {
        register: Register::Formal,
        ..Style::default()
    };
    let body = draft(Occasion::CheckIn, &facts, formal).body;
    assert!(body.starts_with("Dear Ana,") && body.ends_with("Yours sincerely,\nKim"));
}

const LEARNED: &str = "You work in pairs";

fn all_combinations() -> impl Iterator<Item = DraftFacts<'static>> {
    (0..64_u8).map(|bits| {
        let pick = |bit: u8, text: &'static str| if bits & (1 << bit) == 0 { "" } else { text };
        DraftFacts {
            company: pick(0, "Acme"),
            role: pick(1, "Designer"),
            person: pick(2, "Ana"),
            mine: pick(3, "Kim"),
            learned: pick(4, LEARNED),
            cares: pick(5, "Fewer outages"),
            landed: pick(5, "The story of the harbour"),
        }
    })
}
