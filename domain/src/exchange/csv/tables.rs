//! The tables of an export: one row an opportunity, and one row an event.

use crate::journal::Journal;
use crate::model::event::{Event, EventKind};
use crate::values::date::clock_time;

/// The columns of an opportunity.
const ABOUT_OPPORTUNITIES: [&str; 19] = [
    "Id",
    "Kind",
    "Company",
    "Role",
    "Place",
    "Workplace",
    "Source",
    "Pay",
    "Link",
    "Labels",
    "Stage",
    "Furthest stage",
    "Ending",
    "Found on",
    "Sent on",
    "Last event on",
    "Rounds",
    "Notes",
    "History",
];

/// One row an opportunity, with a head. The last column has the history in a line: “2026-03-02
/// Applied; 2026-03-10 Interviewing”.
#[must_use]
pub fn opportunities(journal: &Journal) -> Vec<Vec<String>> {
    let stages = journal.stages();
    let rows = journal.opportunities().iter().map(|(id, about)| {
        let standing = journal.standing(id);
        let history = journal.history(id);
        let days = || history.iter().filter_map(|(_, event)| event.on);
        let said = |day: Option<crate::values::date::Date>| {
            day.map_or_else(String::new, |day| day.to_string())
        };
        let turns: Vec<String> = history
            .iter()
            .filter(|(_, event)| matches!(event.what, EventKind::Stage | EventKind::Ending))
            .map(|(_, event)| format!("{} {}", said(event.on), name_of(journal, event)))
            .collect();
        vec![
            id.to_string(),
            about.kind.label().to_owned(),
            about.company.clone(),
            about.role.clone(),
            about.place.clone(),
            about.workplace.map_or("", |work| work.label()).to_owned(),
            about.source.clone(),
            about.pay.clone(),
            about.link.clone(),
            about.tags.join("; "),
            stages.label(&standing.stage).to_owned(),
            stages.label(&standing.furthest).to_owned(),
            standing
                .ending
                .map_or("", |ending| ending.label())
                .to_owned(),
            said(days().min()),
            said(standing.applied_on),
            said(standing.last_on),
            standing.rounds.to_string(),
            about.notes.clone(),
            turns.join("; "),
        ]
    });
    std::iter::once(ABOUT_OPPORTUNITIES.map(str::to_owned).to_vec())
        .chain(rows)
        .collect()
}

/// One row an event, in the order of each history, with a head.
#[must_use]
pub fn events(journal: &Journal) -> Vec<Vec<String>> {
    let head = [
        "Opportunity id",
        "Company",
        "Role",
        "Day",
        "Time",
        "Time zone",
        "Kind",
        "What",
        "Form",
        "Notes",
        "Event id",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for (opportunity, about) in journal.opportunities().iter() {
        for (id, event) in journal.history(opportunity) {
            rows.push(vec![
                opportunity.to_string(),
                about.company.clone(),
                about.role.clone(),
                event.on.map_or_else(String::new, |day| day.to_string()),
                event.at.map_or_else(String::new, clock_time),
                event.zone.clone(),
                kind_of(event.what).to_owned(),
                name_of(journal, event),
                event.form.map_or("", |form| form.label()).to_owned(),
                event.notes.clone(),
                id.to_string(),
            ]);
        }
    }
    rows
}

const fn kind_of(what: EventKind) -> &'static str {
    match what {
        EventKind::Note => "Note",
        EventKind::Stage => "Stage",
        EventKind::Ending => "Ending",
        EventKind::Round => "Round",
        EventKind::Contact => "Contact",
    }
}

fn name_of(journal: &Journal, event: &Event) -> String {
    match (event.what, event.ending) {
        (EventKind::Stage, _) => journal.stages().label(&event.stage).to_owned(),
        (EventKind::Ending, Some(ending)) => ending.label().to_owned(),
        _ => event.title.clone(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use super::*;
    use crate::model::event::Ending;
    use crate::model::opportunity::Opportunity;
    use crate::model::stage::{APPLIED, INTERVIEWING};
    use crate::state::edit::Edit;
    use crate::state::stamp::Clock;
    use crate::values::date::Date;
    use crate::values::id::RecordId;

    fn journal() -> Journal {
        let id = RecordId::fixed(10);
        let day = |text| Date::parse(text).unwrap();
        let about = Opportunity {
            company: "Acme".into(),
            role: "Nurse".into(),
            tags: vec!["night".into(), "near".into()],
            ..Opportunity::default()
        };
        let mut journal = Journal::default();
        let mut clock = Clock::new(1);
        for (at, edit) in (1..).zip([
            Edit::new("").create(id, &about),
            Edit::new("").create(
                RecordId::fixed(11),
                &Event::stage(id, APPLIED, day("2026-03-02")),
            ),
            Edit::new("").create(
                RecordId::fixed(12),
                &Event::stage(id, INTERVIEWING, day("2026-03-10")),
            ),
            Edit::new("").create(
                RecordId::fixed(13),
                &Event::round(id, "Call", day("2026-03-11"), Some(630)),
            ),
            Edit::new("").create(
                RecordId::fixed(14),
                &Event::ending(id, Ending::No, day("2026-03-20")),
            ),
        ]) {
            journal.apply(&edit, &mut clock, at * 1_000_000);
        }
        journal
    }

    #[test]
    fn an_opportunity_is_a_row_with_its_history() {
        let rows = opportunities(&journal());
        assert_eq!(rows.len(), 2);
        let cell = |name: &str| {
            let at = rows[0].iter().position(|head| head == name).unwrap();
            rows[1][at].as_str()
        };
        assert_eq!(cell("Company"), "Acme");
        assert_eq!(cell("Labels"), "night; near");
        assert_eq!(cell("Furthest stage"), "Interviewing");
        assert_eq!(cell("Ending"), "Not selected");
        assert_eq!(cell("Sent on"), "2026-03-02");
        assert_eq!(
            cell("History"),
            "2026-03-02 Applied; 2026-03-10 Interviewing; 2026-03-20 Not selected"
        );
        assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    }

    #[test]
    fn an_event_is_a_row_in_the_order_it_happened() {
        let rows = events(&journal());
        let told: Vec<_> = rows[1..]
            .iter()
            .map(|row| {
                (
                    row[3].as_str(),
                    row[4].as_str(),
                    row[6].as_str(),
                    row[7].as_str(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("2026-03-02", "", "Stage", "Applied"),
                ("2026-03-10", "", "Stage", "Interviewing"),
                ("2026-03-11", "10:30", "Round", "Call"),
                ("2026-03-20", "", "Ending", "Not selected"),
            ]
        );
        assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    }
}
