//! The touch plan: whom to write to, when and why, computed from past events. None of it is stored
//! until the person acts on it.
//!
//! Each planned touch has an id that follows from its cause (a round, a no, a holiday of a year,
//! the last contact), and its day is counted in whole days from that cause. So no time zone, leap
//! day or late device makes one twice or loses one.

mod after_no;
mod because;
mod greetings;
mod own;
mod planned;
mod planner;
mod promises;
mod rhythm;
#[cfg(test)]
mod tests;
mod thanked;
mod thanks;

use crate::journal::Journal;
use crate::method::Occasion;
use crate::model::person::Person;
use crate::planning::contacts::{Contact, ContactKind, contacts};
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::sort::sort_by;
use planner::Planner;

pub use because::Because;
pub use planned::{ONE_A_DAY, Plan, Planned, due_words};
pub use promises::promise_touch;
pub use thanked::{Thanks, ThanksState, thanks_of};
pub use thanks::thanks_for;

/// Plans every touch as of a moment.
#[must_use]
pub fn plan(journal: &Journal, now: Now) -> Plan {
    let today = now.today();
    let mut plan = Plan::default();
    for (id, person) in journal.people().iter() {
        let contacts = contacts(journal, id, now);
        plan.done_today += contacts
            .iter()
            .filter(|contact| is_done_on(contact, today))
            .count();
        plan.touches
            .extend(planned(journal, id, person, &contacts, now));
    }
    sort(&mut plan.touches);
    plan
}

/// The touches planned with one person as of a moment, earliest first.
#[must_use]
pub fn plan_with(journal: &Journal, id: RecordId, now: Now) -> Vec<Planned> {
    let Some(person) = journal.people().get(id) else {
        return Vec::new();
    };
    let mut touches = planned(journal, id, person, &contacts(journal, id, now), now);
    sort(&mut touches);
    touches
}

/// Whether a contact is a touch done on this day. Thank-yous do not count: they do not wait for
/// their turn.
fn is_done_on(contact: &Contact, day: Date) -> bool {
    let is_from_us = matches!(
        contact.kind,
        ContactKind::Message | ContactKind::Touch { from_them: false }
    );
    let is_a_turn = contact
        .occasion
        .is_some_and(|occasion| occasion != Occasion::ThankYouAfterRound);
    contact.on == day && is_from_us && is_a_turn
}

fn planned(
    journal: &Journal,
    id: RecordId,
    person: &Person,
    contacts: &[Contact],
    now: Now,
) -> Vec<Planned> {
    let mut touches = Vec::new();
    if person.at_rest {
        return touches;
    }
    let today = now.today();
    let planner = planner(journal, id, person, contacts, now);
    touches.extend(planner.thanks());
    for opportunity in &planner.opportunities {
        touches.extend(planner.after_no(*opportunity));
    }
    touches.extend(planner.promises());
    touches.extend(planner.greetings());
    touches.extend(planner.rhythm());
    touches.extend(planner.own());
    touches.retain(|planned| planned.until.is_none_or(|until| until >= today));
    touches
}

fn planner<'a>(
    journal: &'a Journal,
    id: RecordId,
    person: &'a Person,
    contacts: &'a [Contact],
    now: Now,
) -> Planner<'a> {
    let opportunities = journal.opportunities_of(id);
    let resting = opportunities.iter();
    let rests_until_ms = resting
        .filter_map(|opportunity| journal.rests_until_ms(*opportunity, now))
        .max();
    Planner {
        journal,
        now,
        today: now.today(),
        id,
        person,
        contacts,
        opportunities,
        rests_until_ms,
    }
}

fn sort(touches: &mut [Planned]) {
    sort_by(touches, |one, other| {
        (one.due, one.occasion.id(), one.id).cmp(&(other.due, other.occasion.id(), other.id))
    });
}
