//! Words that say that the work is a project.

use super::role::{is_role_word, looks_like_role};
use crate::values::text::fold;

/// Words that say project work by themselves.
const PROJECT_MARKS: [&str; 10] = [
    "freelance",
    "freelancer",
    "gig",
    "freiberuflich",
    "freiberufler",
    "contractor",
    "projektbasis",
    "ir35",
    "tagessatz",
    "stundensatz",
];

/// Words that say project work where they stand alone between separators: “Acme, Migration,
/// project”.
pub(in crate::capture) const PROJECT_WORDS: [&str; 9] = [
    "project",
    "contract",
    "projekt",
    "freelance",
    "gig",
    "freelancer",
    "freiberuflich",
    "auftrag",
    "b2b",
];

/// Whether a short text contains a word for project work.
pub(in crate::capture) fn is_project(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    let denied = words
        .iter()
        .any(|word| matches!(*word, "no" | "keine" | "kein"));
    let alone = PROJECT_WORDS.contains(&folded.trim());
    // A contract data engineer works on a project; a contract manager has a job.
    let first = matches!(words.as_slice(), ["contract", next, _, ..] if !is_role_word(next))
        && looks_like_role(text);
    alone || first || (!denied && words.iter().any(|word| PROJECT_MARKS.contains(word)))
}

/// Whether a part between separators says nothing but that it is project work.
pub(in crate::capture) fn is_only_project(text: &str) -> bool {
    PROJECT_WORDS.contains(&fold(text).trim())
}
