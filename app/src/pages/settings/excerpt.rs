//! The beginning of a long text, cut where a reader would cut it.

/// The beginning of a text, at most this many characters, up to the end of a word.
pub(super) fn excerpt(text: &str, most: usize) -> String {
    let text = text.trim_start();
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let start = &text[..end];
    // A text without spaces is cut where it is.
    let whole = start.rfind(char::is_whitespace).unwrap_or(end);
    let words =
        start[..whole].trim_end_matches(|last: char| last.is_whitespace() || ".,;:".contains(last));
    format!("{words}\u{2026}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: usize = 200;

    #[test]
    fn a_long_text_begins_with_whole_words() {
        assert_eq!(excerpt("short", MOST), "short");
        assert_eq!(excerpt(" wordsofone", 6), "wordso\u{2026}");
        let long = excerpt(&"words ".repeat(100), MOST);
        assert!(long.ends_with(" words\u{2026}") && long.chars().count() <= MOST + 1);
        assert_eq!(excerpt("One. Two. Three.", 11), "One. Two\u{2026}");
        assert_eq!(excerpt(&"é".repeat(300), MOST).chars().count(), MOST + 1);
    }
}
