//! People and their ties to opportunities: added, recognised, changed, tied, removed.

use domain::exchange::vcard::{Card, compare, recognise};
use domain::journal::Journal;
use domain::model::history::Standing;
use domain::model::person::{LIGHT_RHYTHM, Person, Tie};
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;

use super::Moment;
use super::opportunities::name_of;
use super::touches::name_of_person;

/// Adds somebody.
pub fn add(moment: &mut Moment<'_>, person: &Person) -> Edit {
    Edit::new(format!("{} added", person.name)).create(moment.new_id(), person)
}

/// Adds people picked from the device's contacts; those already here are left as they are.
///
/// The label says who is here already, even if nothing is written.
#[must_use]
pub fn add_picked(journal: &Journal, picked: Vec<Person>) -> Edit {
    let cards: Vec<Card> = picked
        .into_iter()
        .filter(|person| !person.name.is_empty())
        .map(Card::from)
        .collect();
    let mut import = compare(journal, &cards);
    let changed = std::mem::take(&mut import.changed);
    let here: Vec<RecordId> = changed
        .into_iter()
        .map(|(id, ..)| id)
        .chain(import.same.iter().copied())
        .collect();
    let added = match import.new.as_slice() {
        [] => String::new(),
        [(_, person)] => format!("{} added", person.name),
        people => format!("{} people added", people.len()),
    };
    let here = match here.as_slice() {
        [] => String::new(),
        [id] => format!("{} is here already.", name_of_person(journal, *id)),
        people => format!("{} people are here already.", people.len()),
    };
    let label = match (added.is_empty(), here.is_empty()) {
        (true, _) => here,
        (false, true) => added,
        (false, false) => format!("{added}. {here}"),
    };
    Edit::new(label).and(import.edit())
}

/// Adds somebody by name to an opportunity. A person chosen from the list is tied to it, and so is
/// one of that name whose company does not contradict; anyone else is new.
///
/// The label says who is on the list already, even if nothing is written.
pub fn add_to(
    journal: &Journal,
    moment: &mut Moment<'_>,
    opportunity: RecordId,
    name: &str,
    role: &str,
    mail: &str,
) -> Edit {
    let about = journal.opportunities().get(opportunity);
    let standing = journal.standing_of(opportunity);
    let new = Person {
        name: name.to_owned(),
        role: role.to_owned(),
        mail: mail.to_owned(),
        company: about.map(|about| about.company.clone()).unwrap_or_default(),
        // After an end they were met some time before.
        met_on: standing
            .is_some_and(Standing::is_active)
            .then(|| moment.today()),
        opportunity: Some(opportunity),
        ..Person::default()
    };
    let mut people = journal.people().iter();
    let chosen =
        people.find(|(_, person)| name_in_list(person) == name && name != person.name.as_str());
    match chosen
        .map(|(id, _)| id)
        .or_else(|| recognise(journal, &Card::from(new.clone())))
    {
        Some(id) => {
            let address = change(journal, id, "", |person| {
                if person.mail.is_empty() {
                    mail.clone_into(&mut person.mail);
                }
            });
            tie_known(journal, id, opportunity).and(address)
        }
        None => add(moment, &new),
    }
}

/// The name somebody has in a list of people to choose from, with their company.
#[must_use]
pub fn name_in_list(person: &Person) -> String {
    [&person.name, &person.company]
        .map(|part| part.trim())
        .join(", ")
        .trim_end_matches(", ")
        .to_owned()
}

/// Changes a person. Without a label it is done quietly.
#[must_use]
pub fn change(
    journal: &Journal,
    id: RecordId,
    label: &str,
    change: impl FnOnce(&mut Person),
) -> Edit {
    let Some(before) = journal.people().get(id) else {
        return Edit::default();
    };
    let mut after = before.clone();
    change(&mut after);
    Edit::new(label).change(id, before, &after)
}

/// Saves the details of a form. A name cannot be emptied.
///
/// They are compared with what the form began with: what another device changed meanwhile stays.
#[must_use]
pub fn keep_facts(id: RecordId, before: &Person, typed: Person) -> Edit {
    let mut after = typed;
    if after.name.is_empty() {
        after.name.clone_from(&before.name);
    }
    Edit::new("Details saved").change(id, before, &after)
}

