//! Reading a message: letters, words, and whether one stands in another.

/// In small letters, with one kind of apostrophe.
pub(super) fn fold(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

pub(super) fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
}

/// Whether most letters are of scripts that part words. Chinese, Japanese, Thai, Lao, Burmese and
/// Khmer do not.
pub(super) fn parts_words(text: &str) -> bool {
    let is_unparted = |letter: &char| matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    letters().filter(is_unparted).count() * 2 <= letters().count()
}

pub(super) fn contains_word(text: &str, word: &str) -> bool {
    if word.is_empty() {
        return false;
    }
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
