//! Capture: reads one line, a link or a whole pasted posting into an opportunity. It guesses; every word is kept.

mod address;
mod label;
mod line;
mod pay;
mod posting;
mod words;

use std::fmt;

use crate::model::opportunity::{Kind, Opportunity, Workplace};

/// The longest text that is read, in characters: several times the longest posting.
pub const MAX_POSTING_CHARS: usize = 50_000;

/// The longest text taken for a line someone typed rather than for a posting, in characters.
const LONGEST_LINE: usize = 240;

/// The longest line taken for a title or for the value of a label, in characters.
const LONGEST_TITLE: usize = 100;

/// What was read from a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capture {
    /// The company, where one was recognised.
    pub company: String,
    /// The role, where one was recognised.
    pub role: String,
    /// The place, where one was recognised.
    pub place: String,
    /// On site, hybrid or remote, where the text says so.
    pub workplace: Option<Workplace>,
    /// The first link of the text, without tracking.
    pub link: String,
    /// The board it comes from, by the link's host or by name.
    pub source: String,
    /// Pay, as written.
    pub pay: String,
    /// The whole text, if it says more than the fields do.
    pub notes: String,
    /// Project work, where the text says so.
    pub kind: Kind,
}

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

impl Capture {
    /// What was understood, named for a preview.
    #[must_use]
    pub fn understood(&self) -> Vec<(&'static str, String)> {
        let workplace = self.workplace.map_or("", Workplace::label);
        let kind = if self.kind == Kind::Project {
            Kind::Project.label()
        } else {
            ""
        };
        [
            ("Company", self.company.as_str()),
            ("Role", &self.role),
            ("Place", &self.place),
            ("Work", workplace),
            ("Pay", &self.pay),
            ("Link", &self.link),
            ("Source", &self.source),
            ("Kind", kind),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, value.to_owned()))
        .collect()
    }

    /// The opportunity to add.
    #[must_use]
    pub fn opportunity(&self) -> Opportunity {
        Opportunity {
            kind: self.kind,
            company: self.company.clone(),
            role: self.role.clone(),
            place: self.place.clone(),
            workplace: self.workplace,
            link: self.link.clone(),
            source: self.source.clone(),
            pay: self.pay.clone(),
            notes: self.notes.clone(),
            ..Opportunity::default()
        }
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

/// Whether a text has a word that stands in no field.
fn says_more(capture: &Capture, text: &str) -> bool {
    let workplace = capture.workplace.map_or("", words::words_of);
    let kind = match capture.kind {
        Kind::Project => words::PROJECT_WORDS.join(" "),
        Kind::Job => String::new(),
    };
    let fields = [
        &capture.company,
        &capture.role,
        &capture.place,
        &capture.pay,
        &capture.source,
        &kind,
        words::CONNECTING,
        workplace,
    ];
    let held: Vec<String> = fields.into_iter().flat_map(words_in).collect();
    let text = line::without_gender_notes(text);
    words_in(&text).any(|word| !held.contains(&word))
}

/// The words of a text in lower case; whatever else it holds, such as an emoji, counts as a word too.
fn words_in(text: &str) -> impl Iterator<Item = String> {
    let separates = |letter: char| {
        let is_mark = letter.is_ascii_punctuation() || "–—“”„…".contains(letter);
        letter.is_whitespace()
            || letter.is_control()
            || is_mark
            || line::SEPARATORS.contains(letter)
    };
    text.split(separates)
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// Whether a text has at most so many characters.
fn is_short(text: &str, most: usize) -> bool {
    text.len() <= most || text.chars().nth(most).is_none()
}
