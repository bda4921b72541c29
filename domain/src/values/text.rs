//! Finding: text folded so that “zürich” is found by “Zurich”, queries over it, and what counts as the same company or role.

/// Endings of company names that say how a company is set up, not which one it is.
const LEGAL_FORMS: [&str; 36] = [
    "gmbh",
    "ag",
    "se",
    "kg",
    "ug",
    "ohg",
    "inc",
    "incorporated",
    "llc",
    "ltd",
    "limited",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "oy",
    "ab",
    "as",
    "kgaa",
    "ev",
    "mbh",
    "sl",
    "pty",
    "pte",
    "kk",
    "sp",
    "z",
    "oo",
];

/// Lower case, without the accents of Latin letters, also where they are written apart. Other scripts stay as they are.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            '\u{300}'..='\u{36f}' if folded.ends_with(|before: char| before.is_ascii()) => {}
            'ß'..='\u{24f}' => match unaccented(letter) {
                "" => folded.push(letter),
                plain => folded.push_str(plain),
            },
            // At the end of a word Greek writes it otherwise; capitals do not tell.
            'ς' => folded.push('σ'),
            _ => folded.push(letter),
        }
    }
    folded
}

/// What an accented Latin letter folds to; empty where it stays.
const fn unaccented(letter: char) -> &'static str {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

/// What a person asks for: words that must all occur, and phrases in quotation marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    parts: Vec<String>,
}

impl Query {
    /// Reads a query. An open quotation mark reaches to the end.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let folded = fold(text).replace(['“', '”', '„'], "\"");
        let mut parts = Vec::new();
        for (number, piece) in folded.split('"').enumerate() {
            if number % 2 == 1 {
                parts.push(piece.trim().to_owned());
            } else {
                parts.extend(piece.split_whitespace().map(str::to_owned));
            }
        }
        parts.retain(|part| !part.is_empty());
        Self { parts }
    }

    /// Whether it asks for nothing, so that everything fits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether every part occurs in a text made by [`fold`].
    #[must_use]
    pub fn matches(&self, folded: &str) -> bool {
        self.parts.iter().all(|part| folded.contains(part.as_str()))
    }
}

/// Whether two names are likely the same company: alike but for case, accents, punctuation and legal form.
#[must_use]
pub fn same_company(one: &str, other: &str) -> bool {
    // Nearly all pairs differ in their first letter; they are told apart without taking the names to pieces.
    if first_letter(one) != first_letter(other) {
        return false;
    }
    let (one, other) = (core_of_name(one), core_of_name(other));
    !one.is_empty() && one == other
}

/// Whether two roles are likely the same: one holds all words of the other.
#[must_use]
pub fn similar_role(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    !short.is_empty() && short.iter().all(|word| long.contains(word))
}

/// The first letter or digit, folded.
fn first_letter(name: &str) -> Option<char> {
    let letter = name.chars().find(|letter| letter.is_alphanumeric())?;
    let lower = letter.to_lowercase().next()?;
    Some(unaccented(lower).chars().next().unwrap_or(lower))
}

fn core_of_name(name: &str) -> Vec<String> {
    let mut words = words(&name.replace('.', ""));
    while words.len() > 1
        && words
            .last()
            .is_some_and(|last| LEGAL_FORMS.contains(&last.as_str()))
    {
        words.pop();
    }
    words
}

fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(fold("ZÜRICH Straße Łódź"), "zurich strasse lodz");
        assert_eq!(fold("東京 Привет"), "東京 привет");
        assert_eq!(fold("Zu\u{308}rich, Cafe\u{301}"), "zurich, cafe");
        assert_eq!(fold("Œuvre Ærø İstanbul ẞ"), "oeuvre aero istanbul ss");
        assert_eq!(fold("ΟΔΟΣ οδος"), "οδοσ οδοσ");
        assert_eq!(fold("नि 🚀 مهندس"), "नि 🚀 مهندس");
    }

    #[test]
    fn all_words_and_phrases_must_occur() {
        let text = fold("Data engineer at Acme, Zürich");
        assert!(Query::parse("zurich DATA").matches(&text));
        assert!(Query::parse("\"data engineer\"").matches(&text));
        assert!(!Query::parse("\"engineer data\"").matches(&text));
        assert!(!Query::parse("data nurse").matches(&text));
        assert!(Query::parse(" \" ").is_empty());
    }

    #[test]
    fn legal_forms_do_not_make_another_company() {
        assert!(same_company("ACME GmbH & Co. KG", "Acme"));
        assert!(same_company("Müller S.A.", "muller"));
        assert!(!same_company("Acme Labs", "Acme"));
        assert!(!same_company("", ""));
        assert!(same_company("Co", "co"));
        assert!(same_company("Öko AG", "oko"));
        assert!(same_company("Acme, Inc.", "ACME Sp. z o.o."));
        assert!(same_company("東京株式会社", "東京株式会社"));
    }

    #[test]
    fn a_role_with_more_words_is_similar() {
        assert!(similar_role("Senior Data Engineer", "data engineer"));
        assert!(!similar_role("Data engineer", "Data analyst"));
    }

    #[test]
    fn ten_thousand_texts_are_searched_between_two_keystrokes() {
        let text = fold(&"Data engineer in Zürich, found through Anna. ".repeat(11));
        let query = Query::parse("zurich nowhere");
        let start = std::time::Instant::now();
        assert_eq!((0..10_000).filter(|_| query.matches(&text)).count(), 0);
        // A debug build on a busy machine; a release build takes a few milliseconds.
        assert!(start.elapsed().as_millis() < 2_000);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_and_the_same_is_the_same(text in "\\PC{0,60}") {
            let folded = fold(&text);
            prop_assert_eq!(&fold(&folded), &folded);
            let has_name = text.chars().any(char::is_alphanumeric);
            prop_assert_eq!(same_company(&text, &text.to_lowercase()), has_name);
        }

        #[test]
        fn a_text_is_found_by_any_of_its_words(text in "[\\p{L} ]{1,40}") {
            let folded = fold(&text);
            for word in text.split_whitespace() {
                prop_assert!(Query::parse(word).matches(&folded));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,60}", other in "\\PC{0,60}") {
            let _ = Query::parse(&text).matches(&fold(&other));
            let _ = (same_company(&text, &other), similar_role(&text, &other));
        }
    }
}
