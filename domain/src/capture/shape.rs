//! The form of a text: whether it is written like a name, and whether a legal form ends it.

use super::limits::is_short;
use crate::values::text::fold;

/// Legal forms of companies, folded, without dots. Countries have few, and nobody else uses them.
#[rustfmt::skip]
const LEGAL_FORMS: [&str; 57] = [
    "gmbh", "ag", "kg", "ug", "ohg", "kgaa", "mbh", "ggmbh", "gbr", "se", "inc", "incorporated", "llc", "llp", "ltd", "limited", "plc", "corp", "corporation", "lp",
    "sa", "sas", "sasu", "sarl", "eurl", "scop", "sci", "srl", "spa", "slu", "sl", "snc", "bv", "nv", "vof", "oy", "oyj", "ab", "asa", "aps", "a/s", "as", "kk",
    "pty", "pte", "pvt", "spzoo", "sro", "doo", "kft", "zrt", "lda", "ltda", "eireli", "sapa", "holding", "ev",
];

/// Legal forms that stand before the name.
const FORMS_BEFORE: [&str; 6] = ["ООО", "АО", "ПАО", "ЗАО", "ИП", "ТОВ"];

/// Legal forms that are written into the name, or of several words.
const FORMS_WITHIN: [&str; 9] = [
    "株式会社",
    "有限会社",
    "合同会社",
    "有限公司",
    "주식회사",
    "(주)",
    "㈜",
    " Sp. z o.o",
    " sp. z o.o",
];

/// The longest text looked through for forms within it, in bytes.
const LONGEST_NAME: usize = 300;

/// Small words within names, folded.
#[rustfmt::skip]
const SMALL_WORDS: [&str; 33] = [
    "of", "and", "the", "for", "at", "in", "de", "du", "des", "la", "le", "les", "et", "d", "l", "der", "die", "das", "und", "am", "im", "an", "zu", "von", "y", "del",
    "e", "di", "van", "en", "het", "&", "+",
];

/// Small words within names that begin no other part of a sentence, folded.
#[rustfmt::skip]
const JOINING: [&str; 19] = [
    "of", "and", "the", "de", "du", "des", "la", "le", "les", "et", "und", "von", "y", "del", "di", "van", "&", "+", "e",
];

