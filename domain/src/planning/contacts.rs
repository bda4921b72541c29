//! The timeline of a person: every contact between the two, from either side, so that no message
//! repeats the last one.

use std::collections::BTreeSet;

use crate::journal::Journal;
use crate::method::Occasion;
use crate::model::event::EventKind;
use crate::model::message::Message;
use crate::model::touch::Touch;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::sort::sort_by;

/// The kind of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactKind {
    /// They were met.
    Met,
    /// An interview or another round they were in.
    Round,
    /// They told the person how it was decided, in words that were noted.
    Told,
    /// A message that was sent.
    Message,
    /// A contact noted by itself.
    Touch {
        /// Whether it came from them.
        from_them: bool,
    },
    /// A touch that was left out; no contact, but part of the story.
    Skipped,
    /// The person helped them.
    Helped,
}

/// One moment between the person and someone they met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contact {
    /// The day.
    pub on: Date,
    /// The record that says so.
    pub id: RecordId,
    /// Its kind.
    pub kind: ContactKind,
    /// The occasion.
    pub occasion: Option<Occasion>,
    /// The opportunity it was about.
    pub opportunity: Option<RecordId>,
    /// Words to tell it by: a title, a subject, a quote.
    pub text: String,
}

/// Every contact with a person, also touches that were left out; earliest first. Rounds still ahead
/// do not count.
#[must_use]
pub fn contacts(journal: &Journal, person: RecordId, now: Now) -> Vec<Contact> {
    let mut contacts: Vec<Contact> = meeting(journal, person).into_iter().collect();
    contacts.extend(rounds(journal, person, now));
    contacts.extend(decisions_told(journal, person));
    let mut told_by_message = BTreeSet::new();
    for (id, message) in journal.messages_to(person) {
        if let Some(contact) = of_message(id, message) {
            told_by_message.extend(message.touch);
            contacts.push(contact);
        }
    }
    let touches = journal.touches().of(person);
    let touches = touches.filter(|(id, _)| !told_by_message.contains(id));
    contacts.extend(touches.filter_map(|(id, touch)| of_touch(id, touch)));
    contacts.extend(help_given(journal, person));
    sort_by(&mut contacts, Ord::cmp);
    contacts
}

/// The day they were met.
fn meeting(journal: &Journal, id: RecordId) -> Option<Contact> {
    let person = journal.people().get(id)?;
    Some(Contact {
        on: person.met_on?,
        id,
        kind: ContactKind::Met,
        occasion: None,
        opportunity: person.opportunity,
        text: person.met.clone(),
    })
}

fn rounds(journal: &Journal, person: RecordId, now: Now) -> impl Iterator<Item = Contact> {
    journal.rounds_with(person).filter_map(move |(id, event)| {
        if event.what == EventKind::Note || !event.has_begun(now) {
            return None;
        }
        Some(Contact {
            // The day on the clock of the place, so that it is the same on every device.
            on: event.on?,
            id,
            kind: match event.what {
                EventKind::Round => ContactKind::Round,
                _ => ContactKind::Touch { from_them: false },
            },
            occasion: None,
            opportunity: event.opportunity,
            text: event.title.clone(),
        })
    })
}

/// The decisions they told, with their words.
fn decisions_told(journal: &Journal, person: RecordId) -> impl Iterator<Item = Contact> {
    let opportunities = journal.opportunities_of(person).into_iter();
    opportunities.filter_map(move |opportunity| {
        let (id, comeback) = journal.comeback_of(opportunity)?;
        let told = comeback.told_by == Some(person);
        Some(Contact {
            on: journal.standing_of(opportunity)?.since.filter(|_| told)?,
            id,
            kind: ContactKind::Told,
            occasion: None,
            opportunity: Some(opportunity),
            text: comeback.said.clone(),
        })
    })
}

/// A message that was sent.
fn of_message(id: RecordId, message: &Message) -> Option<Contact> {
    Some(Contact {
        on: message.sent_on?,
        id,
        kind: ContactKind::Message,
        occasion: message.occasion,
        opportunity: message.opportunity,
        text: message.subject.clone(),
    })
}

/// A touch that is done or left out.
fn of_touch(id: RecordId, touch: &Touch) -> Option<Contact> {
    let (on, kind, text) = match (touch.done_on, touch.skipped_on) {
        (Some(on), _) => {
            let from_them = touch.from_them;
            (on, ContactKind::Touch { from_them }, &touch.text)
        }
        (None, Some(on)) => (on, ContactKind::Skipped, &touch.skipped_why),
        (None, None) => return None,
    };
    Some(Contact {
        on,
        id,
        kind,
        occasion: touch.occasion,
        opportunity: touch.opportunity,
        text: text.clone(),
    })
}

/// The help that was given to them.
fn help_given(journal: &Journal, person: RecordId) -> impl Iterator<Item = Contact> {
    journal.help_given().of(person).filter_map(|(id, help)| {
        Some(Contact {
            on: help.on?,
            id,
            kind: ContactKind::Helped,
            occasion: None,
            opportunity: None,
            text: help.text.clone(),
        })
    })
}

/// The timeline of a person, latest first.
#[must_use]
pub fn timeline(journal: &Journal, person: RecordId, now: Now) -> Vec<Contact> {
    let mut contacts = contacts(journal, person, now);
    contacts.reverse();
    contacts
}

/// The last day of a message between the two, from either side.
#[must_use]
pub fn last_contact(contacts: &[Contact]) -> Option<&Contact> {
    contacts
        .iter()
        .filter(|contact| contact.kind != ContactKind::Skipped)
        .max()
}
