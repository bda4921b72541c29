//! The page as plain data: the list, earlier notes, help given, people who landed.

use std::cmp::Reverse;

use domain::journal::Journal;
use domain::model::history::Standing;
use domain::planning::yes::latest_yes;
use domain::state::record::RecordKind;
use domain::values::date::Date;
use domain::values::id::RecordId;
use domain::values::sort::sort_by_key;

use crate::actions::care::has_landed;
use crate::actions::people::name_in_list;
use crate::actions::touches::name_of_person;

/// The list of what helps, in the order it was written: what is in use, or what is set aside.
pub(super) fn items(journal: &Journal, is_aside: bool) -> Vec<RecordId> {
    let items = journal.care_items().iter();
    let items = items.filter(|(_, item)| item.retired_on.is_some() == is_aside);
    let mut items = journal.newest_first(&RecordKind::CareItem, items.collect());
    items.reverse();
    items.into_iter().map(|(id, _)| id).collect()
}

/// The days before this one that have a note, the latest first.
pub(super) fn days_with_notes(journal: &Journal, today: Date) -> Vec<Date> {
    let notes = journal.day_notes().iter();
    let days = notes.filter(|(_, note)| !note.text.trim().is_empty());
    let mut days: Vec<Date> = days
        .filter_map(|(_, note)| note.day)
        .filter(|day| *day < today)
        .collect();
    sort_by_key(&mut days, |day| Reverse(*day));
    days
}

/// Help given to somebody, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HelpRow {
    pub(super) id: RecordId,
    pub(super) text: String,
    /// To whom: their id and name.
    pub(super) person: Option<(RecordId, String)>,
    /// “on 3 Mar”.
    pub(super) when: String,
}

/// The help that was given, the latest first.
pub(super) fn help_rows(journal: &Journal, today: Date) -> Vec<HelpRow> {
    let help = journal.help_given().iter();
    let mut help = journal.newest_first(&RecordKind::HelpGiven, help.collect());
    sort_by_key(&mut help, |(_, help)| Reverse(help.on));
    let row = |(id, help): (RecordId, &domain::model::care::HelpGiven)| HelpRow {
        id,
        text: help.text.clone(),
        person: help.person.map(|id| (id, name_of_person(journal, id))),
        when: help.on.map_or_else(String::new, |on| on.short(today)),
    };
    help.into_iter().map(row).collect()
}

/// The people to choose from, by name, after “Nobody in particular”.
pub(super) fn people_options(journal: &Journal) -> Vec<(String, String)> {
    let people = journal.people().iter();
    let mut people: Vec<(String, String)> = people
        .map(|(id, person)| (id.to_string(), name_in_list(person)))
        .filter(|(_, name)| !name.is_empty())
        .collect();
    sort_by_key(&mut people, |(_, name)| name.to_lowercase());
    people.insert(0, (String::new(), "Nobody in particular".to_owned()));
    people
}

/// The people who found a role a short while ago, by name.
pub(super) fn landed(journal: &Journal) -> Vec<(RecordId, String)> {
    let people = journal.people().iter();
    let landed = people.filter(|(_, person)| has_landed(person) && !person.at_rest);
    let mut landed: Vec<(RecordId, String)> = landed
        .map(|(id, _)| (id, name_of_person(journal, id)))
        .collect();
    sort_by_key(&mut landed, |(_, name)| name.to_lowercase());
    landed
}

/// Whether the person has found a role, and nothing else is open.
pub(super) fn has_found_a_role(journal: &Journal) -> bool {
    let mut standings = journal.standings();
    !standings.any(|(_, standing)| Standing::is_active(standing)) && latest_yes(journal).is_some()
}

#[cfg(test)]
mod tests {
    use domain::model::care::{CareItem, DayNote, HelpGiven};
    use domain::model::person::{Person, RECENTLY_LANDED};

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    #[test]
    fn the_list_keeps_its_order_and_notes_begin_with_the_latest() {
        let today = NOON.today();
        let item = |retired_on| CareItem {
            text: "Walk".into(),
            retired_on,
        };
        let note = |days: i32| {
            let day = today.plus_days(days);
            let note = DayNote {
                day: Some(day),
                text: "Fine".into(),
            };
            record(DayNote::id(day), &note)
        };
        let [walk, swim, old] = [3, 1, 2].map(RecordId::fixed);
        let journal = journal_after(&[
            record(walk, &item(None)),
            record(swim, &item(None)),
            record(old, &item(Some(today))),
            note(-3),
            note(0),
            note(-1),
        ]);
        assert_eq!(items(&journal, false), [walk, swim]);
        assert_eq!(items(&journal, true), [old]);
        let days = [-1, -3].map(|days| today.plus_days(days));
        assert_eq!(days_with_notes(&journal, today), days);
    }

    #[test]
    fn help_names_its_person_and_who_landed_is_found() {
        let today = NOON.today();
        let [ann, ben, first, second] = [1, 2, 3, 4].map(RecordId::fixed);
        let person = |name: &str, tags: &[&str]| Person {
            name: name.into(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Person::default()
        };
        let help = |person, days| HelpGiven {
            text: "Read a CV".into(),
            person,
            on: Some(today.plus_days(days)),
        };
        let journal = journal_after(&[
            record(ann, &person("Ann", &[RECENTLY_LANDED])),
            record(ben, &person("ben", &[])),
            record(first, &help(None, 0)),
            record(second, &help(Some(ben), -2)),
        ]);
        let rows = help_rows(&journal, today);
        let shown: Vec<_> = rows.iter().map(|row| (row.id, &row.person)).collect();
        let of_ben = Some((ben, "ben".to_owned()));
        assert_eq!(shown, [(first, &None), (second, &of_ben)]);
        assert_eq!(landed(&journal), [(ann, "Ann".to_owned())]);
        let names: Vec<String> = people_options(&journal)
            .into_iter()
            .map(|(_, name)| name)
            .collect();
        assert_eq!(names, ["Nobody in particular", "Ann", "ben"]);
        assert!(!has_found_a_role(&journal));
    }
}
