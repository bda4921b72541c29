//! Values without their escapes.

use super::limits::LONGEST_FIELD;

/// Undoes the escapes of a text (RFC 6350, 3.4).
pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('n' | 'N') => plain.push('\n'),
            Some(other) => plain.push(other),
            None => plain.push('\\'),
        }
    }
    plain
}

/// Splits at separators that are not escaped, and undoes the escapes.
pub(super) fn parts(text: &str, separator: char) -> Vec<String> {
    let mut is_escaped = false;
    text.split(|letter: char| {
        let splits = letter == separator && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        splits
    })
    .map(unescape)
    .collect()
}

/// One line without control characters, cut to the length kept.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").chars().take(LONGEST_FIELD).collect()
}
