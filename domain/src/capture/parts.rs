//! The parts of a line: where they end, and which of them are names and places.

use super::label::is_label;
use super::limits::is_short;
use super::place::is_place;
use super::status::begins_with_status;
use super::words::{is_employment, looks_like_role};

/// Separators between parts, besides dashes with spaces.
pub(super) const SEPARATORS: &str = ",;|·•⋅►\t，、：،؛";

/// Parts between commas, bars, middots, colons and spaced dashes.
pub(super) fn split_parts(line: &str) -> Vec<String> {
    let mut unified = String::with_capacity(line.len());
    let mut before = ' ';
    let mut letters = line.chars().peekable();
    let mut closing = line.matches(')').count();
    let mut is_in_brackets = false;
    while let Some(letter) = letters.next() {
        match letter {
            '(' => is_in_brackets = closing > 0,
            ')' => (is_in_brackets, closing) = (false, closing - 1),
            _ => {}
        }
        let between_digits =
            before.is_ascii_digit() && letters.peek().is_some_and(char::is_ascii_digit);
        // A dot inside a word joins its two endings: “Chef·fe de projet”.
        let is_inside = "·•⋅".contains(letter)
            && before.is_alphabetic()
            && letters.peek().is_some_and(|next| next.is_lowercase());
        let belongs = is_inside || is_in_brackets || (letter == ',' && between_digits);
        let separates = SEPARATORS.contains(letter) && !belongs;
        unified.push(if separates { '|' } else { letter });
        before = letter;
    }
    for mark in [" - ", " – ", " — ", " // ", " -- "] {
        unified = unified.replace(mark, "|");
    }
    if slashes_separate(&unified) {
        unified = unified.replace(" / ", "|");
    }
    unified
        .split('|')
        .flat_map(|part| {
            // A label keeps its colon: labels are read first.
            let is_label = is_label(part);
            let pieces: Vec<&str> = if is_label {
                vec![part]
            } else {
                part.split(": ").collect()
            };
            pieces
        })
        .map(|part| part.trim().trim_end_matches([',', ':']).trim())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether spaced slashes part a line: “Acme / Data Engineer / Berlin”, and not “Frontend / Backend
/// engineer”, where they belong to the role.
fn slashes_separate(line: &str) -> bool {
    let parts: Vec<&str> = line.split(" / ").collect();
    let roles: Vec<usize> = (0..parts.len())
        .filter(|at| looks_like_role(parts[*at]))
        .collect();
    let has_place = parts.iter().any(|part| is_place(part));
    match roles.as_slice() {
        [role] => parts.len() > 2 && (*role + 1 < parts.len() || has_place),
        _ => false,
    }
}

/// “Acme” and “Berlin” of “Acme in Berlin”; a place begins with a capital or belongs to a script
/// without any.
pub(super) fn split_place(text: &str) -> (String, String) {
    let parted = [" in ", " à ", " em ", " i ", " te "]
        .iter()
        .find_map(|word| text.rsplit_once(word));
    match parted {
        Some((name, place)) if place.starts_with(|letter: char| !letter.is_lowercase()) => {
            (name.trim().to_owned(), place.trim().to_owned())
        }
        _ => (text.to_owned(), String::new()),
    }
}

pub(super) fn without_article(role: &str) -> &str {
    ["a ", "an ", "eine ", "einen ", "ein ", "un ", "une "]
        .iter()
        .find_map(|article| role.strip_prefix(article))
        .unwrap_or(role)
}

/// The first parts left that are short enough to be a place: “Berlin, Germany”.
pub(super) fn place_of(parts: &[String]) -> String {
    // Whoever writes nothing in capitals writes places so, too.
    let is_typed_small = !parts.iter().any(|part| part.contains(char::is_uppercase));
    let places: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .take(3)
        .take_while(|part| {
            let is_counted = part.split(' ').any(|word| {
                let is_number = word.bytes().any(|byte| byte.is_ascii_digit());
                is_number && !(4..=8).contains(&word.len())
            });
            part.split_whitespace().count() <= 4
                && is_short(part, 60)
                && !is_counted
                && !is_employment(part)
                && !begins_with_status(part)
                && !names_a_season(part)
                && (is_written_as_name(part) || is_typed_small)
        })
        .collect();
    places.join(", ")
}

/// Begins with a capital, with a digit of a postcode, or in a script without capitals.
fn is_written_as_name(part: &str) -> bool {
    part.trim_start_matches(['(', '\'', '’'])
        .starts_with(|letter: char| letter.is_alphanumeric() && !letter.is_lowercase())
}

/// “Summer 2027”, “März 2027”: a year at the end is no postcode.
fn names_a_season(part: &str) -> bool {
    let last = part.split_whitespace().next_back().unwrap_or_default();
    last.len() == 4
        && (last.starts_with("19") || last.starts_with("20"))
        && last.parse::<u32>().is_ok()
}

/// The text before the first note on gender, which stands after what someone does.
pub(super) fn before_gender_note(line: &str) -> Option<&str> {
    let mut from = 0;
    while let Some(start) = line[from..].find('(').map(|at| at + from) {
        let end = start + line[start..].find(')')?;
        if is_gender_note(&line[start + 1..end]) {
            return Some(line[..start].trim_end());
        }
        from = end;
    }
    let word = line
        .split(' ')
        .find(|word| word.contains('/') && is_gender_note(word.trim_matches(',')))?;
    let start = word.as_ptr() as usize - line.as_ptr() as usize;
    Some(line[..start].trim_end()).filter(|before| !before.is_empty())
}

/// “6 months”, “3+ years”.
pub(super) fn is_duration(part: &str) -> bool {
    const SPANS: [&str; 8] = [
        "month", "week", "day", "year", "monat", "woche", "tag", "jahr",
    ];
    let mut words = part.split([' ', '-']);
    let is_number = words
        .next()
        .is_some_and(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
    is_number
        && words.next().is_some_and(|word| {
            SPANS
                .iter()
                .any(|span| word.to_lowercase().starts_with(span))
        })
}

/// A line without “(m/f/d)” and “m/w/d”.
pub(super) fn without_gender_notes(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find('(') {
        let Some(length) = rest[start..].find(')') else {
            break;
        };
        kept.push_str(&rest[..start]);
        if !is_gender_note(&rest[start + 1..start + length]) {
            kept.push_str(&rest[start..=start + length]);
        }
        rest = &rest[start + length + 1..];
    }
    kept.push_str(rest);
    kept.split(' ')
        .filter(|word| !(word.contains('/') && is_gender_note(word.trim_matches(','))))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether brackets hold one of the notes that postings carry by law: “m/f/d”.
fn is_gender_note(text: &str) -> bool {
    let mut parts = text
        .split(['/', '|', '*', ' ', ','])
        .filter(|part| !part.is_empty())
        .peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            matches!(
                part.to_lowercase().as_str(),
                "m" | "f"
                    | "w"
                    | "d"
                    | "x"
                    | "h"
                    | "i"
                    | "v"
                    | "k"
                    | "nb"
                    | "all"
                    | "alle"
                    | "any"
                    | "gender"
                    | "genders"
                    | "gn"
                    | "div"
                    | "divers"
            )
        })
}
