//! A card, and the record it belongs to.

use crate::model::person::Person;
use crate::values::id::RecordId;

/// A card: a person as other address books know them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// The identifier of this card in every address book; empty if the card has none.
    pub uid: String,
    /// The person. Unknown fields are empty.
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
    /// The id of the record this card belongs to: the same each time it is imported. A UUID is
    /// taken as it is, so that a card of our own comes back to its person; any other UID, or else
    /// all that the card says, is hashed.
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

    /// Adds a tag, unless there are so many already, or it is one by which a program sorts its own
    /// lists.
    pub(super) fn add_tag(&mut self, tag: &str, most: usize) {
        let tags = &mut self.person.tags;
        let tag = tag.to_lowercase();
        if !tag.is_empty() && !is_of_a_program(&tag) && !tags.contains(&tag) && tags.len() < most {
            tags.push(tag);
        }
    }

    /// The UID without the prefix that version 4.0 puts before a UUID.
    pub(super) fn bare_uid(&self) -> &str {
        let uid = self.uid.trim();
        uid.strip_prefix("urn:uuid:").unwrap_or(uid)
    }
}

/// Whether a tag is one that address books give by themselves: “myContacts”, “* starred”, “System
/// Group: Friends”, “Imported on 11/2/26”.
fn is_of_a_program(tag: &str) -> bool {
    let plain: String = tag
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    tag.starts_with("* ")
        || tag.starts_with("imported on ")
        || plain.starts_with("systemgroup")
        || matches!(
            plain.as_str(),
            "mycontacts" | "othercontacts" | "allcontacts" | "starred" | "starredinandroid"
        )
}
