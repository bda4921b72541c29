//! Comparison of companies and of roles by their names.

use super::folding::{fold, unaccented};

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

/// Whether two names are likely the same company: alike but for case, accents, punctuation and
/// legal form.
#[must_use]
pub fn same_company(one: &str, other: &str) -> bool {
    // Nearly all pairs differ in their first letter; they are told apart without taking the names
    // to pieces.
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

/// The words of a company's name, folded, without its legal form.
#[must_use]
pub fn core_of_name(name: &str) -> Vec<String> {
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
