//! The list of people as plain data: its rows, filtered and sorted, and the words above them.

use std::collections::BTreeMap;

use domain::journal::Journal;
use domain::method::Occasion;
use domain::model::person::Person;
use domain::planning::contacts::{contacts, last_contact};
use domain::planning::plan::Planned;
use domain::values::date::{Date, Now};
use domain::values::id::RecordId;
use domain::values::sort::{sort_by_cached_key, sort_by_key, sorted_once};
use domain::values::text::fold;

use crate::actions::touches::name_of_person;

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) id: RecordId,
    pub(super) name: String,
    /// Their role and company, else the opportunity they were met at.
    pub(super) place: String,
    pub(super) tags: Vec<String>,
    /// The day of the last contact.
    pub(super) last: Option<Date>,
    /// The next planned touch and its day.
    pub(super) next: Option<(Occasion, Date)>,
    /// Everything they can be found by, folded.
    pub(super) text: String,
}

/// How the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum SortBy {
    /// Quiet longest first. Those never in touch come last: an address book would bury the others.
    #[default]
    Gap,
    Name,
    Next,
}

impl SortBy {
    pub(super) const ALL: [(Self, &'static str); 3] = [
        (Self::Gap, "Quiet longest"),
        (Self::Next, "Next message"),
        (Self::Name, "Name"),
    ];
}

/// A row for each person.
pub(super) fn rows(journal: &Journal, now: Now, planned: &[Planned]) -> Vec<Row> {
    let mut next = BTreeMap::new();
    for touch in planned {
        next.entry(touch.person)
            .or_insert((touch.occasion, touch.due));
    }
    journal
        .people()
        .iter()
        .map(|(id, person)| Row {
            next: next.get(&id).copied(),
            ..row(journal, now, id, person)
        })
        .collect()
}

fn row(journal: &Journal, now: Now, id: RecordId, person: &Person) -> Row {
    let contacts = contacts(journal, id, now);
    let companies: Vec<String> = journal
        .opportunities_of(id)
        .into_iter()
        .filter_map(|id| Some(journal.opportunities().get(id)?.title()))
        .collect();
    let text = [
        &person.name,
        &person.role,
        &person.company,
        &person.mail,
        &person.phone,
        &person.notes,
        &person.tags.join(" "),
        &companies.join(" "),
    ]
    .map(String::as_str)
    .join("\n");
    let place = if person.place().is_empty() {
        companies.first().cloned().unwrap_or_default()
    } else {
        person.place()
    };
    Row {
        id,
        name: name_of_person(journal, id),
        place,
        tags: person.tags.clone(),
        last: last_contact(&contacts).map(|contact| contact.on),
        next: None,
        text: fold(&text),
    }
}

/// The rows that have every word of a query, and the tag where one is chosen, in order.
pub(super) fn filtered(mut rows: Vec<Row>, query: &str, tag: &str, sort: SortBy) -> Vec<Row> {
    let needle = fold(query);
    rows.retain(|row| {
        needle
            .split_whitespace()
            .all(|word| row.text.contains(word))
            && (tag.is_empty() || row.tags.iter().any(|own| own == tag))
    });
    match sort {
        SortBy::Gap => sort_by_key(&mut rows, |row| (row.last.is_none(), row.last, row.id)),
        SortBy::Name => sort_by_cached_key(&mut rows, |row| (fold(&row.name), row.id)),
        SortBy::Next => sort_by_key(&mut rows, |row| {
            let next = row.next.map(|(_, on)| on);
            (next.is_none(), next, row.id)
        }),
    }
    rows
}

/// The tags in use. The chosen one stays, so that it can be taken off when nobody has it any more.
pub(super) fn tags_in_use(rows: &[Row], chosen: &str) -> Vec<String> {
    let chosen = Some(chosen.to_owned()).filter(|tag| !tag.is_empty());
    let tags = rows.iter().flat_map(|row| row.tags.iter().cloned());
    sorted_once(tags.chain(chosen))
}

/// “Quiet for 12 days”.
pub(super) fn gap(last: Option<Date>, today: Date) -> String {
    let Some(last) = last else {
        return "Not contacted yet".to_owned();
    };
    match last.days_until(today) {
        ..=0 => "In touch today".to_owned(),
        1 => "In touch yesterday".to_owned(),
        days => format!("Quiet for {days} days"),
    }
}

/// “203 people, 200 not contacted yet”.
pub(super) fn how_many(rows: &[Row]) -> String {
    let people = match rows.len() {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    };
    match rows.iter().filter(|row| row.last.is_none()).count() {
        0 => people,
        count if count == rows.len() => format!("{people}, not contacted yet"),
        count => format!("{people}, {count} not contacted yet"),
    }
}

#[cfg(test)]
mod tests {
    use domain::model::touch::Touch;
    use domain::planning::plan::plan;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const ANN: RecordId = RecordId::fixed(1);
    const BOB: RecordId = RecordId::fixed(2);
    const CLEO: RecordId = RecordId::fixed(3);

