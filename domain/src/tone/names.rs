//! Names that belong to somebody else.

use super::addressee::Addressee;
use super::reading::{contains_word, fold};

/// Another person's name in the first line.
pub(super) fn wrong_name(text: &str, to: &Addressee) -> Option<String> {
    let greeting = text.lines().find(|line| !line.trim().is_empty())?;
    if greeting.split_whitespace().count() > 5 {
        return None;
    }
    let greeting = greeting.to_lowercase();
    let names = |name: &str| contains_word(&greeting, &name.to_lowercase());
    let name = &to.facts.person;
    if name.is_empty() || names(name) {
        return None;
    }
    to.other_names.iter().find(|name| names(name)).cloned()
}

/// A company of another part of the search. A name of one word, such as Next or Target, counts in
/// its own spelling only.
pub(super) fn wrong_company(whole: &str, folded: &str, to: &Addressee) -> Option<String> {
    let own: Vec<String> = to.companies.iter().map(|own| fold(own)).collect();
    let is_named = |company: &&String| {
        let name = bare(company);
        let other = fold(name);
        let is_own = own.iter().any(|own| contains_word(own, &other));
        let stands = if name.contains(char::is_whitespace) {
            contains_word(folded, &other)
        } else {
            contains_word(whole, name)
        };
        name.chars().count() > 2 && !is_own && stands
    };
    to.other_companies.iter().find(is_named).cloned()
}

/// A name as drafts write it: without the full stop of "Inc.".
pub(super) fn bare(company: &str) -> &str {
    company.trim().trim_end_matches('.')
}
