//! The page as plain data: for whom there is a section, who else could be named, whom to thank.

use domain::journal::Journal;
use domain::model::event::EventKind;
use domain::planning::plan::{plan_with, thanks_for};
use domain::values::date::Now;
use domain::values::id::RecordId;

use crate::actions::touches::{name_of_person, what};

/// The people of a round who are known; the round itself, where it names nobody or something is
/// noted on it.
pub(super) fn sections(journal: &Journal, round: RecordId) -> Vec<Option<RecordId>> {
    let with = journal.events().get(round).map(|event| event.with.clone());
    let known = with.unwrap_or_default().into_iter();
    let mut sections: Vec<_> = known
        .filter(|id| journal.people().get(*id).is_some())
        .map(Some)
        .collect();
    if sections.is_empty() || !journal.round_note(round, None).is_empty() {
        sections.push(None);
    }
    sections
}

/// The people of the opportunity who are not in the round, by id and name.
pub(super) fn others(journal: &Journal, round: RecordId) -> Vec<(RecordId, String)> {
    let Some(event) = journal.events().get(round) else {
        return Vec::new();
    };
    let people = event.opportunity.map(|id| journal.people_of(id));
    let others = people.unwrap_or_default().into_iter();
    others
        .filter(|(id, _)| !event.with.contains(id))
        .map(|(id, _)| (id, name_of_person(journal, id)))
        .collect()
}

/// The thank-yous for the round that are still to be written: what to do, and where.
pub(super) fn thanks(journal: &Journal, round: RecordId, now: Now) -> Vec<(String, String)> {
    let event = journal.events().get(round);
    let Some(event) = event.filter(|event| event.what == EventKind::Round) else {
        return Vec::new();
    };
    let planned = event.with.iter().flat_map(|person| {
        let mut planned = plan_with(journal, *person, now);
        planned.retain(|planned| planned.id == thanks_for(*person, round));
        planned
    });
    planned
        .map(|planned| {
            let label = what(planned.occasion, &name_of_person(journal, planned.person));
            let address = format!("/people/{}?write={}", planned.person, planned.id);
            (label, address)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::model::event::Event;
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;
    use domain::model::stage::INTERVIEWING;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);
    const ANN: RecordId = RecordId::fixed(2);
    const BEN: RecordId = RecordId::fixed(3);
    const PANEL: RecordId = RecordId::fixed(4);

    fn search(event: Event) -> Journal {
        let person = |name: &str| Person {
            name: name.into(),
            opportunity: Some(ACME),
            ..Person::default()
        };
        journal_after(&[
            record(ACME, &Opportunity::default()),
            record(
                RecordId::fixed(9),
                &Event::stage(ACME, INTERVIEWING, NOON.today()),
            ),
            record(ANN, &person("Ann")),
            record(BEN, &person("Ben")),
            record(PANEL, &event),
        ])
    }

    fn panel(with: &[RecordId]) -> Event {
        Event {
            with: with.to_vec(),
            ..Event::round(ACME, "Panel", NOON.today(), Some(540))
        }
    }

    #[test]
    fn each_person_has_a_section_and_the_round_where_nobody_is_named() {
        let gone = RecordId::fixed(99);
        assert_eq!(sections(&search(panel(&[ANN, gone])), PANEL), [Some(ANN)]);
        assert_eq!(sections(&search(panel(&[])), PANEL), [None]);
        // What an older build noted is not lost when people are named.
        let noted = Event {
            cares: "Tests".into(),
            ..panel(&[ANN])
        };
        assert_eq!(sections(&search(noted), PANEL), [Some(ANN), None]);
    }

    #[test]
    fn who_was_not_there_is_offered_and_who_was_is_to_be_thanked() {
        let journal = search(panel(&[ANN]));
        assert_eq!(others(&journal, PANEL), [(BEN, "Ben".to_owned())]);
        let thanks = thanks(&journal, PANEL, NOON);
        assert_eq!(thanks.len(), 1);
        let address = format!("/people/{ANN}?write={}", thanks_for(ANN, PANEL));
        assert_eq!(
            (&*thanks[0].0, &thanks[0].1),
            ("Thank Ann after the round", &address)
        );
    }
}
