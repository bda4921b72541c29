//! Edits that remove: an opportunity with all that belongs to it, a person, the example search.

use serde_json::Value;

use crate::journal::Journal;
use crate::model::event::EventKind;
use crate::state::edit::Edit;
use crate::state::record::{REMOVED, RecordKey, RecordKind};
use crate::values::id::RecordId;

impl Journal {
    /// An edit that removes an opportunity with all that belongs to it. People stay, and so does
    /// what was said between them and the person.
    #[must_use]
    pub fn removal_of(&self, opportunity: RecordId, label: impl Into<String>) -> Edit {
        let mut edit = Edit::new(label).remove(RecordKind::Opportunity, opportunity);
        for key in self.records().map(|(key, _)| key) {
            let belongs = key.id != opportunity && self.opportunity_of(key) == Some(opportunity);
            if belongs && !self.is_of_a_person(key) {
                edit = edit.remove(key.kind.clone(), key.id);
            }
        }
        edit
    }

    /// Whether a record belongs to a person's own story, which outlives an opportunity.
    fn is_of_a_person(&self, key: &RecordKey) -> bool {
        match key.kind {
            RecordKind::Person
            | RecordKind::Touch
            | RecordKind::Story
            | RecordKind::FeedbackRequest
            | RecordKind::FeedbackAnswer => true,
            RecordKind::RoundNote => {
                let note = self.round_notes().get(key.id);
                note.is_some_and(|note| note.person.is_some())
            }
            RecordKind::Event => self
                .events()
                .get(key.id)
                .is_some_and(|event| event.what == EventKind::Round && !event.with.is_empty()),
            RecordKind::Message => self
                .messages()
                .get(key.id)
                .is_some_and(|message| message.person.is_some() && message.sent_on.is_some()),
            _ => false,
        }
    }

    /// An edit that removes a person, with touches, ties, messages to them and notes on them.
    #[must_use]
    pub fn removal_of_person(&self, person: RecordId, label: impl Into<String>) -> Edit {
        let mut edit = Edit::new(label).remove(RecordKind::Person, person);
        for (id, _) in self.touches().of(person) {
            edit = edit.remove(RecordKind::Touch, id);
        }
        for id in self.ties_of(person) {
            edit = edit.remove(RecordKind::Tie, id);
        }
        for (id, _) in self.messages_to(person) {
            edit = edit.remove(RecordKind::Message, id);
        }
        for (id, _) in self.round_notes_on(person) {
            edit = edit.remove(RecordKind::RoundNote, id);
        }
        for (id, _) in self.landed().of(person) {
            edit = edit.remove(RecordKind::Landed, id);
        }
        edit
    }

    /// An edit that removes the example search.
    #[must_use]
    pub fn removal_of_demo(&self, label: impl Into<String>) -> Edit {
        self.records()
            .filter(|(_, record)| record.is_demo() && !record.is_removed())
            .fold(Edit::new(label), |edit, (key, _)| {
                edit.set(key.kind.clone(), key.id, REMOVED, Value::Bool(true))
            })
    }

    /// Whether records of the example search are present.
    #[must_use]
    pub fn has_demo(&self) -> bool {
        self.records()
            .any(|(_, record)| record.is_demo() && !record.is_removed())
    }
}
