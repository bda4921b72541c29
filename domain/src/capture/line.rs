//! Reading one line: “Acme, Data engineer”, “Data engineer @ Acme (remote)”, “Acme | Data engineer | Berlin | 65k”.

use super::words::{
    board_named, is_gender_note, is_only_project, is_project, looks_like_role, role_strength,
    without_workplace, workplace_in,
};
use super::{Capture, is_short, label, pay};
use crate::model::opportunity::Kind;

/// The most words of a line taken for a name when nothing else is known of it.
const MOST_WORDS_OF_A_NAME: usize = 12;

/// Words between what is wanted and who wants it.
const BEFORE_COMPANY: [&str; 7] = [" @ ", " @", " at ", " bei der ", " bei ", " chez ", " for "];

/// Words between who wants it and what is wanted.
const AFTER_COMPANY: [&str; 5] = [
    " is hiring ",
    " hiring ",
    " is looking for ",
    " sucht ",
    " recrute ",
];

/// Parts that belong to the name before them: “Acme, Inc.”.
const LEGAL_PARTS: [&str; 8] = ["inc", "inc.", "ltd", "ltd.", "llc", "gmbh", "corp.", "s.a."];

/// What stands between parts, besides dashes with spaces.
pub(super) const SEPARATORS: &str = ",;|·•⋅►\t，、：،؛";

/// Reads a line into whatever is still empty.
pub(super) fn read_line(capture: &mut Capture, line: &str) {
    let line = take_brackets(capture, line);
    let line = match pay::take_pay(&line) {
        Some((found, rest)) if capture.pay.is_empty() => {
            capture.pay = found;
            rest
        }
        _ => line,
    };
    if is_project(&line) {
        capture.kind = Kind::Project;
    }
    if let Some((role, company)) = split_at_company(&line) {
        let parts = sort_out(capture, split_parts(role));
        fill(&mut capture.role, &parts.join(", "));
        let mut parts = sort_out(capture, split_parts(company));
        if !parts.is_empty() {
            let (name, place) = split_place(&parts.remove(0));
            fill(&mut capture.company, &name);
            fill(&mut capture.place, &place);
        }
        fill(&mut capture.place, &place_of(&parts));
    } else if let Some((company, role)) = split_after_company(&line) {
        fill(&mut capture.company, company);
        let mut parts = sort_out(capture, split_parts(role));
        if !parts.is_empty() {
            let (role, place) = split_place(&parts.remove(0));
            fill(&mut capture.role, without_article(&role));
            let place = [vec![place], parts].concat();
            fill(&mut capture.place, &place_of(&place));
        }
    } else {
        let parts = sort_out(capture, split_parts(&line));
        assign(capture, parts);
    }
}

/// Puts parts without words between them where they belong: the company first, unless only the first is a role.
fn assign(capture: &mut Capture, mut parts: Vec<String>) {
    let strength: Vec<u8> = parts.iter().map(|part| role_strength(part)).collect();
    let role = match strength.as_slice() {
        [] => return,
        [0] if parts[0].split_whitespace().count() > MOST_WORDS_OF_A_NAME => return,
        [only] => (*only > 0).then_some(0),
        [first, second, ..] if first > second => Some(0),
        [0, 0, later @ ..] => later
            .iter()
            .position(|other| *other > 0)
            .map_or(Some(1), |at| Some(at + 2)),
        _ => Some(1),
    };
    if let Some(role) = role {
        fill(&mut capture.role, &parts.remove(role));
    }
    if !parts.is_empty() {
        fill(&mut capture.company, &parts.remove(0));
    }
    fill(&mut capture.place, &place_of(&parts));
}

