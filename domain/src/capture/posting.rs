//! Reading a posting of several lines: labels first, then what companies say of themselves, then the title line.

mod company;
mod signs;
mod title;

use super::captured::Capture;
use super::labelled::read_labels;
use super::limits::{LONGEST_TITLE, is_short};
use super::pay;
use super::words::{is_project, role_strength, workplace_in, workplace_in_prose};
use crate::model::opportunity::Kind;
use company::{AFTER_NAME, SURE, read_company};
use signs::{is_name, is_title};
use title::{read_neighbours, read_role_of_prose, read_title};

/// How many lines guessing looks at.
const LINES_READ: usize = 300;

/// How many lines of the beginning can hold the title.
const LINES_OF_THE_HEAD: usize = 12;

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
