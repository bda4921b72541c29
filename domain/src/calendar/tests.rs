//! What a calendar file holds, line by line, and that no text breaks its form. Other programs read it in `end2end/tests/calendar.spec.ts`.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Berlin as it is in 2026: an hour ahead, two from 29 March to 25 October, both at 01:00 UTC.
fn berlin(zone: &str, ms: u64) -> Option<i32> {
    const SPRING: u64 = 1_774_746_000_000;
    const AUTUMN: u64 = 1_792_890_000_000;
    (zone == "Europe/Berlin").then_some(if (SPRING..AUTUMN).contains(&ms) {
        120
    } else {
        60
    })
}

fn entry(when: When) -> Entry {
    Entry {
        id: RecordId::parse("0190f5a0-0000-7000-8000-000000000001").unwrap(),
        when,
        title: "Call; with, Zoë\\Jürgen".into(),
        notes: "Two\nlines".into(),
        link: Some("https://example.org/meet".into()),
        changed_ms: 1_722_124_800_000,
    }
}

fn at(on: &str, zone: &str) -> When {
    When::At {
        on: day(on),
        minute: 14 * 60 + 5,
        zone: zone.into(),
        minutes: 45,
    }
}

#[test]
fn a_calendar_reads_line_by_line_as_the_standard_has_it() {
    let entries = [
        entry(at("2026-03-28", "Europe/Berlin")),
        entry(at("2026-03-30", "")),
        entry(When::Day(day("2028-02-29"))),
    ];
    insta::assert_snapshot!(write("One Yes", &entries, &berlin).replace("\r\n", "\n"));
}

#[test]
fn a_zone_says_when_its_clocks_are_set() {
    let entries = [
        entry(at("2026-01-10", "Europe/Berlin")),
        entry(at("2026-12-10", "Europe/Berlin")),
    ];
    let text = write("x", &entries, &berlin);
    assert!(text.contains(
        "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
    ));
    assert!(text.contains(
        "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    ));
}

#[test]
fn an_unknown_or_dressed_up_zone_is_the_clock_of_wherever_one_is() {
    for zone in ["Mars/Olympus", "X\r\nBEGIN:VALARM", ""] {
        let text = write("x", &[entry(at("2026-03-28", zone))], &berlin);
        assert!(text.contains("\r\nDTSTART:20260328T140500\r\n"), "{text}");
        assert!(!text.contains("VTIMEZONE") && !text.contains("VALARM"));
    }
}

#[test]
fn the_google_link_carries_everything_encoded() {
    let link = google_link(&entry(at("2026-03-28", "Europe/Berlin")));
    assert!(link.contains(
        "&dates=20260328T140500/20260328T145000&ctz=Europe%2FBerlin&details=Two%0Alines"
    ));
    assert!(link.contains("text=Call%3B%20with%2C%20Zo%C3%AB"));
    let late = When::At {
        on: day("2026-12-31"),
        minute: 1_430,
        zone: String::new(),
        minutes: 30,
    };
    assert!(google_link(&entry(late)).contains("dates=20261231T235000/20270101T002000&"));
}

/// Reads a file back: unfolds, and undoes the escapes of one property.
fn read_back(text: &str, name: &str) -> Vec<String> {
    let unfolded = text.replace("\r\n ", "");
    unfolded
        .split("\r\n")
        .filter_map(|line| line.strip_prefix(&format!("{name}:")))
        .map(|value| {
            let mut plain = String::new();
            let mut letters = value.chars();
            while let Some(letter) = letters.next() {
                match letter {
                    '\\' => match letters.next() {
                        Some('n') => plain.push('\n'),
                        Some(other) => plain.push(other),
                        None => {}
                    },
                    _ => plain.push(letter),
                }
            }
            plain
        })
        .collect()
}

proptest! {
    #[test]
    fn any_text_comes_back_and_no_line_is_too_long(title in "[^\\p{C}]{0,200}", notes in "([^\\p{C}]|\n){0,200}") {
        let it = Entry { title: title.clone(), notes: notes.clone(), ..entry(When::Day(day("2026-01-01"))) };
        let text = write("One Yes", &[it], &berlin);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
        prop_assert_eq!(read_back(&text, "SUMMARY"), vec![title]);
        if !notes.is_empty() {
            prop_assert_eq!(read_back(&text, "DESCRIPTION"), vec![notes]);
        }
        prop_assert_eq!(read_back(&text, "BEGIN"), vec!["VCALENDAR", "VEVENT"]);
    }
}
