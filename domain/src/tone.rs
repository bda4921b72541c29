//! A second pair of eyes on a message: length, something personal, thanks, bitter words, blame, leftover placeholders, a wrong name.
//! Everything stays on the device, explains itself, and hinders nothing.

mod words;

use crate::method::Occasion;
use crate::order::sorted_once;
use words::BITTER;

/// What a message is checked against. Any part may be empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Addressee<'a> {
    /// The first name of whom it is to.
    pub name: &'a str,
    /// Their company.
    pub company: &'a str,
    /// Words that only this acquaintance gave: notes, what they care about, what landed.
    pub known: &'a [&'a str],
    /// First names of other people in the search.
    pub other_names: &'a [&'a str],
    /// Other companies in the search.
    pub other_companies: &'a [&'a str],
}

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
            Self::Impersonal => {
                "It could go to anyone. One detail from your talk makes it yours.".into()
            }
            Self::NoThanks => "There is no thank-you in it yet.".into(),
            Self::Bitter(word) => {
                format!("“{word}” can sound hurt, also where it is fair. It is your choice.")
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

/// Turns of phrase that put blame.
const BLAME: [&str; 14] = [
    "you should have",
    "you could have",
    "you never",
    "you failed",
    "you did not even",
    "you didn't even",
    "waste of my time",
    "wasted my time",
    "how could you",
    "your mistake",
    "your loss",
    "after all the time i",
    "i deserved",
    "i expected more",
];

/// Ways to say thanks, in the languages letters here are mostly written in.
const THANKS: [&str; 12] = [
    "thank",
    "grateful",
    "appreciat",
    "danke",
    "dank ",
    "merci",
    "gracias",
    "grazie",
    "obrigad",
    "tack",
    "takk",
    "dzięk",
];

/// Looks at a message. The hints come in the order they matter.
#[must_use]
pub fn check(occasion: Occasion, text: &str, to: &Addressee) -> Vec<Hint> {
    let folded = text.to_lowercase().replace('’', "'");
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut hints = Vec::new();
    hints.extend(placeholders(text).map(Hint::Placeholder));
    hints.extend(wrong_name(text, to).map(Hint::WrongName));
    hints.extend(wrong_company(&folded, to).map(Hint::WrongCompany));
    hints.extend(
        BLAME
            .iter()
            .filter(|phrase| folded.contains(**phrase))
            .map(|phrase| Hint::Blame(phrase)),
    );
    let bitter = sorted_once(words.iter().filter_map(|word| {
        let at = BITTER
            .binary_search_by_key(word, |(bitter, _)| bitter)
            .ok()?;
        Some((BITTER[at].1, *word))
    }));
    hints.extend(
        bitter
            .into_iter()
            .take(3)
            .map(|(_, word)| Hint::Bitter(word.to_owned())),
    );
    let asks_thanks = matches!(
        occasion,
        Occasion::ThankYouAfterRound
            | Occasion::ThankAfterNo
            | Occasion::ReplyToNo
            | Occasion::AskForReasons
            | Occasion::AskForFeedback
            | Occasion::AskWhatWorked
    );
    if asks_thanks && !THANKS.iter().any(|thanks| folded.contains(thanks)) {
        hints.push(Hint::NoThanks);
    }
    if words.len() > LONG {
        hints.push(Hint::Long(words.len()));
    }
    let may_be_short = matches!(
        occasion,
        Occasion::SeasonsGreetings | Occasion::Congratulate
    );
    if words.len() < SHORT && !may_be_short {
        hints.push(Hint::Short(words.len()));
    }
    if occasion != Occasion::SeasonsGreetings && !is_personal(&folded, to) {
        hints.push(Hint::Impersonal);
    }
    hints
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
    let names = |name: &str| contains_word(&greeting.to_lowercase(), &name.to_lowercase());
    if to.name.is_empty() || names(to.name) {
        return None;
    }
    to.other_names
        .iter()
        .find(|name| !name.is_empty() && names(name))
        .map(|name| (*name).to_owned())
}

fn wrong_company(folded: &str, to: &Addressee) -> Option<String> {
    let own = to.company.to_lowercase();
    to.other_companies
        .iter()
        .filter(|company| company.chars().count() > 2)
        .find(|company| {
            let other = company.to_lowercase();
            other != own && !own.contains(&other) && contains_word(folded, &other)
        })
        .map(|company| (*company).to_owned())
}

/// Whether the text has a word of some length that only this acquaintance gave.
fn is_personal(folded: &str, to: &Addressee) -> bool {
    let given = to.known.iter().flat_map(|known| {
        known
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.chars().count() > 4)
            .map(str::to_lowercase)
    });
    let mut given = given.peekable();
    // Where nothing was captured there is nothing to miss, if at least their place is named.
    if given.peek().is_none() {
        return to.company.is_empty() || contains_word(folded, &to.company.to_lowercase());
    }
    given.into_iter().any(|word| contains_word(folded, &word))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ANN: Addressee = Addressee {
        name: "Ann",
        company: "Acme",
        known: &["migrating the warehouse", "liked the outage story"],
        other_names: &["Bob", "Ann"],
        other_companies: &["Globex", "Acme"],
    };

    const GOOD: &str = "Hello Ann,\n\nThank you for our conversation about the warehouse at Acme. I enjoyed it, and I have a clearer picture of your team now.\n\nKind regards,\nAda";

    fn of(text: &str) -> Vec<Hint> {
        check(Occasion::ThankYouAfterRound, text, &ANN)
    }

    #[test]
    fn a_warm_and_personal_message_gets_no_hint() {
        assert_eq!(of(GOOD), []);
        assert_eq!(of("  "), []);
    }

    #[test]
    fn each_thing_worth_a_look_is_seen() {
        assert_eq!(
            of(&GOOD.replace("Ann", "Bob")),
            [Hint::WrongName("Bob".into())]
        );
        assert_eq!(
            of(&GOOD.replace("Acme", "Globex")),
            [Hint::WrongCompany("Globex".into())]
        );
        assert_eq!(of(&GOOD.replace("warehouse", "role")), [Hint::Impersonal]);
        assert_eq!(
            of(&GOOD.replace("Thank you for", "I liked")),
            [Hint::NoThanks]
        );
        assert_eq!(
            of(&GOOD.replace("Ada", "[your name]")),
            [Hint::Placeholder("[your name]".into())]
        );
        assert_eq!(
            of(&format!(
                "{GOOD} It was unfair, and you should have called."
            )),
            [
                Hint::Blame("you should have"),
                Hint::Bitter("unfair".into())
            ]
        );
        assert_eq!(of("Thanks for the warehouse"), [Hint::Short(4)]);
        let long = format!("{GOOD} {}", "and more ".repeat(100));
        assert!(matches!(of(&long)[..], [Hint::Long(words)] if words > 200));
    }

    #[test]
    fn words_are_whole_words() {
        assert_eq!(of(&format!("{GOOD} Annual hatefulnessless Globexia.")), []);
    }

    #[test]
    fn words_are_sorted_for_the_search_and_every_hint_is_a_sentence() {
        assert!(BITTER.is_sorted_by_key(|(word, _)| *word));
        for hint in of("Dear Bob, you failed [name] at Globex XXX. Terrible, unfair, stupid.") {
            let sentence = hint.sentence();
            assert!(
                sentence.ends_with('.') || sentence.ends_with('?'),
                "{sentence}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,300}", name in "\\PC{0,8}") {
            let to = Addressee { name: &name, other_names: &[&name], ..ANN };
            let _ = check(Occasion::CheckIn, &text, &to);
        }
    }
}
