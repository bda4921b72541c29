//! Address books: reading and writing cards (vCard 2.1, 3.0 of RFC 2426, 4.0 of RFC 6350), and what an import would change.

mod read;
#[cfg(test)]
mod tests;
mod write;

use crate::edit::Edit;
use crate::find::fold;
use crate::id::RecordId;
use crate::journal::Journal;
use crate::person::Person;

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

impl Card {
    /// The id of the record this card belongs to: the same each time it is imported. A UUID is taken as it is, so that a card of our own
    /// comes back to its person; anything else, or else name and mail, is hashed.
    #[must_use]
    pub fn record_id(&self) -> RecordId {
        let uid = self.uid.trim();
        let bare = uid.strip_prefix("urn:uuid:").unwrap_or(uid);
        if let Some(id) = RecordId::parse(bare) {
            return id;
        }
        if uid.is_empty() {
            let (name, mail) = (fold(&self.person.name), fold(&self.person.mail));
            RecordId::derived(&format!("card {name}\n{mail}"), &[], 0)
        } else {
            RecordId::derived(&format!("card uid {uid}"), &[], 0)
        }
    }
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// People who are not here yet.
    pub new: Vec<(RecordId, Person)>,
    /// People who are here, with what the cards add or change: before and after.
    pub changed: Vec<(RecordId, Person, Person)>,
    /// How many are here as they are.
    pub same: usize,
}

/// Compares cards with the people who are here. A card never empties a field, and never touches the story of a person.
#[must_use]
pub fn compare(journal: &Journal, cards: &[Card]) -> Import {
    let mut import = Import::default();
    let mut seen = std::collections::BTreeSet::new();
    for card in cards {
        let id = known(journal, card).unwrap_or_else(|| card.record_id());
        if !seen.insert(id) {
            import.same += 1;
            continue;
        }
        match journal.people().get(id) {
            None => import.new.push((id, card.person.clone())),
            Some(before) => {
                let after = merged(before, &card.person);
                if after == *before {
                    import.same += 1;
                } else {
                    import.changed.push((id, before.clone(), after));
                }
            }
        }
    }
    import
}

impl Import {
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
            edit = edit.create(*id, person).set(
                crate::record::RecordKind::Person,
                *id,
                crate::record::REMOVED,
                false.into(),
            );
        }
        for (id, before, after) in &self.changed {
            edit = edit.change(*id, before, after);
        }
        edit
    }
}

/// Somebody here who is meant by a card without saying so: the same mail address, else the same name where nothing speaks against it.
fn known(journal: &Journal, card: &Card) -> Option<RecordId> {
    let id = card.record_id();
    if journal.people().get(id).is_some() {
        return Some(id);
    }
    let (name, mail) = (fold(&card.person.name), fold(&card.person.mail));
    let same_mail = |person: &Person| !mail.is_empty() && fold(&person.mail) == mail;
    let same_name = |person: &Person| {
        !name.is_empty()
            && fold(&person.name) == name
            && (mail.is_empty() || person.mail.is_empty())
    };
    let find = |is_same: &dyn Fn(&Person) -> bool| {
        let mut people = journal.people().iter();
        people.find(|(_, person)| is_same(person)).map(|(id, _)| id)
    };
    find(&same_mail).or_else(|| find(&same_name))
}

fn merged(before: &Person, card: &Person) -> Person {
    let pick = |new: &str, old: &str| if new.is_empty() { old } else { new }.to_owned();
    let mut tags = before.tags.clone();
    for tag in &card.tags {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    Person {
        name: pick(&card.name, &before.name),
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