/// Takes out the parts that say workplace, pay, board or kind, and leaves names and places.
pub(super) fn sort_out(capture: &mut Capture, parts: Vec<String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let board = board_named(&part);
        if label::read_label(capture, &part) {
            continue;
        } else if !board.is_empty() && !names.is_empty() && capture.source.is_empty() {
            board.clone_into(&mut capture.source);
        } else if let Some((name, source)) = part
            .split_once("via ")
            .filter(|(name, _)| name.is_empty() || name.ends_with(' '))
        {
            fill(&mut capture.source, source);
            names.extend(Some(name.trim().to_owned()).filter(|name| !name.is_empty()));
        } else if is_only_project(&part) {
            capture.kind = Kind::Project;
        } else if is_duration(&part) {
            // Neither a name nor a place: it stays in the notes.
            continue;
        } else if pay::is_bare_amount(&part) && capture.pay.is_empty() {
            capture.pay = part;
        } else if LEGAL_PARTS.contains(&part.to_lowercase().as_str()) && !names.is_empty() {
            let last = names.len() - 1;
            names[last] = format!("{}, {part}", names[last]);
        } else if let Some(workplace) = workplace_in(&part) {
            capture.workplace = capture.workplace.or(Some(workplace));
            let rest = without_workplace(&part);
            if !rest.is_empty() {
                names.push(rest);
            }
        } else {
            names.push(part);
        }
    }
    names
}

/// Parts between commas, bars, middots, colons and spaced dashes.
pub(super) fn split_parts(line: &str) -> Vec<String> {
    let mut unified = String::with_capacity(line.len());
    let mut before = ' ';
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let between_digits =
            before.is_ascii_digit() && letters.peek().is_some_and(char::is_ascii_digit);
        let separates = SEPARATORS.contains(letter) && !(letter == ',' && between_digits);
        unified.push(if separates { '|' } else { letter });
        before = letter;
    }
    for mark in [" - ", " – ", " — ", " // ", " -- "] {
        unified = unified.replace(mark, "|");
    }
    unified
        .split('|')
        .flat_map(|part| {
            // A label keeps its colon: what it names is asked first.
            let is_label = label::is_label(part);
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

/// “Data engineer” and “Acme” of “Data engineer at Acme”.
fn split_at_company(line: &str) -> Option<(&str, &str)> {
    BEFORE_COMPANY
        .iter()
        .find_map(|mark| {
            let (role, company) = line.split_once(mark)?;
            let company = company.trim();
            let is_name = company.starts_with(|letter: char| !letter.is_lowercase());
            let fits = match mark.trim() {
                "@" => true,
                "for" => looks_like_role(role) && is_name,
                _ => looks_like_role(role),
            };
            (fits && !role.trim().is_empty() && !company.is_empty()).then(|| (role.trim(), company))
        })
        .map(|(role, company)| {
            (
                role.strip_prefix("Job Application for ").unwrap_or(role),
                company,
            )
        })
}

/// “Acme” and “a Data engineer in Berlin” of “Acme is hiring a Data engineer in Berlin”.
pub(super) fn split_after_company(line: &str) -> Option<(&str, &str)> {
    AFTER_COMPANY.iter().find_map(|mark| {
        let (company, role) = line.split_once(mark)?;
        let is_name = is_short(company, 60) && !looks_like_role(company);
        (is_name && looks_like_role(role)).then(|| (company.trim(), role.trim()))
    })
}

/// “Acme” and “Berlin” of “Acme in Berlin”; a place begins with a capital or belongs to a script without any.
fn split_place(text: &str) -> (String, String) {
    match text.rsplit_once(" in ") {
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
            part.split_whitespace().count() <= 4 && is_short(part, 60) && !is_counted
        })
        .collect();
    places.join(", ")
}

/// “6 months”, “3+ years”.
fn is_duration(part: &str) -> bool {
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

/// Leaves out brackets that hold what other fields hold: “(remote)”, “(m/f/d)”, “(project)”.
fn take_brackets(capture: &mut Capture, line: &str) -> String {
    let line = without_gender_notes(line);
    let mut kept = String::with_capacity(line.len());
    let mut rest = line.as_str();
    while let Some(start) = rest.find(['(', '[']) {
        let Some(length) = rest[start..].find([')', ']']) else {
            break;
        };
        let inside = &rest[start + 1..start + length];
        kept.push_str(&rest[..start]);
        let workplace = workplace_in(inside);
        if is_only_project(inside) {
            capture.kind = Kind::Project;
        } else if workplace.is_some() {
            capture.workplace = capture.workplace.or(workplace);
            kept.push_str(" | ");
            kept.push_str(inside);
        } else {
            kept.push_str(&rest[start..=start + length]);
        }
        rest = &rest[start + length + 1..];
    }
    kept.push_str(rest);
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
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

fn fill(field: &mut String, value: &str) {
    if field.is_empty() {
        value.trim().clone_into(field);
    }
}
