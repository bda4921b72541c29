//! The timeline of a person: every word between the two, from either side, so that no message repeats the last one.

use std::collections::BTreeSet;

use crate::journal::Journal;
use crate::method::Occasion;
use crate::model::event::EventKind;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::sort::sort_by;

/// What a contact was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactKind {
    /// They were met.
    Met,
    /// An interview or another round they were in.
    Round,
    /// A message that was sent.
    Message,
    /// A word noted by itself.
    Touch {
        /// Whether it came from them.
        from_them: bool,
    },
    /// A touch that was left out; no contact, but part of the story.
    Skipped,
}

/// One moment between the person and someone they met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contact {
    /// The day.
    pub on: Date,
    /// The record that says so.
    pub id: RecordId,
    /// What it was.
    pub kind: ContactKind,
    /// On which occasion.
    pub occasion: Option<Occasion>,
    /// The opportunity it was about.
    pub opportunity: Option<RecordId>,
    /// Words to tell it by: a title, a subject, what was said.
    pub text: String,
}

/// Every contact with a person, also touches that were left out; earliest first. Rounds that are still ahead are none.
#[must_use]
pub fn contacts(journal: &Journal, person: RecordId, now: Now) -> Vec<Contact> {
    let mut contacts = Vec::new();
    if let Some(known) = journal.people().get(person)
        && let Some(on) = known.met_on
    {
        contacts.push(Contact {
            on,
            id: person,
            kind: ContactKind::Met,
            occasion: None,
            opportunity: known.opportunity,
            text: known.met.clone(),
        });
    }
    for (id, event) in journal.rounds_with(person) {
        // The day on the clock of the place, so that it is the same on every device.
        if let Some(on) = event.on
            && event.what != EventKind::Note
            && event.has_begun(now)
        {
            contacts.push(Contact {
                on,
                id,
                kind: match event.what {
                    EventKind::Round => ContactKind::Round,
                    _ => ContactKind::Touch { from_them: false },
                },
                occasion: None,
                opportunity: event.opportunity,
                text: event.title.clone(),
            });
        }
    }
    let mut told_by_message = BTreeSet::new();
    for (id, message) in journal.messages_to(person) {
        if let Some(on) = message.sent_on {
            told_by_message.extend(message.touch);
            contacts.push(Contact {
                on,
                id,
                kind: ContactKind::Message,
                occasion: message.occasion,
                opportunity: message.opportunity,
                text: message.subject.clone(),
            });
        }
    }
    for (id, touch) in journal.touches().of(person) {
        if told_by_message.contains(&id) {
            continue;
        }
        let (on, kind) = match (touch.done_on, touch.skipped_on) {
            (Some(on), _) => (
                on,
                ContactKind::Touch {
                    from_them: touch.from_them,
                },
            ),
            (None, Some(on)) => (on, ContactKind::Skipped),
            (None, None) => continue,
        };
        contacts.push(Contact {
            on,
            id,
            kind,
            occasion: touch.occasion,
            opportunity: touch.opportunity,
            text: if kind == ContactKind::Skipped {
                touch.skipped_why.clone()
            } else {
                touch.text.clone()
            },
        });
    }
    sort_by(&mut contacts, Ord::cmp);
    contacts
}

/// The timeline of a person, latest first.
#[must_use]
pub fn timeline(journal: &Journal, person: RecordId, now: Now) -> Vec<Contact> {
    let mut contacts = contacts(journal, person, now);
    contacts.reverse();
    contacts
}

/// The last day there was a word between the two, from either side.
#[must_use]
pub fn last_contact(contacts: &[Contact]) -> Option<&Contact> {
    contacts
        .iter()
        .filter(|contact| contact.kind != ContactKind::Skipped)
        .max()
}
