//! A second pair of eyes on a message: length, something personal, thanks, bitter words, blame, leftover placeholders, a wrong name.
//! Everything stays on the device, explains itself, and hinders nothing.

mod addressee;
#[cfg(test)]
mod tests;
mod words;

use crate::method::Occasion;
use crate::values::sort::sorted_once;
use words::{BITTER, BLAME, THANKS};

pub use addressee::Addressee;

/// Something worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Longer than is read at a glance; how many words it has.
    Long(usize),
    /// So short that it may seem curt; how many words it has.
    Short(usize),
    /// Nothing in it could not stand in a letter to anyone.
    Impersonal,
    /// No word of thanks where one is expected.
    NoThanks,
    /// A word that sounds bitter or hurt.
    Bitter(String),
    /// A turn of phrase that puts the blame on them.
    Blame(&'static str),
    /// A gap that was not filled.
    Placeholder(String),
    /// Another person's name in the greeting.
    WrongName(String),
    /// Another company of the search.
    WrongCompany(String),
}

impl Hint {
    /// What to say of it: what was seen, and why it may matter.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Long(words) => {
                format!("{words} words. Up to about 150 are read at a glance.")
            }
            Self::Short(words) => {
                format!("Only {words} words. One more sentence would make it warmer.")
            }
            Self::Impersonal => "One detail from your talk would make it yours.".into(),
            Self::NoThanks => "There is no thank-you in it yet.".into(),
            Self::Bitter(word) => {
                format!("“{word}” can sound hurt, even where it is fair. It is your choice.")
            }
            Self::Blame(phrase) => {
                format!(
                    "“{phrase}” may read as blame. A question in its place keeps the door open."
                )
            }
            Self::Placeholder(gap) => format!("{gap} is still to be filled in."),
            Self::WrongName(name) => {
                format!("It greets {name}. Is that the person it goes to?")
            }
            Self::WrongCompany(company) => {
                format!("It names {company}, another company of your search.")
            }
        }
    }
}

/// Words read at a glance.
const LONG: usize = 180;

/// Fewer words than this seem curt, except in greetings and congratulations.
const SHORT: usize = 18;

/// Looks at a message. The hints come in the order they matter.
#[must_use]
pub fn check(occasion: Occasion, subject: &str, body: &str, to: &Addressee) -> Vec<Hint> {
    let folded_body = fold(body);
    let words = words_of(&folded_body).count();
    if words == 0 {
        return Vec::new();
    }
    let whole = format!("{subject}\n{body}");
    let folded = fold(&whole);
    let mut hints = Vec::new();
    for gap in placeholders(&whole).map(Hint::Placeholder) {
        if !hints.contains(&gap) {
            hints.push(gap);
        }
    }
    hints.extend(wrong_name(body, to).map(Hint::WrongName));
    hints.extend(wrong_company(&whole, &folded, to).map(Hint::WrongCompany));
    let blame = BLAME.iter().filter(|phrase| contains_word(&folded, phrase));
    hints.extend(blame.map(|phrase| Hint::Blame(phrase)));
    hints.extend(bitter(&folded, to));
    if words > LONG {
        hints.push(Hint::Long(words));
    }
    // What follows looks for words, which not all scripts part.
    if !parts_words(body) {
        return hints;
    }
    let asks_thanks = matches!(
        occasion,
        Occasion::ThankYouAfterRound
            | Occasion::ThankAfterNo
            | Occasion::ReplyToNo
            | Occasion::AskForReasons
            | Occasion::AskForFeedback
            | Occasion::AskWhatWorked
    );
    if asks_thanks && !words_of(&folded_body).any(thanks) {
        hints.push(Hint::NoThanks);
    }
    // These may be short, and news is told in other words than it was noted in.
    let is_greeting = matches!(
        occasion,
        Occasion::SeasonsGreetings | Occasion::Congratulate
    );
    if words < SHORT && !is_greeting {
        hints.push(Hint::Short(words));
    }
    if !is_greeting && !is_personal(&folded_body, to) {
        hints.push(Hint::Impersonal);
    }
    hints
}

/// In small letters, with one kind of apostrophe.
fn fold(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
}

/// Whether most letters are of scripts that part words. Chinese, Japanese, Thai, Lao, Burmese and Khmer do not.
fn parts_words(text: &str) -> bool {
    let is_unparted = |letter: &char| matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    letters().filter(is_unparted).count() * 2 <= letters().count()
}

/// Whether a word says thanks.
fn thanks(word: &str) -> bool {
    THANKS.iter().any(|thanks| match thanks.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == *thanks,
    })
}

/// The bitterest words, except those that stand for something: the name of a company or a role, or what they told.
fn bitter(folded: &str, to: &Addressee) -> impl Iterator<Item = Hint> {
    let companies = to.companies.iter().map(String::as_str);
    let said = companies.chain(to.known()).chain([to.facts.role.as_str()]);
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
fn placeholders(text: &str) -> impl Iterator<Item = String> {
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

/// Another person's name in the first line.
fn wrong_name(text: &str, to: &Addressee) -> Option<String> {
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

/// A company of another part of the search. A name of one word, such as Next or Target, counts in its own spelling only.
fn wrong_company(whole: &str, folded: &str, to: &Addressee) -> Option<String> {
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
fn bare(company: &str) -> &str {
    company.trim().trim_end_matches('.')
}

/// Whether the text has a word of some length that only this acquaintance gave.
fn is_personal(folded: &str, to: &Addressee) -> bool {
    let given = fold(&to.known().join("\n"));
    let mut given = given
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() > 4)
        .peekable();
    // Where nothing was captured there is nothing to miss, if at least their place is named.
    if given.peek().is_none() {
        let mut companies = to.companies.iter();
        return to.companies.is_empty()
            || companies.any(|company| contains_word(folded, &fold(bare(company))));
    }
    given.any(|word| contains_word(folded, word))
}

fn contains_word(text: &str, word: &str) -> bool {
    if word.is_empty() {
        return false;
    }
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
