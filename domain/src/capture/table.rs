//! Rows of a spreadsheet or a list: each row is an opportunity of its own.

mod cells;
mod columns;

use super::captured::Capture;
use super::limits::{LONGEST_LINE, is_short};
use super::line::is_bullet;
use super::words::looks_like_role;
use cells::rows_of;
use columns::Columns;

/// The most lines that can be a list typed by hand.
const MOST_LINES: usize = 300;

/// The opportunities of a text in which each line is one, if there are several: rows of a table,
/// lines that each name a role and a company, or links.
pub(super) fn read_several(text: &str) -> Option<Vec<Capture>> {
    let text = without_markers(text);
    let text = text.as_str();
    let rows = read_table(text).filter(|rows| rows.len() > 1);
    rows.or_else(|| read_lines(text))
}

/// A text without the marks of a list, where each line has one: “1. ”, “2) ”, “- ”, “\[x\] ”.
fn without_markers(text: &str) -> String {
    let bare: Option<Vec<&str>> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| without_marker(line.trim_start()))
        .collect();
    bare.map_or_else(|| text.to_owned(), |lines| lines.join("\n"))
}

fn without_marker(line: &str) -> Option<&str> {
    let box_after = |line: &str| {
        ["[ ] ", "[x] ", "[X] ", "☐ ", "☑ ", "☒ "]
            .iter()
            .find_map(|mark| line.strip_prefix(mark))
            .map(str::len)
    };
    let (mark, rest) = line.split_once(' ')?;
    let number = mark.trim_end_matches(['.', ')']);
    let is_number = number.len() < mark.len()
        && (1..=3).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit());
    let rest = if is_number || is_bullet(mark) {
        rest.trim_start()
    } else {
        line
    };
    let left = box_after(rest).unwrap_or(rest.len());
    (left < line.len()).then(|| &line[line.len() - left..])
}

fn read_lines(text: &str) -> Option<Vec<Capture>> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if !(2..=MOST_LINES).contains(&lines.len())
        || !lines.iter().all(|line| is_short(line, LONGEST_LINE))
    {
        return None;
    }
    let captures: Vec<Capture> = lines
        .iter()
        .map(|line| super::read(line).ok())
        .collect::<Option<_>>()?;
    let have_links = captures.iter().all(|capture| !capture.link.is_empty());
    let is_whole = |capture: &Capture| {
        !capture.company.is_empty()
            && looks_like_role(&capture.role)
            && !looks_like_role(&capture.company)
    };
    let is_sentence = |line: &&str| line.ends_with(['.', '!', '?', ':']);
    let are_whole = captures.iter().all(is_whole) && !lines.iter().any(is_sentence);
    let are_different = captures.windows(2).all(|two| two[0] != two[1]);
    ((have_links || are_whole) && are_different).then_some(captures)
}

/// The opportunities in the rows of a table.
pub(super) fn read_table(text: &str) -> Option<Vec<Capture>> {
    let rows = rows_of(text)?;
    let columns = Columns::of(&rows)?;
    let body = &rows[columns.first_row()..];
    let captures: Vec<Capture> = body
        .iter()
        .map(|row| columns.read(row))
        .filter(|capture| !capture.company.is_empty() || !capture.role.is_empty())
        .collect();
    (!captures.is_empty()).then_some(captures)
}
