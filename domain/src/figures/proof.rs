//! What was done in a period, as offices ask for it: a line for each opportunity with anything on
//! those days.

use crate::journal::Journal;
use crate::model::event::{Event, EventKind};
use crate::model::opportunity::Opportunity;
use crate::model::stage::is_before_applying;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;

/// One opportunity of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofRow {
    /// The opportunity.
    pub id: RecordId,
    /// The day it was sent, or else the first day of the period with something on it.
    pub on: Date,
    /// The company.
    pub company: String,
    /// The role.
    pub role: String,
    /// The place.
    pub place: String,
    /// Where it was found.
    pub source: String,
    /// The people there.
    pub contacts: Vec<String>,
    /// What happened up to the last day of the period, in order.
    pub history: Vec<(Date, String)>,
    /// What the person noted.
    pub notes: String,
}

/// The opportunities with anything on the days of a period, both included, earliest first. What is
/// only planned is no proof.
#[must_use]
pub fn proof(journal: &Journal, from: Date, until: Date, now: Now) -> Vec<ProofRow> {
    let until = until.min(now.today());
    let all = journal.opportunities().iter();
    let mut rows: Vec<ProofRow> = all
        .filter_map(|(id, about)| row(journal, id, about, (from, until)))
        .collect();
    sort_by_key(&mut rows, |row| (row.on, row.id));
    rows
}

fn row(
    journal: &Journal,
    id: RecordId,
    about: &Opportunity,
    (from, until): (Date, Date),
) -> Option<ProofRow> {
    let history = journal.history(id);
    let dated = history
        .iter()
        .filter_map(|(_, event)| Some((event.on.filter(|day| *day <= until)?, *event)));
    let mut inside = dated.clone().filter(|(day, _)| *day >= from);
    let first = inside.clone().map(|(day, _)| day).min()?;
    let sent = inside.find(|(_, event)| is_sending(event));
    let people = journal.people_of(id).into_iter();
    Some(ProofRow {
        id,
        on: sent.map_or(first, |(day, _)| day),
        company: about.company.trim().to_owned(),
        role: about.role.trim().to_owned(),
        place: about.place.trim().to_owned(),
        source: about.source.trim().to_owned(),
        contacts: people.map(|(_, person)| person.name.clone()).collect(),
        history: dated
            .map(|(day, event)| (day, name_of(journal, event)))
            .collect(),
        notes: about.notes.trim().to_owned(),
    })
}

fn is_sending(event: &Event) -> bool {
    event.what == EventKind::Stage && !is_before_applying(&event.stage)
}

fn name_of(journal: &Journal, event: &Event) -> String {
    let kind = match event.what {
        EventKind::Stage => return journal.stages().label(&event.stage).to_owned(),
        EventKind::Ending => {
            return event
                .ending
                .map_or("Ended", |ending| ending.label())
                .to_owned();
        }
        EventKind::Round => "Round",
        EventKind::Contact => "Contact",
        EventKind::Note => "Note",
    };
    match event.title.trim() {
        "" => kind.to_owned(),
        title => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use super::*;
    use crate::model::event::Ending;
    use crate::model::stage::{APPLIED, SAVED};
    use crate::state::edit::Edit;
    use crate::state::stamp::Clock;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn only_what_has_something_in_the_period_is_in_it_with_its_history_so_far() {
        let mut journal = Journal::default();
        let mut clock = Clock::new(1);
        let mut add = |number: u128, events: Vec<Event>| {
            let id = RecordId::fixed(number);
            let about = Opportunity {
                company: format!("Company {number}"),
                ..Opportunity::default()
            };
            journal.apply(&Edit::new("").create(id, &about), &mut clock, 1);
            for (at, event) in (1..).zip(events) {
                let event = Event {
                    opportunity: Some(id),
                    ..event
                };
                let edit = Edit::new("").create(RecordId::fixed(number + at), &event);
                let ms = 1_000_000 * u64::try_from(at).unwrap();
                journal.apply(&edit, &mut clock, ms);
            }
        };
        let none = RecordId::fixed(0);
        add(
            100,
            vec![
                Event::stage(none, SAVED, day("2026-02-20")),
                Event::stage(none, APPLIED, day("2026-03-04")),
                Event::ending(none, Ending::No, day("2026-04-04")),
            ],
        );
        add(200, vec![Event::stage(none, APPLIED, day("2026-02-04"))]);
        add(
            300,
            vec![Event::round(none, "Call", day("2027-03-04"), None)],
        );
        let days = day("1970-01-01").days_until(day("2026-06-01"));
        let now = Now {
            ms: u64::try_from(days).unwrap() * 86_400_000,
            offset_minutes: 0,
        };
        let rows = proof(&journal, day("2026-03-01"), day("2026-03-31"), now);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].on, day("2026-03-04"));
        let said: Vec<&str> = rows[0]
            .history
            .iter()
            .map(|(_, name)| name.as_str())
            .collect();
        assert_eq!(said, ["Saved", "Applied"]);
        assert!(proof(&journal, day("2027-01-01"), day("2027-12-31"), now).is_empty());
    }
}
