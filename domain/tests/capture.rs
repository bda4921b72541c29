//! What capture makes of lines, links and postings as people type, paste and share them; and that it never loses a word.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use std::fmt::Write;

use domain::capture::{Capture, MAX_POSTING_CHARS, read};
use domain::model::opportunity::Kind;
use domain::values::date::Date;
use domain::values::link::SafeLink;
use proptest::prelude::*;

const INPUTS: &str = include_str!("capture/inputs.txt");

/// Inputs stand in one file, apart by a line of `---`.
fn inputs() -> impl Iterator<Item = &'static str> {
    INPUTS.split("\n---\n").map(str::trim)
}

fn table_of(inputs: impl Iterator<Item = &'static str>) -> String {
    let mut table = String::new();
    for input in inputs {
        let capture = read(input).unwrap();
        let first = input.lines().next().unwrap_or_default();
        let more = input.lines().count() - 1;
        let lines = if more > 0 {
            format!(" (+{more} lines)")
        } else {
            String::new()
        };
        writeln!(table, "{first}{lines}").unwrap();
        for (name, value) in capture.understood(Date::default()) {
            writeln!(table, "    {name}: {value}").unwrap();
        }
        if !capture.notes.is_empty() {
            writeln!(table, "    (the whole text is kept in the notes)").unwrap();
        }
    }
    table
}

#[test]
fn what_people_type_paste_and_share_is_understood() {
    assert!(inputs().count() >= 60);
    insta::assert_snapshot!(table_of(inputs()));
}

#[test]
fn a_text_that_is_too_long_is_refused_with_a_way_on() {
    let posting = "Data engineer at Acme. ".repeat(90_000);
    let problem = read(&posting).unwrap_err().to_string();
    assert!(problem.contains("50,000 characters") && problem.contains("Your text stays"));
    assert!(read(&"ä".repeat(MAX_POSTING_CHARS)).is_ok());
    assert!(read(&"ä".repeat(MAX_POSTING_CHARS + 1)).is_err());
    assert!(read(&"a".repeat(MAX_POSTING_CHARS + 1)).is_err());
}

#[test]
fn the_longest_text_is_read_whatever_it_is_made_of() {
    for piece in [
        "a",
        "a ",
        "(",
        "() ",
        "€ ",
        "€ 10 - ",
        "a,",
        "a\n",
        "Engineer at ",
        "x.y/",
        "remote ",
        "a: ",
        "日本",
        "🚀",
        "http://",
    ] {
        let text = piece.repeat(MAX_POSTING_CHARS / piece.chars().count());
        let capture = read(&text).unwrap();
        assert!(capture.company.chars().count() <= 240, "{piece:?}");
    }
}

#[test]
fn strange_schemes_stay_text() {
    for text in [
        "javascript:alert(1)",
        "Acme, Engineer, javascript:alert(1)",
        "data:text/html,hi/there.x",
    ] {
        let capture = read(text).unwrap();
        assert_eq!(capture.link, "", "{text}");
        assert_eq!(lost_word(text, &capture), None);
    }
}

#[test]
fn the_draft_holds_what_was_read() {
    let capture = read("Acme, Migration, freelance, https://acme.example/1?utm_source=x").unwrap();
    let draft = capture.opportunity();
    assert_eq!(
        (draft.company.as_str(), draft.role.as_str(), draft.kind),
        ("Acme", "Migration", Kind::Project)
    );
    assert_eq!(draft.link, "https://acme.example/1");
    assert_eq!(draft.notes, "");
}

/// Marks between words, which carry nothing.
const MARKS: &str = "–—“”„…·•⋅►，、：،؛";

/// The first word, emoji included, that stands in no field and is not what a field says in its own way.
fn lost_word(text: &str, capture: &Capture) -> Option<String> {
    let fields = capture.opportunity();
    let understood: Vec<String> = capture
        .understood(Date::default())
        .into_iter()
        .map(|(_, value)| value)
        .collect();
    let held = format!("{} {}", understood.join(" "), fields.notes).to_lowercase();
    // What a field says in its own words: workplace, kind, notes on gender, a link's tracking, words between fields.
    let said_otherwise = "remote fully remotely 100% work working from home office homeoffice anywhere hybrid hybrides arbeiten on site \
        onsite vor ort präsenz project contract projekt freelance gig freelancer freiberuflich auftrag b2b at @ bei der is hiring sucht \
        looking for a an in eine einen ein via com de m f w d x h i all alle genders gn div";
    let is_kept = |word: &str| {
        held.contains(word) || said_otherwise.split_whitespace().any(|one| one == word)
    };
    text.split_whitespace()
        .filter(|word| {
            SafeLink::parse(word).is_err() && !word.contains("http") && !word.contains("www.")
        })
        .flat_map(|word| {
            word.split(|letter: char| {
                !letter.is_alphanumeric() && (letter.is_ascii() || MARKS.contains(letter))
            })
        })
        .map(str::to_lowercase)
        .find(|word| !word.is_empty() && !word.contains(char::is_control) && !is_kept(word))
}

fn line_of_a_person() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "Acme",
        "Data engineer",
        "Müller & Söhne GmbH",
        "Berlin",
        "remote",
        "(hybrid)",
        " at ",
        " @ ",
        ", ",
        " - ",
        " | ",
        "\n",
        ": ",
        "€65k",
        "60-70k",
        "$ 45 / h",
        "https://jobs.lever.co/acme/1-2?utm_x=1",
        "(m/w/d)",
        "freelance",
        "is hiring a ",
        "🚀",
        "東京",
        "مهندس بيانات",
        "C++",
        "met Anna",
        "Location: ",
        "Company",
        "Inc.",
        "LinkedIn",
        "a.b/c.",
        "in ",
        "Salary\n",
        "no remote",
        "(",
        ")",
    ]);
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_word_is_lost(text in line_of_a_person()) {
        let capture = read(&text).unwrap();
        prop_assert_eq!(lost_word(&text, &capture), None, "{:?}", capture);
    }

    #[test]
    fn no_text_panics_or_loses_a_word(text in any::<String>(), tail in "\\PC{0,80}") {
        for text in [text.as_str(), &tail, &format!("{text}\n{tail}")] {
            let capture = read(text).unwrap();
            prop_assert_eq!(lost_word(text, &capture), None, "{:?}", capture);
            prop_assert!(capture.link.is_empty() || SafeLink::parse(&capture.link).is_ok());
        }
    }

    #[test]
    fn several_lines_are_kept_word_for_word(lines in proptest::collection::vec("[^\n\r]{0,60}[a-z]", 2..20)) {
        let text = lines.join("\n");
        prop_assert_eq!(read(&text).unwrap().notes, text.trim());
    }
}
