//! Comparison of two people by their names and by the facts known of both.

use super::card::Card;
use crate::model::person::Person;
use crate::values::text::{fold, same_company};

/// The number of digits from which a phone number may be the end of a longer one, written with its
/// country code.
const DIGITS_OF_A_NUMBER: usize = 6;

/// Whether somebody may be their namesake on a card: no fact that both have differs, and they are
/// not known by another card.
pub(super) fn may_be(person: &Person, card: &Card) -> bool {
    let uid = card.bare_uid();
    let is_another_card = !uid.is_empty() && !person.card.is_empty() && person.card != uid;
    !is_another_card && !facts(person, &card.person).contains(&Some(false))
}

/// The facts that tell namesakes apart, and whether each is the same in both; `None` if one of them
/// lacks it.
pub(super) fn facts(one: &Person, other: &Person) -> [Option<bool>; 3] {
    let is_same_mail = |one: &str, other: &str| fold(one) == fold(other);
    [
        agree(&one.company, &other.company, is_same_company),
        agree(&one.mail, &other.mail, is_same_mail),
        agree(&one.phone, &other.phone, is_same_phone),
    ]
}

fn agree(one: &str, other: &str, is_same: fn(&str, &str) -> bool) -> Option<bool> {
    let (one, other) = (one.trim(), other.trim());
    (!one.is_empty() && !other.is_empty()).then(|| is_same(one, other))
}

fn is_same_company(one: &str, other: &str) -> bool {
    fold(one) == fold(other) || same_company(one, other)
}

fn is_same_phone(one: &str, other: &str) -> bool {
    let digits = |text: &str| {
        let digits: String = text.chars().filter(|letter| letter.is_numeric()).collect();
        digits.trim_start_matches('0').to_owned()
    };
    let (one, other) = (digits(one), digits(other));
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    short == long || (short.len() >= DIGITS_OF_A_NUMBER && long.ends_with(&short))
}

/// Whether two names may be one person's: one has all words of the other, in any order, some
/// perhaps as initials.
pub(super) fn names_agree(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let (short, long) = (words(&one), words(&other));
    let (short, long) = if short.len() <= long.len() {
        (short, long)
    } else {
        (long, short)
    };
    let is_in_long = |word: &&str| long.iter().any(|known| is_same_word(known, word));
    one == other || (!short.is_empty() && short.iter().all(is_in_long))
}

fn words(name: &str) -> Vec<&str> {
    name.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether two folded words are the same, or one is the initial of the other.
fn is_same_word(one: &str, other: &str) -> bool {
    let is_initial = |short: &str, long: &str| {
        let mut letters = short.chars();
        letters.next() == long.chars().next() && letters.next().is_none()
    };
    one == other || is_initial(one, other) || is_initial(other, one)
}
