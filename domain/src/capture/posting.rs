//! Reading a posting of several lines: labels first, then what companies say of themselves, then the title line.

use super::label::{is_label, read_labels};
use super::line::{
    place_of, read_line, sort_out, split_after_company, split_parts, without_article,
    without_gender_notes,
};
use super::words::{is_project, looks_like_role, role_strength, workplace_in, workplace_in_prose};
use super::{Capture, LONGEST_TITLE, is_short, pay};
use crate::model::opportunity::Kind;
use crate::values::text::fold;

/// How many lines guessing looks at.
const LINES_READ: usize = 300;

/// How many lines of the beginning can hold the title.
const LINES_OF_THE_HEAD: usize = 12;

/// Openings of lines that name the company.
const BEFORE_NAME: [&str; 5] = ["About ", "Über ", "Join ", "Why ", "Life at "];

/// What stands after the company's name in such lines.
const AFTER_NAME: [&str; 7] = [
    " is hiring",
    " is looking for",
    " is seeking",
    " sucht ",
    " is a ",
    " is an ",
    " ist ein",
];

/// How many of them are sure signs.
const SURE: usize = 4;

/// What such lines name that is no company.
#[rustfmt::skip]
const NO_NAMES: [&str; 27] = [
    "us", "you", "uns", "we", "wir", "it", "this", "our", "the", "der", "die", "das", "dein", "your", "who", "what", "there", "here",
    "he", "she", "they", "this role", "es", "now", "me", "not", "if",
];

/// Fills what several lines give away.
pub(super) fn read_posting(capture: &mut Capture, lines: &[&str]) {
    let lines = &lines[..lines.len().min(LINES_READ)];
    read_labels(capture, lines);
    read_small_print(capture, lines);
    for line in lines {
        if capture.company.is_empty() {
            read_company(capture, line, &AFTER_NAME[..SURE]);
        }
    }
    let title = lines
        .iter()
        .take(LINES_OF_THE_HEAD)
        .position(is_title)
        .or_else(|| {
            lines
                .iter()
                .position(|line| is_title(line) && role_strength(line) == 2)
        });
    if let Some(title) = title {
        read_title(capture, lines, title);
    }
    for line in lines {
        if capture.company.is_empty() {
            read_company(capture, line, &AFTER_NAME);
        }
    }
    if let Some(title) = title
        && capture.company.is_empty()
    {
        read_neighbours(capture, lines, title);
    }
    if title.is_none() && capture.role.is_empty() {
        read_role_of_prose(capture, lines);
    }
    let nothing = capture.company.is_empty() && capture.role.is_empty();
    if nothing && let Some(first) = lines.first().filter(|line| is_name(line)) {
        (*first).clone_into(&mut capture.company);
    }
}

/// Workplace, pay and kind: in short lines by a word, in running text only where it is clear.
fn read_small_print(capture: &mut Capture, lines: &[&str]) {
    let short = || lines.iter().filter(|line| is_short(line, LONGEST_TITLE));
    let said = capture.workplace;
    capture.workplace = said
        .or_else(|| short().find_map(|line| workplace_in(line)))
        .or_else(|| lines.iter().find_map(|line| workplace_in_prose(line)));
    if capture.pay.is_empty()
        && let Some((pay, _)) = lines.iter().find_map(|line| pay::take_pay(line))
    {
        capture.pay = pay;
    }
    if short().any(|line| is_project(line)) {
        capture.kind = Kind::Project;
    }
}

/// A short line that names a role and is neither a sentence nor a label nor an item of a list.
fn is_title(line: &&str) -> bool {
    let is_item = line.starts_with(['-', '*', '•', '–', '·', '✓']);
    let begins = line.starts_with(|letter: char| !letter.is_lowercase());
    let says_us = [
        "About ", "Our ", "Your ", "You ", "We ", "What ", "As ", "Über ", "Wir ", "Dein",
    ];
    let is_sentence = line.ends_with(['.', '!', '?', ':', ',', ';'])
        || says_us.iter().any(|start| line.starts_with(start));
    is_short(line, LONGEST_TITLE)
        && looks_like_role(line)
        && begins
        && !is_item
        && !is_sentence
        && !is_label(line)
}