    /// Ann was heard from ten days ago, Bob three days ago, Cleo never.
    fn people() -> Vec<Row> {
        let named = |name: &str, company: &str, tags: &[&str]| Person {
            name: name.into(),
            company: company.into(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Person::default()
        };
        let touched = |person, days: i32| Touch {
            person: Some(person),
            done_on: Some(NOON.today().plus_days(-days)),
            ..Touch::default()
        };
        let journal = journal_after(&[
            record(ANN, &named("Ann Lee", "Halden", &["recruiter"])),
            record(BOB, &named("Bob Ray", "Acme", &[])),
            record(CLEO, &named("Cleo", "Halden", &["partner"])),
            record(RecordId::fixed(11), &touched(ANN, 10)),
            record(RecordId::fixed(12), &touched(BOB, 3)),
        ]);
        rows(&journal, NOON, &plan(&journal, NOON).touches)
    }

    fn ids(query: &str, tag: &str, sort: SortBy) -> Vec<RecordId> {
        let rows = filtered(people(), query, tag, sort);
        rows.into_iter().map(|row| row.id).collect()
    }

    #[test]
    fn those_quiet_longest_come_first_and_strangers_last() {
        assert_eq!(ids("", "", SortBy::Gap), [ANN, BOB, CLEO]);
        assert_eq!(ids("", "", SortBy::Name), [ANN, BOB, CLEO]);
    }

    #[test]
    fn every_word_of_a_query_and_the_tag_must_fit() {
        assert_eq!(ids("HALDEN", "", SortBy::Gap), [ANN, CLEO]);
        assert_eq!(ids("halden lee", "", SortBy::Gap), [ANN]);
        assert_eq!(ids("halden", "partner", SortBy::Gap), [CLEO]);
        assert!(ids("acme", "partner", SortBy::Gap).is_empty());
    }

    #[test]
    fn a_chosen_tag_stays_among_those_in_use() {
        assert_eq!(tags_in_use(&people(), ""), ["partner", "recruiter"]);
        assert_eq!(
            tags_in_use(&people(), "old"),
            ["old", "partner", "recruiter"]
        );
    }

    #[test]
    fn the_words_tell_how_many_there_are_and_how_long_it_has_been() {
        assert_eq!(how_many(&people()), "3 people, 1 not contacted yet");
        assert_eq!(how_many(&people()[2..]), "1 person, not contacted yet");
        let today = NOON.today();
        assert_eq!(gap(None, today), "Not contacted yet");
        assert_eq!(gap(Some(today), today), "In touch today");
        assert_eq!(gap(Some(today.plus_days(-1)), today), "In touch yesterday");
        assert_eq!(gap(Some(today.plus_days(-9)), today), "Quiet for 9 days");
    }
}
