//! People as they are added, recognised, changed, tied and removed.

use domain::model::event::{Ending, Event};
use domain::model::opportunity::Opportunity;

use super::*;
use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

const HALDEN: RecordId = RecordId::fixed(1);
const ACME: RecordId = RecordId::fixed(2);
const ANN: RecordId = RecordId::fixed(3);
const FIRST_MADE: RecordId = RecordId::fixed(1000);

fn named(name: &str, company: &str) -> Person {
    Person {
        name: name.into(),
        company: company.into(),
        ..Person::default()
    }
}

/// Two opportunities, and Ann Lee, who was met at Halden.
fn search() -> Journal {
    let at = |company: &str| Opportunity {
        company: company.into(),
        ..Opportunity::default()
    };
    let ann = Person {
        opportunity: Some(HALDEN),
        ..named("Ann Lee", "Halden")
    };
    journal_after(&[
        record(HALDEN, &at("Halden")),
        record(ACME, &at("Acme")),
        record(ANN, &ann),
    ])
}

fn add_by_name(journal: &Journal, opportunity: RecordId, name: &str) -> Edit {
    at_noon(|moment| {
        add_to(
            journal,
            moment,
            opportunity,
            name,
            "Lead",
            "her@example.org",
        )
    })
}

#[test]
fn somebody_new_is_added_with_the_company_and_the_day() {
    let journal = search();
    let edit = add_by_name(&journal, ACME, "Bob Ray");
    assert_eq!(edit.label, "Bob Ray added");
    let after = apply(&journal, &edit);
    let bob = after.people().get(FIRST_MADE);
    assert_eq!(
        bob.map(|bob| (&*bob.company, &*bob.role, &*bob.mail, bob.met_on)),
        Some(("Acme", "Lead", "her@example.org", Some(NOON.today())))
    );
}

#[test]
fn after_an_end_the_day_they_were_met_is_not_known() {
    let ending = Event::ending(ACME, Ending::No, NOON.today());
    let journal = apply(&search(), &record(RecordId::fixed(9), &ending));
    let after = apply(&journal, &add_by_name(&journal, ACME, "Bob Ray"));
    let bob = after.people().get(FIRST_MADE);
    assert_eq!(bob.map(|bob| bob.met_on), Some(None));
}

#[test]
fn who_is_chosen_from_the_list_is_tied_and_not_added_again() {
    let journal = search();
    let edit = add_by_name(&journal, ACME, "Ann Lee, Halden");
    assert_eq!(edit.label, "Ann Lee is here already; added to Acme");
    let after = apply(&journal, &edit);
    assert_eq!(after.opportunities_of(ANN).len(), 2);
    let again = add_by_name(&after, ACME, "Ann Lee, Halden");
    assert_eq!(again.label, "Ann Lee is on this list already.");
    assert!(again.is_empty());
}

#[test]
fn a_namesake_at_another_company_is_somebody_new() {
    let journal = search();
    let edit = add_by_name(&journal, HALDEN, "Ann Lee");
    assert_eq!(edit.label, "Ann Lee is on this list already.");
    let edit = add_by_name(&journal, ACME, "Ann Lee");
    assert_eq!(edit.label, "Ann Lee added");
    assert_eq!(apply(&journal, &edit).people().iter().count(), 2);
}

#[test]
fn picked_contacts_are_added_and_those_here_are_only_named() {
    let journal = search();
    let pick = |people: &[Person]| add_picked(&journal, people.to_vec());
    let (ann, bob) = (named("Ann Lee", "Halden"), named("Bob Ray", ""));
    assert_eq!(pick(std::slice::from_ref(&bob)).label, "Bob Ray added");
    let both = pick(&[ann.clone(), bob.clone(), named("Cleo", "")]);
    assert_eq!(both.label, "2 people added. Ann Lee is here already.");
    assert_eq!(apply(&journal, &both).people().iter().count(), 3);
    let none = pick(&[ann]);
    assert_eq!(none.label, "Ann Lee is here already.");
    assert!(none.is_empty());
    assert_eq!(pick(&[named("", "Acme")]), Edit::default());
}

