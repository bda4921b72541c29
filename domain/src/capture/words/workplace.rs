//! Words that say where the work is done.

use crate::model::opportunity::Workplace;
use crate::values::text::fold;

/// Words that say where the work is done. Hybrid is checked first: hybrid postings mention both
/// others.
const WORKPLACES: [(Workplace, &str, &[&str]); 3] = [
    (
        Workplace::Hybrid,
        "hybrid hybrides work working arbeiten",
        &["hybrid"],
    ),
    (
        Workplace::Remote,
        "remote fully remotely 100% work working from home office homeoffice anywhere",
        &[
            "remote",
            "work from home",
            "home office",
            "homeoffice",
            "home-office",
            "anywhere",
        ],
    ),
    (
        Workplace::OnSite,
        "on site onsite in office vor ort präsenz",
        &[
            "on-site",
            "on site",
            "onsite",
            "in office",
            "in-office",
            "vor ort",
        ],
    ),
];

/// Words that say it in running text, where “remote” alone may be about servers and “hybrid” about
/// clouds.
const WORKPLACE_PHRASES: [&str; 12] = [
    "fully remote",
    "remote-first",
    "remote first",
    "100% remote",
    "100 % remote",
    "work remotely",
    "remote role",
    "remote position",
    "hybrid role",
    "hybrid model",
    "hybrid work",
    "home office",
];

/// On site, hybrid or remote, if a short text says so.
pub(in crate::capture) fn workplace_in(text: &str) -> Option<Workplace> {
    let folded = fold(text);
    WORKPLACES
        .iter()
        .find(|(_, _, words)| words.iter().any(|word| is_said(&folded, word)))
        .map(|(workplace, _, _)| *workplace)
}

/// On site, hybrid or remote, if running text says so clearly.
pub(in crate::capture) fn workplace_in_prose(text: &str) -> Option<Workplace> {
    let folded = fold(text);
    WORKPLACE_PHRASES
        .iter()
        .find(|phrase| is_said(&folded, phrase))
        .and_then(|phrase| workplace_in(phrase))
}

/// Whether a word stands in a folded text and is not denied: “no remote”, “Remote: no”, “hybrid
/// cloud” deny it.
fn is_said(folded: &str, word: &str) -> bool {
    folded.match_indices(word).any(|(at, _)| {
        let before = folded[..at]
            .trim_end()
            .rsplit(' ')
            .next()
            .unwrap_or_default();
        let after = folded[at + word.len()..].trim_start_matches([' ', ':', '?']);
        let next = after
            .split(|letter: char| !letter.is_alphanumeric())
            .next()
            .unwrap_or_default();
        // “Homeoffice möglich” offers some of it, and nobody says how much.
        let is_offered = matches!(
            next,
            "moglich"
                | "possible"
                | "posible"
                | "mogelijk"
                | "possibile"
                | "optional"
                | "option"
                | "anteilig"
                | "days"
                | "tage"
                | "jours"
                | "frequent"
                | "partiel"
                | "occasionnel"
        );
        !is_offered
            && !matches!(before, "no" | "not" | "kein" | "keine" | "non")
            && !matches!(
                next,
                "no" | "nein" | "cloud" | "server" | "servers" | "sensing" | "app" | "apps"
            )
    })
}

/// A text without the words that only say where the work is done: “Remote or Berlin” leaves
/// “Berlin”.
pub(in crate::capture) fn without_workplace(text: &str) -> String {
    let is_about_it = |word: &str| {
        let word = fold(word);
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let joins = matches!(
            bare,
            "" | "or" | "oder" | "and" | "und" | "fully" | "100" | "first"
        );
        joins
            || WORKPLACES
                .iter()
                .any(|(_, words, _)| words.split(' ').any(|one| one == bare))
    };
    let words: Vec<&str> = text
        .split([' ', '/', '+'])
        .filter(|word| !is_about_it(word))
        .collect();
    words.join(" ")
}

/// The words with which a text can have said it.
pub(in crate::capture) fn words_of(workplace: Workplace) -> &'static str {
    WORKPLACES
        .iter()
        .find(|(other, _, _)| *other == workplace)
        .map_or("", |(_, words, _)| words)
}
