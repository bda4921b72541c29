//! Reading one line: “Acme, Data engineer”, “Data engineer @ Acme (remote)”, “Acme | Data engineer
//! | Berlin | 65k”.

use super::captured::Capture;
use super::company::{leads_to_company, read_deed, split_after_company, split_at_company};
use super::label::is_label;
use super::labelled::read_label;
use super::parts::{
    before_gender_note, is_duration, place_of, split_parts, split_place, without_article,
    without_gender_notes,
};
use super::pay;
use super::place::{is_known_place, is_place};
use super::shape::{has_legal_form, is_name_like, leading_name};
use super::status::begins_with_status;
use super::words::{
    board_named, is_employment, is_interface, is_only_project, is_project, looks_like_role,
    role_strength, without_workplace, workplace_in,
};
use crate::model::opportunity::Kind;

/// The most words of a line taken for a name when nothing else is known of it.
const MOST_WORDS_OF_A_NAME: usize = 12;

/// Parts that belong to the name before them: “Acme, Inc.”.
const LEGAL_PARTS: [&str; 8] = ["inc", "inc.", "ltd", "ltd.", "llc", "gmbh", "corp.", "s.a."];

/// Reads a line into whatever is still empty.
pub(super) fn read_line(capture: &mut Capture, line: &str) {
    let line = without_addresses(without_intro(without_bullet(line)));
    let marked = before_gender_note(&line).map(str::to_owned);
    let line = take_brackets(capture, &line);
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
    if let Some((company, role)) = read_deed(&line) {
        fill(&mut capture.company, &company);
        fill(&mut capture.role, &role);
    } else if let Some(parts) = barred(&line).or_else(|| dashed(&line)) {
        read_barred(capture, &parts, marked.as_deref());
    } else if let Some(offered) = split_at_company(&line) {
        let parts = sort_out(capture, split_parts(offered.role));
        fill(&mut capture.role, &parts.join(", "));
        let mut parts = sort_out(capture, split_parts(offered.company));
        if !parts.is_empty() {
            let (name, place) = split_place(&parts.remove(0));
            let is_phrase = !is_name_like(&name) && name.contains(char::is_uppercase);
            let name = if is_phrase {
                leading_name(&name)
            } else {
                &name
            };
            fill(&mut capture.company, name);
            fill(&mut capture.place, &place);
        }
        fill(&mut capture.place, offered.place);
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
        assign(capture, parts, marked.as_deref());
    }
}

/// A line without the mark of a list before it: “- Acme, Cook”.
fn without_bullet(line: &str) -> &str {
    match line.split_once(' ') {
        Some((mark, rest)) if is_bullet(mark) => rest.trim_start(),
        _ => line,
    }
}

/// Whether a word is the mark before the lines of a list.
pub(super) fn is_bullet(word: &str) -> bool {
    matches!(word, "-" | "–" | "*" | "•" | "·")
}

/// A line without what leads to a role and names nobody: “Hiring: ”, “Just saw this one: ”.
fn without_intro(line: &str) -> &str {
    let says_deed = ["Job Application for ", "Application for ", "Bewerbung als "];
    if let Some(role) = says_deed.iter().find_map(|start| line.strip_prefix(start)) {
        return role;
    }
    let Some((intro, rest)) = line.split_once(": ") else {
        return line;
    };
    let names_nobody = (is_interface(intro) || !is_name_like(intro)) && !leads_to_company(intro);
    let is_intro = names_nobody
        && !is_label(intro)
        && !looks_like_role(intro)
        && !intro.contains([',', '|', '–', '—', ';', '@'])
        && !intro.contains(" - ")
        && looks_like_role(rest);
    if is_intro { rest } else { line }
}

/// The parts of a line between bars: “Acme | Engineer, Payments | Berlin”. Commas are inside of
/// them.
fn barred(line: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = line.split(" | ").map(str::trim).collect();
    (parts.len() > 2).then_some(parts)
}

/// “Senior manager, Tax — Acme”: a dash parts more than a comma does, unless a place follows it, as
/// in “Data engineer, Acme – Berlin”.
fn dashed(line: &str) -> Option<Vec<&str>> {
    let mark = [" | ", " — ", " – ", " - "]
        .into_iter()
        .find(|mark| line.contains(mark))?;
    let parts: Vec<&str> = line.split(mark).map(str::trim).collect();
    let [role, rest] = parts.as_slice() else {
        return None;
    };
    let (name, _) = role.split_once(", ")?;
    let company = rest.split([',', '(', '·', '|']).next()?.trim();
    let is_company = is_name_like(company)
        && !is_place(company)
        && !looks_like_role(rest)
        && !begins_with_status(company)
        && workplace_in(company).is_none()
        && board_named(company).is_empty()
        && !is_employment(company)
        && !is_only_project(company)
        && !is_duration(company);
    (role_strength(name) == 2 && is_company && !has_legal_form(role)).then_some(parts)
}

