//! Capture: reads one line, a link or a whole pasted posting into an opportunity. It guesses; every
//! word is kept. Of a posting in JSON all is kept that a reader of its page sees.

mod address;
mod captured;
mod company;
mod json_ld;
mod kept;
mod label;
mod labelled;
mod limits;
mod line;
mod parts;
mod pay;
mod place;
mod posting;
mod shape;
mod status;
mod table;
mod words;

use std::fmt;

use kept::says_more;
use limits::{LONGEST_LINE, is_short};
use words::looks_like_role;

pub use address::JobAddress;
pub use captured::{Capture, Happened};
pub use limits::MAX_POSTING_CHARS;
pub use status::Status;
pub(crate) use status::{month_named, status_named};

/// Why a text is not read; its `Display` is a sentence for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptureProblem {
    /// Longer than [`MAX_POSTING_CHARS`].
    TooLong,
}

impl fmt::Display for CaptureProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::TooLong => {
                "This text is longer than 50,000 characters. Cut it down to the part with the role and the company, then add it. Your text stays in the field."
            }
        })
    }
}

/// Reads what a person typed, pasted or shared: one opportunity, or those of the rows of a list.
///
/// # Errors
/// Says when the text is too long to be kept.
pub fn read_all(text: &str) -> Result<Vec<Capture>, CaptureProblem> {
    let one = read(text)?;
    if let Some(postings) = json_ld::read_json(text) {
        return Ok(postings);
    }
    Ok(table::read_several(text.trim()).unwrap_or_else(|| vec![one]))
}

/// Reads a text as one opportunity.
///
/// # Errors
/// Says when the text is too long to be kept.
pub fn read(text: &str) -> Result<Capture, CaptureProblem> {
    // A character has at most four bytes, so that a huge text is refused without counting it.
    let is_huge = text.len() > 4 * MAX_POSTING_CHARS;
    if is_huge || (text.len() > MAX_POSTING_CHARS && text.chars().count() > MAX_POSTING_CHARS) {
        return Err(CaptureProblem::TooLong);
    }
    if let Some(first) = json_ld::read_json(text).and_then(|postings| postings.into_iter().next()) {
        return Ok(first);
    }
    let text = text.trim();
    let (link, without_link) = address::take_link(text);
    let lines: Vec<&str> = without_link
        .lines()
        .map(str::trim)
        .filter(|line| line.contains(|letter: char| !letter.is_whitespace()))
        .collect();
    let mut capture = Capture::default();
    match lines.as_slice() {
        [] => {}
        [line] if is_short(line, LONGEST_LINE) => {
            if let Some(row) = row_of(&without_link) {
                capture = row;
            } else if link.is_none() || !is_remark(line) {
                line::read_line(&mut capture, line);
            }
        }
        many => {
            posting::read_posting(&mut capture, many);
            text.clone_into(&mut capture.notes);
        }
    }
    if let Some(link) = &link {
        address::read_link(&mut capture, link);
    }
    if capture.notes.is_empty() && says_more(&capture, &without_link) {
        text.clone_into(&mut capture.notes);
    }
    Ok(capture)
}

/// The opportunity in a line with tabs or quotation marks: one row of a spreadsheet.
fn row_of(line: &str) -> Option<Capture> {
    let mut row = table::read_table(line.trim())?.pop()?;
    row.notes.clear();
    Some(row)
}

/// Whether a line beside a link says something about it rather than naming it: “Check this out!”.
fn is_remark(line: &str) -> bool {
    !looks_like_role(line) && !shape::is_name_like(line) && !line.contains([',', '|', '–'])
}