#[test]
fn a_change_writes_its_field_and_an_unchanged_one_nothing() {
    let journal = search();
    let rest = |journal: &Journal| change(journal, ANN, "Plan changed", |ann| ann.at_rest = true);
    let edit = rest(&journal);
    assert_eq!(
        (edit.label.as_str(), edit.writes.len()),
        ("Plan changed", 1)
    );
    assert!(rest(&apply(&journal, &edit)).is_empty());
    let nobody = change(&journal, RecordId::fixed(9), "", |ann| ann.at_rest = true);
    assert!(nobody.is_empty());
}

#[test]
fn facts_are_kept_against_what_the_form_began_with() {
    let journal = search();
    let before = named("Ann Lee", "Halden");
    let edit = keep_facts(ANN, &before, named("", "Acme"));
    assert_eq!(edit.label, "Details saved");
    let moved = apply(&journal, &edit);
    let ann = moved.people().get(ANN).cloned().unwrap_or_default();
    assert_eq!(
        (ann.name.as_str(), ann.company.as_str()),
        ("Ann Lee", "Acme")
    );
    assert!(keep_facts(ANN, &before, before.clone()).is_empty());
}

#[test]
fn a_new_company_is_news_and_a_first_one_is_not() {
    let news = |before: &str, after: &str| news_of_move(&named("", before), &named("", after));
    assert_eq!(news("Halden", "Acme").as_deref(), Some("A new job at Acme"));
    assert_eq!(news("", "Acme"), None);
    assert_eq!(news("Halden", ""), None);
    assert_eq!(news("Halden", "Halden"), None);
}

#[test]
fn a_tag_is_given_and_taken_off() {
    let journal = search();
    let edit = toggle_tag(&journal, ANN, "recruiter");
    assert_eq!(edit.label, "Tags changed");
    let journal = apply(&journal, &edit);
    let tags = |journal: &Journal| {
        let ann = journal.people().get(ANN);
        ann.map(|ann| ann.tags.clone())
    };
    assert_eq!(tags(&journal), Some(vec!["recruiter".to_owned()]));
    let journal = apply(&journal, &toggle_tag(&journal, ANN, "recruiter"));
    assert_eq!(tags(&journal), Some(Vec::new()));
}

#[test]
fn a_tie_is_taken_back_whichever_way_it_came_about() {
    let journal = search();
    let edit = tie(&journal, ANN, ACME);
    assert_eq!(edit.label, "Added to Acme");
    let mut journal = apply(&journal, &edit);
    assert!(tie(&journal, ANN, ACME).is_empty());
    for opportunity in [ACME, HALDEN] {
        let edit = untie(&journal, ANN, opportunity, "Taken off");
        assert_eq!(edit.label, "Taken off");
        journal = apply(&journal, &edit);
    }
    assert!(journal.opportunities_of(ANN).is_empty());
    assert!(journal.people().get(ANN).is_some());
    assert!(untie(&journal, ANN, ACME, "Taken off").is_empty());
}

#[test]
fn a_removed_person_is_gone_and_their_opportunity_stays() {
    let journal = search();
    let edit = remove(&journal, ANN);
    assert_eq!(edit.label, "Ann Lee removed");
    let after = apply(&journal, &edit);
    assert!(after.people().is_empty());
    assert_eq!(after.opportunities().iter().count(), 2);
}

#[test]
fn a_light_rhythm_leaves_alone_who_rests_or_has_one() {
    let at_halden = |rhythm_days, at_rest| Person {
        opportunity: Some(HALDEN),
        rhythm_days,
        at_rest,
        ..named("Bob Ray", "Halden")
    };
    let [bob, resting] = [4, 5].map(RecordId::fixed);
    let journal = apply(&search(), &record(bob, &at_halden(Some(30), false)));
    let journal = apply(&journal, &record(resting, &at_halden(None, true)));
    assert_eq!(without_rhythm(&journal, HALDEN), [ANN]);
    let edit = keep_in_light_rhythm(&journal, HALDEN);
    assert_eq!(edit.label, "A hello to Ann Lee every 90 days");
    let after = apply(&journal, &edit);
    let rhythm = |id| after.people().get(id).and_then(|person| person.rhythm_days);
    assert_eq!([ANN, bob, resting].map(rhythm), [Some(90), Some(30), None]);
    assert!(keep_in_light_rhythm(&after, HALDEN).is_empty());
}
