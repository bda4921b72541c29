//! Reading a posting of several lines: labels first, then what companies say of themselves, then
//! the title line.

mod company;
mod evidence;
mod mail;
mod prose;
mod signs;
mod title;

use super::captured::Capture;
use super::labelled::read_labels;
use super::limits::{LONGEST_TITLE, is_short};
use super::parts::{before_gender_note, without_article, without_gender_notes};
use super::pay;
use super::shape::{has_legal_form, is_name_like};
use super::words::{is_project, role_strength, workplace_in, workplace_in_prose};
use crate::model::opportunity::Kind;
use company::{AFTER_NAME, SURE, read_company};
use evidence::{company_in, said_together};
use mail::body_of;
use prose::wanted_in;
use signs::{is_name, is_title};
use title::{read_name, read_place, read_role_of_prose, read_title};

/// How many lines guessing looks at.
const LINES_READ: usize = 300;

/// How many lines of the beginning can hold the title.
const LINES_OF_THE_HEAD: usize = 12;

/// The most lines of a note that begins with the company.
const LINES_OF_A_NOTE: usize = 3;

/// Fills what several lines give away.
pub(super) fn read_posting(capture: &mut Capture, lines: &[&str]) {
    let body = body_of(&lines[..lines.len().min(LINES_READ)]);
    let lines = body.lines.as_slice();
    read_labels(capture, lines);
    read_small_print(capture, lines);
    for line in lines {
        if capture.company.is_empty() {
            read_company(capture, line, &AFTER_NAME[..SURE]);
        }
    }
    if body.is_mail {
        read_mail(capture, lines);
    } else {
        read_page(capture, lines);
    }
}

/// A message to somebody: only its sentences tell. Lines that stand alone are heads and signatures.
fn read_mail(capture: &mut Capture, lines: &[&str]) {
    if let Some(wanted) = wanted_in(lines) {
        fill(&mut capture.role, without_article(&wanted.role).to_owned());
        fill(&mut capture.company, wanted.company);
        fill(&mut capture.place, wanted.place);
    }
    if capture.role.is_empty() {
        read_role_of_prose(capture, lines);
    }
    let titles: Vec<usize> = (0..lines.len())
        .filter(|at| is_title(&lines[*at]))
        .collect();
    if let [title] = titles.as_slice()
        && capture.role.is_empty()
    {
        read_title(capture, lines, *title);
    }
}

/// The page of a board, or a posting: a title, and lines around it.
fn read_page(capture: &mut Capture, lines: &[&str]) {
    if let Some((company, role)) = said_together(lines) {
        fill(&mut capture.company, company.to_owned());
        fill(
            &mut capture.role,
            without_gender_notes(role).trim().to_owned(),
        );
    }
    let title = title_of(lines);
    if let Some(title) = title {
        read_title(capture, lines, title);
    }
    for line in lines {
        if capture.company.is_empty() {
            read_company(capture, line, &AFTER_NAME);
        }
    }
    let says_role =
        |line: &str| line == capture.role || line.ends_with(&format!(": {}", capture.role));
    let named = lines
        .iter()
        .position(|line| !capture.role.is_empty() && says_role(line));
    if let Some(title) = title.or(named) {
        if capture.company.is_empty()
            && let Some(company) = company_in(lines, lines[title])
        {
            read_name(capture, &company);
        }
        read_place(capture, lines, title);
    }
    if title.is_none() && capture.role.is_empty() {
        read_role_of_prose(capture, lines);
    }
    if (capture.company.is_empty() || capture.role.is_empty())
        && let Some(wanted) = wanted_in(lines)
    {
        fill(&mut capture.company, wanted.company);
        fill(&mut capture.role, wanted.role);
        fill(&mut capture.place, wanted.place);
    }
    let nothing = capture.company.is_empty() && capture.role.is_empty();
    if nothing && let Some((role, company)) = title_above_company(lines) {
        without_gender_notes(role)
            .trim()
            .clone_into(&mut capture.role);
        company.clone_into(&mut capture.company);
        return;
    }
    // Of more lines, the first is as likely to be what the job is called.
    if nothing
        && lines.len() <= LINES_OF_A_NOTE
        && let Some(first) = lines
            .first()
            .filter(|line| is_name(line) && is_name_like(line))
    {
        (*first).clone_into(&mut capture.company);
    }
}

/// A title in words nobody here knows, above a company with its legal form.
fn title_above_company<'a>(lines: &[&'a str]) -> Option<(&'a str, &'a str)> {
    let head = &lines[..lines.len().min(LINES_OF_THE_HEAD)];
    let at = head
        .iter()
        .position(|line| is_short(line, LONGEST_TITLE) && has_legal_form(line))?;
    let company = head[at];
    let role = head[..at].iter().rev().find(|line| is_name(line));
    is_name_like(company).then(|| (role.copied().unwrap_or_default(), company))
}

/// The line that is the title: of those that name a role the one that does so most clearly, near
/// the beginning, and perhaps said again.
fn title_of(lines: &[&str]) -> Option<usize> {
    let weight = |at: usize| {
        let line = lines[at];
        let is_marked = before_gender_note(line).is_some();
        let strength = if is_marked {
            3
        } else {
            i32::from(role_strength(line))
        };
        let is_first = i32::from(at < 3);
        // Whoever offers “Data engineer at Acme” says it all in the title.
        strength * 4 + is_first - i32::try_from(at).unwrap_or(i32::MAX).min(60)
    };
    let is_candidate = |at: &usize| {
        let line = lines[*at];
        is_title(&line) && (*at < LINES_OF_THE_HEAD || role_strength(line) >= 2)
    };
    (0..lines.len())
        .filter(is_candidate)
        .max_by_key(|at| (weight(*at), usize::MAX - at))
}

/// Fills a field that is empty.
fn fill(field: &mut String, value: String) {
    if field.is_empty() {
        *field = value;
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
