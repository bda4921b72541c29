//! Recognising: who of the people here is meant by a card, a contact or a name. One rule for every
//! way in which people come.

use std::collections::BTreeSet;

use super::card::Card;
use super::namesakes::{facts, may_be, names_agree};
use crate::journal::Journal;
use crate::model::person::Person;
use crate::state::table::Table;
use crate::values::id::RecordId;
use crate::values::sort::sorted_once;
use crate::values::text::fold;

/// Who of the people here is meant: by the card they came from, else by mail, else by name.
#[must_use]
pub fn recognise(journal: &Journal, card: &Card) -> Option<RecordId> {
    let people = Recogniser::new(journal);
    Recogniser::WAYS
        .iter()
        .find_map(|recognised| recognised(&people, card, &BTreeSet::new()))
}

/// The people here, by what they are recognised by.
pub(super) struct Recogniser<'a> {
    people: &'a Table<Person>,
    keys: Vec<(String, RecordId)>,
}

/// A way to recognise whom a card is about, among those who are not taken yet.
type Way<'a> = fn(&Recogniser<'a>, &Card, &BTreeSet<RecordId>) -> Option<RecordId>;

impl<'a> Recogniser<'a> {
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
