//! Signs of lines in a posting: titles, and names of companies.

use crate::capture::label::is_label;
use crate::capture::limits::{LONGEST_TITLE, is_short};
use crate::capture::parts::before_gender_note;
use crate::capture::words::{is_interface, looks_like_role, workplace_in};

/// A short line that names a role and is neither a sentence nor a label nor an item of a list.
pub(super) fn is_title(line: &&str) -> bool {
    let is_item = line.starts_with(['-', '*', '•', '–', '·', '✓']);
    let begins = line.starts_with(|letter: char| !letter.is_lowercase());
    let says_us = [
        "About ", "Our ", "Your ", "You ", "We ", "What ", "As ", "Über ", "Wir ", "Dein",
    ];
    let is_sentence = line.ends_with(['.', '!', '?', ':', ',', ';'])
        || says_us.iter().any(|start| line.starts_with(start));
    let names_role = looks_like_role(line) || before_gender_note(line).is_some();
    is_short(line, LONGEST_TITLE)
        && names_role
        && !is_interface(line)
        && begins
        && !is_item
        && !is_sentence
        && !is_label(line)
}

pub(super) fn is_name(line: &&str) -> bool {
    let is_brief = is_short(line, 60) && line.split_whitespace().count() <= 6;
    let has_letters = line.chars().any(char::is_alphanumeric);
    let is_sentence = line.ends_with(['.', ':', '!', '?']);
    is_brief
        && has_letters
        && !looks_like_role(line)
        && workplace_in(line).is_none()
        && !is_interface(line)
        && !is_sentence
        && !is_label(line)
}