/// Reads the title line; commas in it belong to the role where the company is known already.
fn read_title(capture: &mut Capture, lines: &[&str], title: usize) {
    let line = lines[title];
    let mut first = Capture::default();
    if capture.company.is_empty() {
        read_line(&mut first, line);
    } else {
        let known = fold(&capture.company);
        let mut others = Capture::default();
        read_line(&mut others, line);
        let parts: Vec<&str> = line
            .split(" | ")
            .flat_map(|part| part.split(" - "))
            .collect();
        let own = parts
            .iter()
            .find(|part| looks_like_role(part) && fold(part) != known);
        let is_whole =
            parts.len() == 1 && fold(&others.company) != known && others.place.is_empty();
        first.role = match own {
            Some(role) if is_whole => without_gender_notes(role).trim().to_owned(),
            _ => others.role,
        };
    }
    let keep = |field: &mut String, value: String| {
        if field.is_empty() {
            *field = value;
        }
    };
    keep(&mut capture.role, first.role);
    keep(&mut capture.company, first.company);
    keep(&mut capture.place, first.place);
    keep(&mut capture.source, first.source);
}

/// “Acme is looking for a Timetable planner to join the team”; of a project, the first line that says what it is.
fn read_role_of_prose(capture: &mut Capture, lines: &[&str]) {
    let wanted = lines.iter().find_map(|line| {
        let (_, role) = split_after_company(line)?;
        let ends = [" to ", " in ", " who ", " for ", ",", ".", " (", " that "];
        let end = ends
            .iter()
            .filter_map(|end| role.find(end))
            .min()
            .unwrap_or(role.len());
        Some(without_article(&role[..end])).filter(|role| looks_like_role(role))
    });
    let project = || {
        let is_task =
            |line: &&&str| is_name(line) && !is_project(line) && **line != capture.company;
        lines
            .iter()
            .take(3)
            .find(is_task)
            .copied()
            .filter(|_| capture.kind == Kind::Project)
    };
    if let Some(role) = wanted.or_else(project) {
        role.clone_into(&mut capture.role);
    }
}

/// Boards show the title, then the company, then the place, a line each; some show the company above.
fn read_neighbours(capture: &mut Capture, lines: &[&str], title: usize) {
    let below = lines.get(title + 1).filter(|line| is_name(line));
    let above = title
        .checked_sub(1)
        .and_then(|at| lines.get(at))
        .filter(|line| is_name(line));
    let is_above = title == 1 && above.is_some();
    let Some(name) = (if is_above { above } else { below.or(above) }) else {
        return;
    };
    let mut parts = sort_out(capture, split_parts(name));
    if parts.is_empty() {
        return;
    }
    capture.company = parts.remove(0);
    if !capture.place.is_empty() {
        return;
    }
    capture.place = place_of(&parts);
    let next = if is_above { title + 1 } else { title + 2 };
    // “Berlin, Germany · 2 weeks ago · 57 people clicked apply”
    let place = lines.get(next).and_then(|line| line.split('·').next());
    if capture.place.is_empty()
        && let Some(place) =
            place.filter(|place| is_name(&place.trim()) && pay::take_pay(place).is_none())
    {
        capture.place = place_of(&split_parts(place));
    }
}

/// “About Acme”, “Acme is hiring …”, “Join Acme”.
fn read_company(capture: &mut Capture, line: &str, after_name: &[&str]) {
    let before = BEFORE_NAME.iter().find_map(|start| {
        let name = line.strip_prefix(start)?;
        is_short(line, 60).then_some(name)
    });
    let after = || {
        after_name
            .iter()
            .find_map(|end| line.split_once(end))
            .map(|(name, _)| name)
    };
    let Some(name) = before.or_else(after) else {
        return;
    };
    let name = name.trim_matches([':', '.', '?', '!', ' ']);
    let first = fold(name.split(' ').next().unwrap_or_default());
    let begins = name.starts_with(|letter: char| !letter.is_lowercase());
    if begins && !NO_NAMES.contains(&first.as_str()) && is_name(&name) {
        name.clone_into(&mut capture.company);
    }
}

fn is_name(line: &&str) -> bool {
    let is_brief = is_short(line, 60) && line.split_whitespace().count() <= 6;
    let has_letters = line.chars().any(char::is_alphanumeric);
    let is_sentence = line.ends_with(['.', ':', '!', '?']);
    is_brief
        && has_letters
        && !looks_like_role(line)
        && workplace_in(line).is_none()
        && !is_sentence
        && !is_label(line)
}