/// The news to congratulate on, where somebody has changed from one company to another.
#[must_use]
pub fn news_of_move(before: &Person, typed: &Person) -> Option<String> {
    let has_moved =
        !before.company.is_empty() && !typed.company.is_empty() && before.company != typed.company;
    has_moved.then(|| format!("A new job at {}", typed.company))
}

/// Gives a person a tag, or takes it off.
#[must_use]
pub fn toggle_tag(journal: &Journal, id: RecordId, tag: &str) -> Edit {
    change(journal, id, "Tags changed", |person| {
        if let Some(at) = person.tags.iter().position(|known| known == tag) {
            person.tags.remove(at);
        } else {
            person.tags.push(tag.to_owned());
        }
    })
}

/// Whom a light rhythm can be offered for when a chapter closes: the people of an opportunity who
/// have no rhythm yet and are not left in peace.
#[must_use]
pub fn without_rhythm(journal: &Journal, opportunity: RecordId) -> Vec<RecordId> {
    let people = journal.people_of(opportunity).into_iter();
    people
        .filter(|(_, person)| !person.at_rest && person.rhythm_days.is_none_or(|days| days == 0))
        .map(|(id, _)| id)
        .collect()
}

/// Keeps in touch with the people of an opportunity in a light rhythm, so that they stay once the
/// plan after a no has ended. Those at rest, and those with a rhythm of their own, are left as they
/// are.
#[must_use]
pub fn keep_in_light_rhythm(journal: &Journal, opportunity: RecordId) -> Edit {
    let ids = without_rhythm(journal, opportunity);
    let label = match ids.as_slice() {
        [id] => format!(
            "A hello to {} every {LIGHT_RHYTHM} days",
            name_of_person(journal, *id)
        ),
        ids => format!("A hello to {} people every {LIGHT_RHYTHM} days", ids.len()),
    };
    ids.into_iter().fold(Edit::new(label), |edit, id| {
        edit.and(change(journal, id, "", |person| {
            person.rhythm_days = Some(LIGHT_RHYTHM);
        }))
    })
}

/// Ties a person to an opportunity.
#[must_use]
pub fn tie(journal: &Journal, person: RecordId, opportunity: RecordId) -> Edit {
    let label = format!("Added to {}", name_of(journal, opportunity));
    put_tie(journal, person, opportunity, label)
}

/// Takes a person from an opportunity. Both stay.
#[must_use]
pub fn untie(journal: &Journal, person: RecordId, opportunity: RecordId, label: &str) -> Edit {
    let mut edit = Edit::new(label);
    if let Some(before) = journal.people().get(person)
        && before.opportunity == Some(opportunity)
    {
        let after = Person {
            opportunity: None,
            ..before.clone()
        };
        edit = edit.change(person, before, &after);
    }
    let id = Tie::id(person, opportunity);
    if journal.ties().get(id).is_some() {
        edit = edit.remove(RecordKind::Tie, id);
    }
    edit
}

/// Removes a person, with what was planned and said between the two.
#[must_use]
pub fn remove(journal: &Journal, id: RecordId) -> Edit {
    let person = journal.people().get(id);
    let name = person.map_or("", |person| person.name.as_str());
    journal.removal_of_person(id, format!("{name} removed"))
}

/// Ties somebody who is here to an opportunity; writes nothing where they belong to it.
fn tie_known(journal: &Journal, person: RecordId, opportunity: RecordId) -> Edit {
    let name = name_of_person(journal, person);
    if journal.opportunities_of(person).contains(&opportunity) {
        return Edit::new(format!("{name} is on this list already."));
    }
    let title = name_of(journal, opportunity);
    let label = format!("{name} is here already; added to {title}");
    put_tie(journal, person, opportunity, label)
}

fn put_tie(journal: &Journal, person: RecordId, opportunity: RecordId, label: String) -> Edit {
    let id = Tie::id(person, opportunity);
    let held = journal.record(&RecordKey::new(RecordKind::Tie, id));
    Edit::new(label).put(held, id, &Tie::new(person, opportunity))
}

#[cfg(test)]
mod tests;
