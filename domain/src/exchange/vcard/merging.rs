//! Merging cards with each other and with people.

use std::collections::{BTreeMap, BTreeSet};

use super::card::Card;
use super::namesakes::names_agree;
use crate::model::person::Person;
use crate::state::record::LARGEST_VALUE;
use crate::values::id::RecordId;

/// The longest notes that are added to, in bytes: escaped, they still fit the cell of a record.
const LONGEST_NOTES: usize = LARGEST_VALUE / 2;

/// The most further numbers and addresses added to notes at once.
const MOST_OTHERS: usize = 150;

/// Cards, each one once.
pub(super) struct OnceEach {
    pub(super) once: Vec<Card>,
    pub(super) repeated: usize,
}

/// Takes cards that are about one person together. A UID that cards of several people carry tells
/// none of them apart, and is left out.
pub(super) fn once_each(cards: &[Card]) -> OnceEach {
    let mut places: BTreeMap<RecordId, usize> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    let ids: Vec<RecordId> = cards.iter().map(Card::record_id).collect();
    for (at, (card, id)) in cards.iter().zip(&ids).enumerate() {
        let first = *places.entry(*id).or_insert(at);
        if !names_agree(&cards[first].person.name, &card.person.name) {
            shared.insert(*id);
        }
    }
    places.clear();
    let mut once: Vec<Card> = Vec::new();
    for (card, id) in cards.iter().zip(ids) {
        let mut card = card.clone();
        let mut id = id;
        if shared.contains(&id) {
            card.uid.clear();
            id = card.record_id();
        }
        match places.get(&id) {
            Some(at) => once[*at].person = merged(&once[*at].person, &card.person),
            None => {
                places.insert(id, once.len());
                once.push(card);
            }
        }
    }
    OnceEach {
        repeated: cards.len() - once.len(),
        once,
    }
}

/// The person with the card's UID noted, where neither their id nor another card says already who
/// they are elsewhere.
pub(super) fn remembering(card: &Card, id: RecordId, person: &Person) -> Person {
    let uid = card.bare_uid();
    let mut person = person.clone();
    if person.card.is_empty() && RecordId::parse(uid) != Some(id) {
        uid.clone_into(&mut person.card);
    }
    person
}

pub(super) fn merged(before: &Person, card: &Person) -> Person {
    let pick = |new: &str, old: &str| if new.is_empty() { old } else { new }.to_owned();
    let mut tags = before.tags.clone();
    for tag in &card.tags {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    // The same name in other writing, or in fewer letters, says nothing new.
    let letters = |name: &str| {
        name.chars()
            .filter(|letter| letter.is_alphanumeric())
            .count()
    };
    let is_name_kept =
        names_agree(&card.name, &before.name) && letters(&card.name) <= letters(&before.name);
    Person {
        name: pick(if is_name_kept { "" } else { &card.name }, &before.name),
        role: pick(&card.role, &before.role),
        company: pick(&card.company, &before.company),
        mail: pick(&card.mail, &before.mail),
        phone: pick(&card.phone, &before.phone),
        profile: pick(&card.profile, &before.profile),
        notes: merged_notes(before, card),
        tags,
        ..before.clone()
    }
}

/// Notes are the person's own words: a card fills empty ones. Of further numbers and addresses,
/// those are added that are not known here.
fn merged_notes(before: &Person, card: &Person) -> String {
    if before.notes.is_empty() {
        return card.notes.clone();
    }
    let mut notes = before.notes.clone();
    let others = card.notes.lines().filter(|line| line.starts_with("Other "));
    for line in others.take(MOST_OTHERS) {
        let Some((_, value)) = line.split_once(": ") else {
            continue;
        };
        if !notes.contains(value) && notes.len() + line.len() < LONGEST_NOTES {
            notes.push('\n');
            notes.push_str(line);
        }
    }
    notes
}
