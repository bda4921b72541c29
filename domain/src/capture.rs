//! Capture: reads one line, a link or a whole pasted posting into an opportunity. It guesses; every word is kept.

mod address;
mod captured;
mod company;
mod kept;
mod label;
mod labelled;
mod limits;
mod line;
mod parts;
mod pay;
mod posting;
mod words;

use std::fmt;

use kept::says_more;
use limits::{LONGEST_LINE, is_short};

pub use captured::Capture;
pub use limits::MAX_POSTING_CHARS;

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
                "This text is longer than 50,000 characters. Keep the part with the role and the company, then add it. Your text stays in the field."
            }
        })
    }
}

/// Reads what a person typed, pasted or shared.
///
/// # Errors
/// Says when the text is too long to be kept.
pub fn read(text: &str) -> Result<Capture, CaptureProblem> {
    // A character has at most four bytes, so that a huge text is refused without counting it.
    let is_huge = text.len() > 4 * MAX_POSTING_CHARS;
    if is_huge || (text.len() > MAX_POSTING_CHARS && text.chars().count() > MAX_POSTING_CHARS) {
        return Err(CaptureProblem::TooLong);
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
        [line] if is_short(line, LONGEST_LINE) => line::read_line(&mut capture, line),
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