/// Whether a legal form ends a name, or stands in it before others: “Holzwerke GmbH & Co. KG”.
pub(super) fn has_legal_form(text: &str) -> bool {
    let first = text.split([' ', '«', '"']).next().unwrap_or_default();
    if text.len() > first.len() && FORMS_BEFORE.contains(&first)
        || (text.len() <= LONGEST_NAME && FORMS_WITHIN.iter().any(|form| text.contains(form)))
    {
        return true;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.iter().enumerate().skip(1).any(|(at, word)| {
        let bare = fold(word).replace(['.', ',', '(', ')'], "");
        let is_form = LEGAL_FORMS.contains(&bare.as_str());
        // Short forms are words of some language too: they count in capitals, at the end.
        let is_plain = bare.len() > 2 && bare != "spa" && bare != "sci";
        // “gGmbH” begins small.
        let is_capital = word.contains(char::is_uppercase) || is_dotted(word);
        let ends = at + 1 == words.len() || word.ends_with([',', ')']);
        is_form
            && is_capital
            && (is_plain
                || is_dotted(word)
                || (ends && word.chars().filter(|l| l.is_uppercase()).count() > 1))
    })
}

/// “e.V.”, “s.r.o.”
fn is_dotted(word: &str) -> bool {
    word.matches('.').count() > 1 && word.len() < 10
}

/// Whether a text is written like a name: short, and no phrase or sentence. In scripts without
/// capitals only the length tells.
pub(super) fn is_name_like(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words.last().copied().unwrap_or_default();
    let is_sentence = text.ends_with(['.', ':', '!', '?', ',', ';', '…', '/'])
        && !has_legal_form(text)
        && !(words.len() <= 3 && text.ends_with('!'));
    let is_small = |word: &str| SMALL_WORDS.contains(&fold(word).as_str());
    let lower = words
        .iter()
        .filter(|word| word.starts_with(char::is_lowercase) && !is_small(word))
        .count();
    // “Sp. z o.o.”, “s.r.o.”
    let ends_small = last.starts_with(char::is_lowercase) && !is_dotted(last);
    let is_phrase = words.len() > 1 && (ends_small || lower > words.len() / 2);
    let has_letter = text.chars().any(char::is_alphabetic);
    has_letter
        && is_short(text, 60)
        && words.len() <= 7
        && !is_sentence
        && !is_phrase
        && !(words.len() > 1 && is_small(words[0]) && words[0].starts_with(char::is_lowercase))
}

/// Words that stand where a name could, and are none, folded.
#[rustfmt::skip]
const NO_NAMES: [&str; 42] = [
    "us", "you", "uns", "we", "wir", "it", "this", "our", "the", "der", "die", "das", "dein", "your", "who", "what", "there", "here",
    "he", "she", "they", "es", "now", "me", "not", "if", "my", "mein", "unser", "unsere", "nous", "on", "notre", "il", "elle", "nosotros", "nuestra", "wij", "ons",
    "onze", "noi", "vi",
];

/// Whether a text begins with a word that stands for a name: “We”, “Our client”.
pub(super) fn stands_for_a_name(text: &str) -> bool {
    let first = text.split([' ', '\'', '’']).next().unwrap_or_default();
    NO_NAMES.contains(&fold(first).as_str())
}

/// The name at the beginning of a text: words with capitals, and small words between them.
pub(super) fn leading_name(text: &str) -> &str {
    let text = text.trim_start();
    let mut end = 0;
    let mut words = 0;
    for word in text.split_whitespace().take(8) {
        let from = word.as_ptr() as usize - text.as_ptr() as usize;
        let bare = word.trim_end_matches(['.', ',', ':', ';', '!', '?', ')']);
        let is_written_large =
            bare.starts_with(|letter: char| !letter.is_lowercase() && letter.is_alphanumeric());
        let is_between = words > 0 && JOINING.contains(&fold(bare).as_str());
        if word.starts_with(['(', '[', '|', '–', '—', '-']) || !(is_written_large || is_between)
        {
            break;
        }
        if is_written_large {
            end = from + bare.len();
            words += 1;
        }
        let is_abbreviation =
            word.ends_with('.') && (bare.len() <= 3 || has_legal_form(&text[..end]));
        if bare.len() < word.len()
            && !is_abbreviation
            && !before_legal_form(text, from + word.len())
        {
            break;
        }
        if bare.len() < word.len() && is_abbreviation {
            end = from + word.len();
        }
    }
    let name = text[..end].trim();
    if stands_for_a_name(name) && !has_legal_form(name) {
        return "";
    }
    name
}

/// “Umbrella, Inc.”: a comma before a legal form does not end the name.
fn before_legal_form(text: &str, from: usize) -> bool {
    let next = text[from..].split_whitespace().next().unwrap_or_default();
    has_legal_form(&format!("X {}", next.trim_end_matches([',', ':', ';'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_phrases() {
        for name in [
            "Acme",
            "Fennel & Rye Ltd",
            "Bay of Plenty",
            "adidas",
            "Yahoo!",
            "株式会社みどり",
            "Max Planck Institut für Physik",
        ] {
            assert!(is_name_like(name), "{name}");
        }
        for phrase in [
            "Show more options",
            "Ich bin interessiert",
            "Gehalt anzeigen",
            "We build maps.",
            "Profile insights",
            "in der Stadt",
        ] {
            assert!(!is_name_like(phrase), "{phrase}");
        }
    }

    #[test]
    fn a_name_ends_where_the_sentence_goes_on() {
        assert_eq!(
            leading_name("Tidewater Housing in Hull (two days"),
            "Tidewater Housing"
        );
        assert_eq!(
            leading_name("Umbrella, Inc. (Remote, EU)"),
            "Umbrella, Inc."
        );
        assert_eq!(leading_name("Bank of Scotland, Leeds"), "Bank of Scotland");
        assert_eq!(leading_name("the team"), "");
    }

    #[test]
    fn legal_forms_are_known_and_words_that_look_like_them_are_none() {
        for name in [
            "Holzwerke Beispiel GmbH & Co. KG",
            "Acme S.L.",
            "Exemple SAS",
            "Umbrella, Inc.",
            "Acme Pty Ltd",
        ] {
            assert!(has_legal_form(name), "{name}");
        }
        for text in ["Work as a team", "Ag", "Se habla inglés", "Spa in Bath"] {
            assert!(!has_legal_form(text), "{text}");
        }
    }
}
