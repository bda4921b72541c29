//! Reading a posting of several lines: labels first, then the title line, then what companies say of themselves.

use super::words::{looks_like_role, workplace_in};
use super::{Capture, read_line, split_parts};

/// How many lines guessing looks at.
const LINES_READ: usize = 200;

/// The longest line taken for a title or a name, in characters.
const LONGEST_TITLE: usize = 100;

enum Field {
    Company,
    Role,
    Place,
    Pay,
}

const LABELS: [(&str, Field); 16] = [
    ("company", Field::Company),
    ("employer", Field::Company),
    ("firma", Field::Company),
    ("unternehmen", Field::Company),
    ("arbeitgeber", Field::Company),
    ("role", Field::Role),
    ("position", Field::Role),
    ("job title", Field::Role),
    ("title", Field::Role),
    ("stelle", Field::Role),
    ("location", Field::Place),
    ("standort", Field::Place),
    ("arbeitsort", Field::Place),
    ("salary", Field::Pay),
    ("compensation", Field::Pay),
    ("gehalt", Field::Pay),
];

/// Fills what several lines give away.
pub(super) fn read_posting(capture: &mut Capture, lines: &[&str]) {
    let lines = &lines[..lines.len().min(LINES_READ)];
    for line in lines {
        read_label(capture, line);
    }
    for line in lines {
        if capture.company.is_empty() {
            read_company(capture, line);
        }
    }
    let Some(title) = lines.iter().find(|line| is_title(line)) else {
        return;
    };
    let mut first = Capture::default();
    read_line(&mut first, title);
    if capture.role.is_empty() {
        capture.role = first.role;
    }
    if capture.company.is_empty() && !first.company.is_empty() {
        capture.company = first.company;
    } else if capture.company.is_empty() {
        // Boards show the title, then the company, then the place, a line each.
        let below = lines.iter().skip_while(|line| *line != title).nth(1);
        if let Some(name) = below.filter(|line| is_name(line)) {
            let parts = split_parts(name);
            capture.company = parts.first().cloned().unwrap_or_default();
            if capture.place.is_empty() {
                capture.place = super::place_after_role(&parts[1.min(parts.len())..]);
            }
        }
    }
    if capture.place.is_empty() {
        capture.place = first.place;
    }
}

fn read_label(capture: &mut Capture, line: &str) {
    let Some((label, value)) = line.split_once(':') else {
        return;
    };
    let value = value.trim();
    let label = label.trim().to_lowercase();
    if value.is_empty() || value.chars().count() > LONGEST_TITLE {
        return;
    }
    let Some((_, field)) = LABELS.iter().find(|(word, _)| *word == label) else {
        return;
    };
    let target = match field {
        Field::Company => &mut capture.company,
        Field::Role => &mut capture.role,
        Field::Place => &mut capture.place,
        Field::Pay => {
            value.clone_into(&mut capture.pay);
            return;
        }
    };
    if target.is_empty() {
        value.clone_into(target);
    }
}

fn read_company(capture: &mut Capture, line: &str) {
    let name = if let Some(name) = line.strip_prefix("About ") {
        name
    } else if let Some((name, _)) = line.split_once(" is hiring") {
        name
    } else if let Some((name, _)) = line.split_once(" is looking for") {
        name
    } else {
        return;
    };
    let name = name.trim_end_matches([':', '.', '?']).trim();
    let is_us = matches!(name.to_lowercase().as_str(), "us" | "the role" | "you" | "the job" | "the team" | "the company" | "we" | "this role");
    if !is_us && is_name(name) {
        name.clone_into(&mut capture.company);
    }
}

fn is_title(line: &&&str) -> bool {
    line.chars().count() <= LONGEST_TITLE && looks_like_role(line) && !line.ends_with('.')
}

fn is_name(line: &str) -> bool {
    let is_short = line.chars().count() <= 60 && line.split_whitespace().count() <= 6;
    is_short && !looks_like_role(line) && workplace_in(line).is_none() && !line.ends_with('.')
}
