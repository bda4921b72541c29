//! A test for words beyond the fields: a text that has some is kept whole.

use super::captured::Capture;
use super::parts::{SEPARATORS, without_gender_notes};
use super::words::{PROJECT_WORDS, words_of};
use crate::model::opportunity::Kind;

/// Words between the fields that carry nothing themselves.
const CONNECTING: &str =
    "at @ bei der is hiring sucht looking for a an in eine einen ein via com de";

/// Whether a text has a word that stands in no field.
pub(super) fn says_more(capture: &Capture, text: &str) -> bool {
    let workplace = capture.workplace.map_or("", words_of);
    let kind = match capture.kind {
        Kind::Project => PROJECT_WORDS.join(" "),
        Kind::Job => String::new(),
    };
    let fields = [
        &capture.company,
        &capture.role,
        &capture.place,
        &capture.pay,
        &capture.source,
        &kind,
        CONNECTING,
        workplace,
    ];
    let held: Vec<String> = fields.into_iter().flat_map(words_in).collect();
    let text = without_gender_notes(text);
    words_in(&text).any(|word| !held.contains(&word))
}

/// The words of a text in lower case; anything else in it, such as an emoji, counts as a word too.
fn words_in(text: &str) -> impl Iterator<Item = String> {
    let separates = |letter: char| {
        let is_mark = letter.is_ascii_punctuation() || "–—“”„…".contains(letter);
        letter.is_whitespace() || letter.is_control() || is_mark || SEPARATORS.contains(letter)
    };
    text.split(separates)
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}
