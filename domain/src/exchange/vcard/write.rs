//! Writing cards, in the version other programs ask for.

use super::card::Card;
use crate::exchange::content_line::{Lines, escaped};

/// Which vCard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// RFC 2426: what older programs read.
    V3,
    /// RFC 6350.
    V4,
}

/// Writes cards one after the other.
#[must_use]
pub fn write(cards: &[Card], version: Version) -> String {
    let mut lines = Lines::default();
    for card in cards {
        write_card(card, version, &mut lines);
    }
    lines.into_text()
}

fn write_card(card: &Card, version: Version, lines: &mut Lines) {
    let person = &card.person;
    lines.add("BEGIN", "VCARD");
    lines.add(
        "VERSION",
        if version == Version::V4 { "4.0" } else { "3.0" },
    );
    lines.add_text("UID", &card.uid);
    lines.add_text("FN", &person.name);
    if version == Version::V3 {
        // Version 3.0 asks for a structured name; the last word is taken for the family's.
        let (given, family) = person.name.rsplit_once(' ').unwrap_or(("", &person.name));
        lines.add("N", &format!("{};{};;;", escaped(family), escaped(given)));
    }
    for (name, text) in [
        ("ORG", &person.company),
        ("TITLE", &person.role),
        ("EMAIL", &person.mail),
        ("TEL", &person.phone),
        ("NOTE", &person.notes),
    ] {
        if !text.is_empty() {
            lines.add_text(name, text);
        }
    }
    if !person.profile.is_empty() {
        lines.add("URL", &person.profile);
    }
    if !person.tags.is_empty() {
        let tags: Vec<String> = person.tags.iter().map(|tag| escaped(tag)).collect();
        lines.add("CATEGORIES", &tags.join(","));
    }
    lines.add("END", "VCARD");
}
