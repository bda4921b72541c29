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
            problem,
            result,
            duration,
            price,
            ..
        } = opportunity;
        for part in [company, role, place, link, source, pay, notes] {
            add(part);
        }
        for part in [problem, result, duration, price] {
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
        let own = [&comeback.said, &comeback.reason_note, &comeback.learned];
        own.into_iter().for_each(|part| add(part));
        add(&comeback.their_reasons);
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
        let texts = [&action.text, &action.place, &action.notes];
        texts.into_iter().for_each(|part| add(part));
    }
    around_rounds(tables, id).for_each(|part| add(part));
    text
}

/// What is written before and after the rounds of an opportunity.
fn around_rounds(tables: &Tables, id: RecordId) -> impl Iterator<Item = &String> {
    let notes = tables.round_notes.of(id);
    let notes = notes.flat_map(|(_, note)| [&note.cares, &note.landed, &note.promised]);
    let stories = tables.stories.of(id);
    let stories =
        stories.flat_map(|(_, story)| [&story.title, &story.situation, &story.did, &story.result]);
    let prepared = tables.preparations.of(id);
    let prepared = prepared.flat_map(|(_, prepared)| [&prepared.questions, &prepared.notes]);
    let plans = tables.ninety_days.of(id);
    let plans = plans.flat_map(|(_, plan)| plan.texts());
    notes.chain(stories).chain(prepared).chain(plans)
}
