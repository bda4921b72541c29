use domain::model::event::{Ending, Event};
use domain::model::stage::{APPLIED, INTERVIEWING};
use domain::values::id::RecordId;

use super::*;
use crate::actions::testing::{NOON, journal_after, record};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|_| unreachable!("{text} is a day"))
}

fn all(journal: &Journal) -> Model {
    Model::of(journal, &Scope::default(), NOON)
}

fn sent_and_answered() -> Journal {
    let id = RecordId::fixed(10);
    let about = Opportunity {
        company: "Acme".into(),
        source: "Meetup".into(),
        ..Opportunity::default()
    };
    let today = NOON.today();
    journal_after(&[
        record(id, &about),
        record(
            RecordId::fixed(11),
            &Event::stage(id, APPLIED, today.plus_days(-40)),
        ),
        record(
            RecordId::fixed(12),
            &Event::stage(id, INTERVIEWING, today.plus_days(-30)),
        ),
        record(
            RecordId::fixed(13),
            &Event::ending(id, Ending::No, today.plus_days(-20)),
        ),
    ])
}

#[test]
fn an_empty_search_has_no_figures() {
    let model = all(&Journal::default());
    assert_eq!((model.flow.whole(), model.sections.len()), (0, 0));
}

#[test]
fn a_handful_is_counted_and_never_a_share() {
    let model = all(&sent_and_answered());
    let said = format!("{:?}", model.sections);
    assert!(said.contains("The one answer so far came after 10 days."));
    assert!(said.contains("too early to say"));
    assert!(!said.contains('%') && !said.contains("about"));
}

#[test]
fn what_is_quiet_is_linked_with_its_days() {
    let id = RecordId::fixed(10);
    let about = Opportunity {
        company: "Acme".into(),
        ..Opportunity::default()
    };
    let applied = Event::stage(id, APPLIED, NOON.today().plus_days(-21));
    let journal = journal_after(&[record(id, &about), record(RecordId::fixed(11), &applied)]);
    let sections = all(&journal).sections;
    let quiet = sections
        .iter()
        .find(|section| section.id == "figures-quiet");
    let expected = (
        format!("/search/{id}"),
        "Acme".to_owned(),
        ": 21 days without news".to_owned(),
    );
    assert_eq!(
        quiet.map(|section| &section.parts),
        Some(&vec![SectionPart::Links(vec![expected])])
    );
}

#[test]
fn a_chosen_period_counts_whole_days() {
    let words = |period: &str| ChosenWords {
        period: period.into(),
        from: "2026-03-01".into(),
        until: "not a day".into(),
        ..ChosenWords::default()
    };
    let today = day("2026-03-28");
    let scope = scope_of(&words("4-weeks"), today);
    assert_eq!((scope.from, scope.until), (Some(day("2026-03-01")), None));
    let scope = scope_of(&words("own"), today);
    assert_eq!((scope.from, scope.until), (Some(day("2026-03-01")), None));
    assert_eq!(scope_of(&words(""), today), Scope::default());
}
