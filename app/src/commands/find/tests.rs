use domain::model::event::Event;
use domain::model::opportunity::Opportunity;
use domain::model::person::Person;
use domain::values::id::RecordId;

use super::*;
use crate::actions::opportunities::end_with;
use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

fn of(company: &str, role: &str) -> Opportunity {
    Opportunity {
        company: company.into(),
        role: role.into(),
        ..Opportunity::default()
    }
}

fn labels(journal: &Journal, typed: &str) -> Vec<String> {
    let found = find(journal, typed).into_iter();
    found
        .map(|item| format!("{}: {}", item.kind, item.label))
        .collect()
}

#[test]
fn nothing_typed_and_the_sign_for_it_list_every_command_but_the_one_that_opened_the_palette() {
    let journal = journal_after(&[record(RecordId::fixed(1), &of("Undoing", ""))]);
    for typed in ["", ">", " > "] {
        let all = find(&journal, typed);
        assert_eq!(all.len(), COMMANDS.len() - 1, "{typed}");
        let opens = Target::Command(CommandAction::OpenPalette);
        assert!(all.iter().all(|item| item.target != opens));
    }
    assert_eq!(labels(&journal, ">undo"), ["Command: Undo the last change"]);
}

#[test]
fn the_start_of_a_name_comes_before_that_of_a_word_and_this_before_the_rest() {
    let person = Person {
        name: "Nora Bell".into(),
        ..Person::default()
    };
    let journal = journal_after(&[
        record(RecordId::fixed(1), &of("Kanora", "Cook")),
        record(RecordId::fixed(2), &of("House of Nora", "Cook")),
        record(RecordId::fixed(3), &of("Nórax", "Cook")),
        record(RecordId::fixed(4), &person),
    ]);
    assert_eq!(
        labels(&journal, "nora"),
        [
            "Opportunity: Cook at Nórax",
            "Person: Nora Bell",
            "Opportunity: Cook at House of Nora",
            "Opportunity: Cook at Kanora",
            "New: Add “Nora”"
        ]
        .map(|line| line.replace("“Nora”", &format!("“{}”", added("nora"))))
    );
}

fn added(typed: &str) -> String {
    let read = read_all(typed).unwrap_or_default();
    read[0].opportunity().title()
}

#[test]
fn what_is_open_comes_before_what_has_ended_and_no_more_than_eight_are_listed() {
    let mut edits: Vec<_> = (1..=10)
        .map(|id| record(RecordId::fixed(id), &of("Acme", &format!("Role {id}"))))
        .collect();
    let ended = Event::ending(RecordId::fixed(1), Ending::NoAnswer, NOON.today());
    edits.push(record(RecordId::fixed(20), &ended));
    let found = find(&journal_after(&edits), "acm");
    let opportunities = found.iter().filter(|item| item.kind == "Opportunity");
    let names: Vec<_> = opportunities.map(|item| item.label.as_str()).collect();
    assert_eq!(names.len(), MOST_FOUND);
    assert!(!names.contains(&"Role 1 at Acme"));
}

#[test]
fn what_is_found_nowhere_is_added() {
    let found = find(&journal_after(&[]), "Halden, Data engineer");
    let targets: Vec<_> = found.into_iter().map(|item| item.target).collect();
    assert_eq!(targets, [Target::Add("Halden, Data engineer".into())]);
}

#[test]
fn practices_and_places_are_found_by_their_names() {
    let journal = journal_after(&[]);
    let practice = format!("Practice: {}", PRACTICES[0].title);
    assert!(labels(&journal, PRACTICES[0].title).contains(&practice));
    assert_eq!(labels(&journal, "learned")[0], "Place: Go to Learned");
}

#[test]
fn a_no_leads_to_its_comeback_or_to_the_form_with_the_name() {
    let id = RecordId::fixed(1);
    let journal = journal_after(&[record(id, &of("Windhover", "Cook"))]);
    let form = |name: &str| Target::Page(format!("/comeback/new?company={name}"));
    let targets = |journal: &Journal, typed: &str| {
        let found = find(journal, typed).into_iter();
        found.map(|item| item.target).collect::<Vec<_>>()
    };
    assert_eq!(targets(&journal, "No from Windhover"), [form("Windhover")]);
    assert_eq!(targets(&journal, "no from A & B"), [form("A%20%26%20B")]);
    let (edit, comeback) = at_noon(|moment| end_with(&journal, moment, &[id], Ending::No));
    let journal = apply(&journal, &edit);
    let comeback = comeback.unwrap_or_default();
    assert_eq!(
        targets(&journal, "no from windhover"),
        [
            Target::Page(format!("/comeback/{comeback}")),
            form("windhover")
        ]
    );
}
