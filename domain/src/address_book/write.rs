//! Writing cards, in the version other programs ask for.

use super::Card;

/// Which vCard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// RFC 2426: what older programs read.
    V3,
    /// RFC 6350.
    V4,
}

/// The longest line, in octets (RFC 6350, 3.2).
const LONGEST: usize = 75;

/// Writes cards one after the other.
#[must_use]
pub fn write(cards: &[Card], version: Version) -> String {
    let mut text = String::new();
    for card in cards {
        let person = &card.person;
        let mut add = |name: &str, value: &str| add_line(&mut text, name, value);
        let mut add_text = |name: &str, value: &str| {
            if !value.is_empty() {
                add(name, &escaped(value));
            }
        };
        add_text("BEGIN", "VCARD");
        add_text(
            "VERSION",
            if version == Version::V4 { "4.0" } else { "3.0" },
        );
        add_text("UID", &card.uid);
        add_text("FN", &person.name);
        if version == Version::V3 {
            // Version 3.0 asks for a structured name; the last word is taken for the family's.
            let (given, family) = person.name.rsplit_once(' ').unwrap_or(("", &person.name));
            add("N", &format!("{};{};;;", escaped(family), escaped(given)));
        }
        let mut add_text = |name: &str, value: &str| {
            if !value.is_empty() {
                add(name, &escaped(value));
            }
        };
        add_text("ORG", &person.company);
        add_text("TITLE", &person.role);
        add_text("EMAIL", &person.mail);
        add_text("TEL", &person.phone);
        add_text("NOTE", &person.notes);
        if !person.profile.is_empty() {
            add("URL", &person.profile);
        }
        if !person.tags.is_empty() {
            let tags: Vec<String> = person.tags.iter().map(|tag| escaped(tag)).collect();
            add("CATEGORIES", &tags.join(","));
        }
        add("END", "VCARD");
    }
    text
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ',' | ';' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' => escaped.push_str("\\n"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

fn add_line(text: &mut String, name: &str, value: &str) {
    let mut used = 0;
    let letters = name.chars().chain([':']).chain(value.chars());
    for letter in letters.filter(|letter| !letter.is_control()) {
        let size = letter.len_utf8();
        if used + size > LONGEST {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(letter);
        used += size;
    }
    text.push_str("\r\n");
}