/// Reads parts between bars: one of them is the role, with its commas; the others are told apart
/// like parts of any line.
fn read_barred(capture: &mut Capture, parts: &[&str], marked: Option<&str>) {
    let strength = |part: &str| strength_of(part, marked);
    let role = (0..parts.len())
        .filter(|at| strength(parts[*at]) > 0)
        .max_by_key(|at| (strength(parts[*at]), usize::MAX - at))
        .filter(|at| strength(parts[*at]) > 1 || *at < 2);
    let mut others: Vec<String> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        if Some(at) == role {
            let role = part.trim_matches([',', ' ']);
            fill(&mut capture.role, role);
        } else {
            others.extend(sort_out(capture, split_parts(part)));
        }
    }
    if role.is_none() {
        assign(capture, others, marked);
        return;
    }
    if !others.is_empty() {
        let name = others.remove(0);
        // “Acme (YC S21)”: what is in brackets is about the company.
        let bare = name.split(" (").next().unwrap_or_default();
        fill(&mut capture.company, bare);
    }
    others.retain(|part| strength(part) == 0);
    let places: Vec<String> = others
        .iter()
        .map(|part| part.trim_matches(['(', ')']).to_owned())
        .collect();
    fill(&mut capture.place, &place_of(&places));
}

/// How clearly a part is a role. A note on gender after it leaves no doubt.
fn strength_of(part: &str, marked: Option<&str>) -> u8 {
    let is_marked = marked.is_some_and(|before| before.ends_with(part.trim()));
    if is_marked { 3 } else { role_strength(part) }
}

/// A line without mail addresses and what begins like an address of another kind: they are no part
/// of a name.
fn without_addresses(line: &str) -> String {
    let is_address = |word: &str| {
        let has_scheme = [
            "javascript:",
            "data:",
            "mailto:",
            "tel:",
            "file:",
            "vbscript:",
            "http:",
            "https:",
        ]
        .iter()
        .any(|scheme| {
            word.get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        let is_mail = word
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        is_mail || has_scheme
    };
    if !line.contains(['@', ':']) {
        return line.to_owned();
    }
    line.split(' ')
        .filter(|word| !is_address(word))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Puts parts without words between them where they belong: the company first, unless only the
/// first is a role.
fn assign(capture: &mut Capture, mut parts: Vec<String>, marked: Option<&str>) {
    let strength: Vec<u8> = parts.iter().map(|part| strength_of(part, marked)).collect();
    let words: usize = parts
        .iter()
        .map(|part| part.split_whitespace().count())
        .sum();
    let is_sentence = parts
        .last()
        .is_some_and(|last| last.ends_with(['.', '?', '!']) && !has_legal_form(last));
    let role = match strength.as_slice() {
        [] => return,
        // Commas of a sentence part no names.
        [_, _, ..] if is_sentence && words > MOST_WORDS_OF_A_NAME => return,
        [0] if parts[0].split_whitespace().count() > MOST_WORDS_OF_A_NAME => return,
        // A phrase is no name; it is what the opportunity goes by until there is a better word.
        [0] if !is_name_like(&parts[0]) && parts[0].contains(char::is_uppercase) => Some(0),
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
    let is_place = |part: &String| is_known_place(part) && !has_legal_form(part);
    // “Anna Lee (Recruiter, Acme)” says who somebody is.
    let is_person = |part: &String| part.contains('(') && looks_like_role(part);
    if parts
        .first()
        .is_some_and(|part| !is_place(part) && !is_person(part))
    {
        fill(&mut capture.company, &parts.remove(0));
    }
    fill(&mut capture.place, &place_of(&parts));
}

/// Takes out the parts that say workplace, pay, board or kind, and leaves names and places.
pub(super) fn sort_out(capture: &mut Capture, parts: Vec<String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let board = board_named(&part);
        if read_label(capture, &part) {
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
        } else if is_duration(&part) || begins_with_status(&part) || is_employment(&part) {
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
        } else if let Some(source) = inside.strip_prefix("via ") {
            fill(&mut capture.source, source);
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

fn fill(field: &mut String, value: &str) {
    if field.is_empty() {
        value.trim().clone_into(field);
    }
}
