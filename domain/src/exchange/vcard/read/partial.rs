//! A card while it is read.

use super::limits::{LONGEST_NOTES, MOST_TAGS};
use super::property::Property;
use super::several::Several;
use super::value::{line, parts, unescape};
use crate::exchange::vcard::card::Card;

/// A card while it is read. The first of several values counts, unless stated otherwise.
#[derive(Default)]
pub(super) struct PartialCard {
    card: Card,
    rank_of_name: u32,
    structured_name: String,
    nickname: String,
    title: String,
    mails: Several,
    phones: Several,
    links: Several,
    /// How long the notes are in a record, in bytes of JSON.
    size_of_notes: usize,
    is_group: bool,
    members: Vec<String>,
    /// Labels of encodings in which something of the card is written and was not read.
    pub(super) unread: Vec<String>,
}

/// What a card turned out to be.
pub(super) enum Finished {
    Person(Box<Card>),
    /// A list of cards, by their UIDs, and its name.
    Group(String, Vec<String>),
    /// Nothing in it is a name, an address or a number.
    Nameless,
}

impl PartialCard {
    pub(super) fn add(&mut self, property: &Property) {
        if let Some(label) = &property.unread {
            self.unread.push(label.clone());
            return;
        }
        let value = &property.value;
        let person = &mut self.card.person;
        match property.name.as_str() {
            "UID" if self.card.uid.is_empty() => self.card.uid = line(value),
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => {
                self.is_group |= value.trim().eq_ignore_ascii_case("group");
            }
            "MEMBER" | "X-ADDRESSBOOKSERVER-MEMBER" => self.members.push(line(value)),
            "FN" if person.name.is_empty() || property.rank() < self.rank_of_name => {
                self.rank_of_name = property.rank();
                person.name = line(&unescape(value));
            }
            "NICKNAME" if self.nickname.is_empty() => self.nickname = line(&unescape(value)),
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
            "EMAIL" => self.mails.add(property, "mailto:"),
            "TEL" => self.phones.add(property, "tel:"),
            "URL" | "SOCIALPROFILE" | "X-SOCIALPROFILE" => self.links.add_link(property),
            "NOTE" => self.add_note(&unescape(value)),
            "CATEGORIES" => {
                for tag in parts(value, ',') {
                    self.card.add_tag(&line(&tag), MOST_TAGS);
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

    /// The card, by whatever names it: a name, a nickname, a company, an address, a number.
    pub(super) fn finish(mut self) -> Finished {
        let person = &mut self.card.person;
        if !self.title.is_empty() {
            person.role = std::mem::take(&mut self.title);
        }
        let others = [
            ("email", &mut self.mails, &mut person.mail),
            ("phone", &mut self.phones, &mut person.phone),
            ("link", &mut self.links, &mut person.profile),
        ]
        .map(|(what, several, field)| {
            *field = several.take_first();
            several.others(what)
        });
        // Outlook writes the address after the name.
        let in_brackets = format!(" ({})", person.mail);
        if let Some(name) = person.name.strip_suffix(&in_brackets) {
            person.name = name.to_owned();
        }
        let before_at = person.mail.split('@').next().unwrap_or_default().to_owned();
        let names = [
            std::mem::take(&mut self.structured_name),
            std::mem::take(&mut self.nickname),
            person.company.clone(),
            before_at,
            person.phone.clone(),
        ];
        for name in names {
            if person.name.is_empty() {
                person.name = name;
            }
        }
        if self.is_group {
            let name = std::mem::take(&mut person.name);
            return Finished::Group(name, self.members);
        }
        if person.name.is_empty() {
            return Finished::Nameless;
        }
        let others: Vec<String> = others
            .into_iter()
            .flatten()
            .filter(|line| !self.card.person.notes.contains(line.as_str()))
            .collect();
        self.add_note(&others.join("\n"));
        Finished::Person(Box::new(self.card))
    }
}
