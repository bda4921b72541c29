//! The text that an opportunity is found by.

use super::tables::Tables;
use crate::model::opportunity::Opportunity;
use crate::values::id::RecordId;

/// All text of an opportunity and of its records, one line each.
pub(super) fn search_text(tables: &Tables, id: RecordId) -> String {
    let mut text = String::new();
    let mut add = |part: &str| {
        if !part.is_empty() {
            text.push_str(part);
            text.push('\n');
        }
    };
    if let Some(opportunity) = tables.opportunities.get(id) {
        let Opportunity {
            company,
            role,
            place,
            link,
            source,
            pay,
            notes,
            ..
        } = opportunity;
        for part in [company, role, place, link, source, pay, notes] {
            add(part);
        }
        opportunity.tags.iter().for_each(|tag| add(tag));
    }
    for (_, event) in tables.events.of(id) {
        add(&event.title);
        add(&event.notes);
    }
    for (_, person) in tables.people_of(id) {
        add(&person.name);
        add(&person.role);
        add(&person.notes);
    }
    for (comeback_id, comeback) in tables.comebacks.of(id) {
        add(&comeback.said);
        add(&comeback.reason_note);
        add(&comeback.learned);
        for (_, answer) in tables.answers.of(comeback_id) {
            add(&answer.text);
        }
    }
    for (_, message) in tables.messages.of(id) {
        add(&message.subject);
        add(&message.body);
    }
    for (_, learning) in tables.learnings.of(id) {
        add(&learning.text);
    }
    for (_, action) in tables.actions.of(id) {
        add(&action.text);
        add(&action.notes);
    }
    text
}
