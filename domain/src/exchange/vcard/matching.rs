//! Recognising: who of the people here is meant by a card, a contact or a name. One rule for every way in which people come.

use std::collections::BTreeSet;

use super::Card;
use crate::journal::Journal;
use crate::model::person::Person;
use crate::state::table::Table;
use crate::values::id::RecordId;
use crate::values::sort::sorted_once;
use crate::values::text::{fold, same_company};

/// From how many digits on a phone number is the end of a longer one, written with the code of its country.
const DIGITS_OF_A_NUMBER: usize = 6;

/// Who of the people here is meant: by the card they came from, else by mail, else by name.
#[must_use]
pub fn known(journal: &Journal, card: &Card) -> Option<RecordId> {
    let people = Known::new(journal);
    Known::WAYS
        .iter()
        .find_map(|recognised| recognised(&people, card, &BTreeSet::new()))
}

/// The people here, by what they are recognised by.
pub(super) struct Known<'a> {
    people: &'a Table<Person>,
    keys: Vec<(String, RecordId)>,
}

/// A way to recognise whom a card is about, among those who are not taken yet.
type Way<'a> = fn(&Known<'a>, &Card, &BTreeSet<RecordId>) -> Option<RecordId>;

impl<'a> Known<'a> {
    /// From the surest to the least sure.
    pub(super) const WAYS: [Way<'a>; 5] = [
        Self::by_card,
        Self::by_mail_and_name,
        Self::by_mail,
        Self::by_name_and_fact,
        Self::by_name,
    ];

    pub(super) fn new(journal: &'a Journal) -> Self {
        let keys = journal.people().iter().flat_map(|(id, person)| {
            let card = key("card", &person.card);
            let keys = [card, mail_key(person), name_key(person)];
            keys.into_iter()
                .filter(|key| !key.is_empty())
                .map(move |key| (key, id))
        });
        Self {
            people: journal.people(),
            keys: sorted_once(keys),
        }
    }

    fn by_card(&self, card: &Card, taken: &BTreeSet<RecordId>) -> Option<RecordId> {
        let own = card.record_id();
        if self.people.get(own).is_some() && !taken.contains(&own) {
            return Some(own);
        }
        self.first(&key("card", card.bare_uid()), taken, &|_| true)
    }

    fn by_mail_and_name(&self, card: &Card, taken: &BTreeSet<RecordId>) -> Option<RecordId> {
        let name = fold(&card.person.name);
        let has_name = |person: &Person| fold(&person.name) == name;
        self.first(&mail_key(&card.person), taken, &has_name)
    }

    /// Several people may read one mailbox; their names tell them apart.
    fn by_mail(&self, card: &Card, taken: &BTreeSet<RecordId>) -> Option<RecordId> {
        let may_be = |person: &Person| names_agree(&person.name, &card.person.name);
        self.first(&mail_key(&card.person), taken, &may_be)
    }

    fn by_name_and_fact(&self, card: &Card, taken: &BTreeSet<RecordId>) -> Option<RecordId> {
        self.first(&name_key(&card.person), taken, &|person| {
            may_be(person, card) && facts(person, &card.person).contains(&Some(true))
        })
    }

    fn by_name(&self, card: &Card, taken: &BTreeSet<RecordId>) -> Option<RecordId> {
        self.first(&name_key(&card.person), taken, &|person| {
            may_be(person, card)
        })
    }

    /// The first under a key who fits and is not taken.
    fn first(
        &self,
        key: &str,
        taken: &BTreeSet<RecordId>,
        fits: &dyn Fn(&Person) -> bool,
    ) -> Option<RecordId> {
        let from = self.keys.partition_point(|(known, _)| known.as_str() < key);
        self.keys[from..]
            .iter()
            .take_while(|(known, _)| known == key)
            .map(|(_, id)| *id)
            .find(|id| !taken.contains(id) && self.people.get(*id).is_some_and(fits))
    }
}

fn mail_key(person: &Person) -> String {
    key("mail", &fold(person.mail.trim()))
}

fn name_key(person: &Person) -> String {
    key("name", &fold(person.name.trim()))
}

/// A key; where there is no value, it finds nobody.
fn key(field: &str, value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        format!("{field} {value}")
    }
}

/// Whether somebody may be their namesake on a card: no fact that both have differs, and they are not known by another card.
fn may_be(person: &Person, card: &Card) -> bool {
    let uid = card.bare_uid();
    let is_another_card = !uid.is_empty() && !person.card.is_empty() && person.card != uid;
    !is_another_card && !facts(person, &card.person).contains(&Some(false))
}

/// What tells namesakes apart, and whether it is the same in both; none where one of them does not know it.
fn facts(one: &Person, other: &Person) -> [Option<bool>; 3] {
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

/// Whether two names may be one person's: one has all words of the other, in any order, some perhaps as initials.
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
