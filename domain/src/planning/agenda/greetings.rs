//! The question, late in November, whom to greet at the end of the year.

use super::item::{Item, ItemKind};
use crate::journal::Journal;
use crate::model::person::Person;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// The month and the first day on which it is asked: early enough for the first holidays.
const ASKED_FROM: (u32, u32) = (11, 21);

/// The question, in the last third of November, until it was answered once this year. It is not
/// asked where nobody is left to choose for.
pub(super) fn question(journal: &Journal, today: Date) -> Option<Item> {
    let (year, month, day) = today.year_month_day();
    let is_time = month == ASKED_FROM.0 && day >= ASKED_FROM.1;
    let is_open = journal.settings().greetings_asked != Some(year);
    (is_time && is_open && !people_to_greet(journal).is_empty()).then_some(Item {
        what: ItemKind::Greetings,
        id: RecordId::ONLY,
        opportunity: None,
        on: today,
        at: None,
    })
}

/// The people one may like to greet: everyone met or written to who has no holiday chosen and is not
/// left in peace. An address book alone makes nobody one of them.
#[must_use]
pub fn people_to_greet(journal: &Journal) -> Vec<RecordId> {
    let is_known = |id: RecordId, person: &Person| {
        person.met_on.is_some()
            || person.opportunity.is_some()
            || journal.ties_of(id).next().is_some()
            || journal.messages_to(id).next().is_some()
    };
    let people = journal.people().iter();
    people
        .filter(|(id, person)| {
            person.holiday.is_empty() && !person.at_rest && is_known(*id, person)
        })
        .map(|(id, _)| id)
        .collect()
}
