//! Finding: text folded so that “zürich” is found by “Zurich”, queries over it, and what counts as the same company or role.

/// Letters that fold to others; what stands in no row stays as it is.
const FOLDS: [(&str, &str); 20] = [
    ("àáâãåāăą", "a"),
    ("ä", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľł", "l"),
    ("ñńņň", "n"),
    ("òóôõöøōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûüũūŭůűų", "u"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("ß", "ss"),
];

/// Endings of company names that say how a company is set up, not which one it is.
const LEGAL_FORMS: [&str; 26] = [
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
];

/// Lower case, without the accents of Latin letters. Other scripts stay as they are.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii() {
            folded.push(letter);
            continue;
        }
        match FOLDS.iter().find(|(from, _)| from.contains(letter)) {
            Some((_, to)) => folded.push_str(to),
            None => folded.push(letter),
        }
    }
    folded
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
    }

    #[test]
    fn a_role_with_more_words_is_similar() {
        assert!(similar_role("Senior Data Engineer", "data engineer"));
        assert!(!similar_role("Data engineer", "Data analyst"));
    }

    proptest! {
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
