//! Address books: reading and writing cards (vCard 2.1, 3.0 of RFC 2426, 4.0 of RFC 6350), and what an import would change.

mod encoding;
mod matching;
mod read;
#[cfg(test)]
mod tests;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use crate::journal::Journal;
use crate::model::person::Person;
use crate::state::edit::Edit;
use crate::state::entity::differences;
use crate::values::id::RecordId;

use matching::{Known, names_agree};

pub use encoding::decode;
pub use matching::known;
pub use read::{BookProblem, Cards, LARGEST_FILE, MOST_CARDS, read};
pub use write::{Version, write};

/// A card: a person as other address books know them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// What tells this card from every other, wherever it goes; empty where the card has none.
    pub uid: String,
    /// The person. What a card does not know is empty.
    pub person: Person,
}

impl From<Person> for Card {
    fn from(person: Person) -> Self {
        Self {
            uid: String::new(),
            person,
        }
    }
}

impl Card {
    /// The id of the record this card belongs to: the same each time it is imported. A UUID is taken as it is, so that a card of our own
    /// comes back to its person; any other UID, or else all that the card says, is hashed.
    #[must_use]
    pub fn record_id(&self) -> RecordId {
        let uid = self.bare_uid();
        let word = if uid.is_empty() {
            let Person {
                name,
                mail,
                phone,
                company,
                role,
                profile,
                tags,
                notes,
                ..
            } = &self.person;
            let tags = tags.join(",");
            let says = [name, mail, phone, company, role, profile, &tags, notes];
            format!("card {}", says.map(String::as_str).join("\n"))
        } else if let Some(id) = RecordId::parse(uid) {
            return id;
        } else {
            format!("card uid {uid}")
        };
        RecordId::derived(&word, &[], 0)
    }

    /// The UID without what version 4.0 puts before a UUID.
    fn bare_uid(&self) -> &str {
        let uid = self.uid.trim();
        uid.strip_prefix("urn:uuid:").unwrap_or(uid)
    }
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// People who are not here yet.
    pub new: Vec<(RecordId, Person)>,
    /// People who are here, with what the cards add or change: before and after.
    pub changed: Vec<(RecordId, Person, Person)>,
    /// People who are here as the cards say.
    pub same: Vec<RecordId>,
    /// How many cards say again what another one says.
    pub repeated: usize,
}

/// Compares cards with the people who are here. A card never empties a field, and never touches the story of a person; no two cards are
/// taken for one person.
#[must_use]
pub fn compare(journal: &Journal, cards: &[Card]) -> Import {
    let known = Known::new(journal);
    let cards = once_each(cards);
    let mut import = Import {
        repeated: cards.repeated,
        ..Import::default()
    };
    let mut taken = BTreeSet::new();
    let mut whose = vec![None; cards.once.len()];
    // The surest sign first for all of them, so that no card takes the person another one is about.
    for recognised in Known::WAYS {
        for (card, whose) in cards.once.iter().zip(&mut whose) {
            if whose.is_none() {
                *whose = recognised(&known, card, &taken);
                taken.extend(*whose);
            }
        }
    }
    for (card, whose) in cards.once.iter().zip(whose) {
        let here = whose.and_then(|id| Some((id, journal.people().get(id)?)));
        let Some((id, before)) = here else {
            let id = card.record_id();
            import.new.push((id, remembering(card, id, &card.person)));
            continue;
        };
        let after = remembering(card, id, &merged(before, &card.person));
        if after == *before {
            import.same.push(id);
        } else {
            import.changed.push((id, before.clone(), after));
        }
    }
    import
}

impl Import {
    /// Whether nothing would be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty()
    }

    /// The edit that carries it out.
    #[must_use]
    pub fn edit(&self) -> Edit {
        let count = self.new.len() + self.changed.len();
        let label = match count {
            1 => "1 person imported".to_owned(),
            count => format!("{count} people imported"),
        };
        let mut edit = Edit::new(label);
        for (id, person) in &self.new {
            // A person removed once comes back when the person imports them again.
            edit = edit.put(None, *id, person);
        }
        for (id, before, after) in &self.changed {
            edit = edit.change(*id, before, after);
        }
        edit
    }
}

/// What an import changes on a person, in words: “name becomes Ann Lee, company, phone”.
#[must_use]
pub fn what_changes(before: &Person, after: &Person) -> String {
    let fields = differences(before, after);
    let words: Vec<String> = fields
        .into_iter()
        .map(|(field, _)| match field.as_str() {
            "name" => format!("name becomes {}", after.name),
            "card" => "linked to this card".to_owned(),
            _ => field,
        })
        .collect();
    words.join(", ")
}

/// Cards, each one once.
struct OnceEach {
    once: Vec<Card>,
    repeated: usize,
}

/// Takes cards that are about one person together. A UID that cards of several people carry tells none of them apart, and is left out.
fn once_each(cards: &[Card]) -> OnceEach {
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

/// The person with the card's UID noted, where neither their id nor another card says already who they are elsewhere.
fn remembering(card: &Card, id: RecordId, person: &Person) -> Person {
    let uid = card.bare_uid();
    let mut person = person.clone();
    if person.card.is_empty() && RecordId::parse(uid) != Some(id) {
        uid.clone_into(&mut person.card);
    }
    person
}

fn merged(before: &Person, card: &Person) -> Person {
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
        // Notes are the person's own words; a card only fills empty ones.
        notes: pick(&before.notes, &card.notes),
        tags,
        ..before.clone()
    }
}
