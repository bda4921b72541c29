//! A card while it is read.

use super::limits::{LONGEST_NOTES, MOST_TAGS};
use super::property::Property;
use super::value::{line, parts, unescape};
use crate::exchange::vcard::card::Card;

/// A card while it is read. The first of several values counts, unless stated otherwise.
#[derive(Default)]
pub(super) struct PartialCard {
    card: Card,
    structured_name: String,
    title: String,
    /// How long the notes are in a record, in bytes of JSON.
    size_of_notes: usize,
    mail_is_preferred: bool,
    phone_is_preferred: bool,
}

impl PartialCard {
    pub(super) fn add(&mut self, property: &Property) {
        let value = &property.value;
        let person = &mut self.card.person;
        match property.name.as_str() {
            "UID" if self.card.uid.is_empty() => self.card.uid = line(value),
            "FN" if person.name.is_empty() => person.name = line(&unescape(value)),
            "N" if self.structured_name.is_empty() => {
                let parts = parts(value, ';');
                let part = |at: usize| parts.get(at).map_or("", String::as_str);
                self.structured_name = line(&format!("{} {} {}", part(1), part(2), part(0)));
            }
            "ORG" if person.company.is_empty() => {
                person.company = parts(value, ';')
                    .first()
                    .map(|text| line(text))
                    .unwrap_or_default();
            }
            "TITLE" if self.title.is_empty() => self.title = line(&unescape(value)),
            "ROLE" if person.role.is_empty() => person.role = line(&unescape(value)),
            "EMAIL" => {
                let is_better = property.is_preferred() && !self.mail_is_preferred;
                if person.mail.is_empty() || is_better {
                    let mail = unescape(value);
                    person.mail = line(mail.strip_prefix("mailto:").unwrap_or(&mail));
                    self.mail_is_preferred |= property.is_preferred();
                }
            }
            "TEL" => {
                let is_better = property.is_preferred() && !self.phone_is_preferred;
                if person.phone.is_empty() || is_better {
                    let phone = unescape(value);
                    person.phone = line(phone.strip_prefix("tel:").unwrap_or(&phone));
                    self.phone_is_preferred |= property.is_preferred();
                }
            }
            "URL" | "SOCIALPROFILE" | "X-SOCIALPROFILE" => {
                let address = line(&unescape(value));
                let is_web = address.starts_with("https://") || address.starts_with("http://");
                let is_better =
                    address.contains("linkedin.") && !person.profile.contains("linkedin.");
                if is_web && (person.profile.is_empty() || is_better) {
                    person.profile = address;
                }
            }
            "NOTE" => self.add_note(&unescape(value)),
            "CATEGORIES" => {
                for tag in parts(value, ',') {
                    let tag = line(&tag).to_lowercase();
                    let is_wanted = !tag.is_empty() && !person.tags.contains(&tag);
                    if is_wanted && person.tags.len() < MOST_TAGS {
                        person.tags.push(tag);
                    }
                }
            }
            _ => {}
        }
    }

    /// Notes stay whole, but for control characters other than tabs, up to what the cell of a
    /// record may hold; several are parted by a blank line.
    fn add_note(&mut self, note: &str) {
        let notes = &mut self.card.person.notes;
        let is_first = notes.is_empty() || note.is_empty();
        let parting = if is_first { "" } else { "\n\n" };
        for letter in parting.chars().chain(note.chars()) {
            let is_escaped = matches!(letter, '\n' | '\t' | '"' | '\\');
            if letter.is_control() && !is_escaped {
                continue;
            }
            self.size_of_notes += letter.len_utf8() + usize::from(is_escaped);
            if self.size_of_notes > LONGEST_NOTES {
                return;
            }
            notes.push(letter);
        }
    }

    /// The card, or `None` if there is nothing to name it by.
    pub(super) fn finish(mut self) -> Option<Card> {
        let person = &mut self.card.person;
        if !self.title.is_empty() {
            person.role = self.title;
        }
        let before_at = person.mail.split('@').next().unwrap_or_default().to_owned();
        for name in [self.structured_name, person.company.clone(), before_at] {
            if person.name.is_empty() {
                person.name = name;
            }
        }
        (!person.name.is_empty()).then_some(self.card)
    }
}
