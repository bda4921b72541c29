//! Signs in the words of a message: thanks, bitterness, gaps, and something personal.

use super::addressee::Addressee;
use super::hint::Hint;
use super::names::bare;
use super::reading::{contains_word, fold, words_of};
use super::words::{BITTER, THANKS};
use crate::values::sort::sorted_once;

/// Whether a word says thanks.
pub(super) fn thanks(word: &str) -> bool {
    THANKS.iter().any(|thanks| match thanks.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == *thanks,
    })
}

/// The bitterest words, except those that stand for something: the name of a company or a role, or
/// a quote of theirs.
pub(super) fn bitter(folded: &str, to: &Addressee) -> impl Iterator<Item = Hint> {
    let companies = to.companies.iter().map(String::as_str);
    let said = companies.chain(to.given()).chain([to.facts.role.as_str()]);
    let said = fold(&said.collect::<Vec<_>>().join("\n"));
    let rated = sorted_once(words_of(folded).filter_map(|word| {
        let at = BITTER
            .binary_search_by_key(&word, |(bitter, _)| bitter)
            .ok()?;
        (!contains_word(&said, word)).then_some((BITTER[at].1, word))
    }));
    rated
        .into_iter()
        .take(3)
        .map(|(_, word)| Hint::Bitter(word.to_owned()))
}

/// Gaps in square or curly brackets, and the usual marks of something unfinished.
pub(super) fn placeholders(text: &str) -> impl Iterator<Item = String> {
    let bracketed = |open: char, close: char| {
        text.split(open).skip(1).filter_map(move |rest| {
            let inside = rest.split(close).next()?;
            let is_gap = rest.contains(close)
                && (2..=40).contains(&inside.chars().count())
                && inside.chars().any(char::is_alphabetic)
                && !inside.contains('\n');
            is_gap.then(|| format!("{open}{inside}{close}"))
        })
    };
    let marks = ["XXX", "TODO", "TBD", "???"];
    let marks = marks.into_iter().filter(|mark| text.contains(mark));
    bracketed('[', ']')
        .chain(bracketed('{', '}'))
        .chain(marks.map(ToOwned::to_owned))
}

/// The fewest words of a note that are no coincidence.
const QUOTE_WORDS: usize = 3;

/// Whether the text holds, word for word, what was noted after a round. Older builds pasted it into
/// their drafts.
pub(super) fn quotes_a_note(folded: &str, to: &Addressee) -> bool {
    let words = |text: &str| words_of(text).collect::<Vec<_>>().join(" ");
    let text = words(folded);
    to.noted.iter().any(|noted| {
        [&noted.cares, &noted.landed].into_iter().any(|note| {
            let note = words(&fold(note));
            note.split(' ').count() >= QUOTE_WORDS && text.contains(&note)
        })
    })
}

/// Whether the text has a word of some length that only this acquaintance gave.
pub(super) fn is_personal(folded: &str, to: &Addressee) -> bool {
    let given = fold(&to.given().join("\n"));
    let mut given = given
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() > 4)
        .peekable();
    // Without captured facts, naming at least their place is enough.
    if given.peek().is_none() {
        let mut companies = to.companies.iter();
        return to.companies.is_empty()
            || companies.any(|company| contains_word(folded, &fold(bare(company))));
    }
    given.any(|word| contains_word(folded, word))
}
