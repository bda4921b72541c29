//! Adding people: by name, from the device's own contacts, to an opportunity. Whoever is here already is recognised, by one rule.

use domain::exchange::vcard::{Card, compare, recognise};
use domain::journal::Journal;
use domain::model::history::Standing;
use domain::model::person::{Person, Tie};
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::opportunities::name_of;
use crate::actions::touches::name_of_person;
use crate::components::field::TextField;
use crate::components::icon::Icon;
use crate::components::live::Show;
use crate::session::{Session, session};

/// Adding someone: a name is enough.
#[component]
pub(super) fn AddPerson() -> impl IntoView {
    let session = session();
    let open = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let role = RwSignal::new(String::new());
    let company = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let person = Person {
            name: trimmed(name),
            role: trimmed(role),
            company: trimmed(company),
            ..Person::default()
        };
        if person.name.is_empty() {
            problem.set(Some("Write a name; a first name is enough.".into()));
            session.with_platform(|platform| platform.focus("new-person-name"));
            return;
        }
        problem.set(None);
        let label = format!("{} added", person.name);
        session.commit(Edit::new(label).create(session.new_id(), &person));
        for field in [name, role, company] {
            field.set(String::new());
        }
        session.with_platform(|platform| platform.focus("new-person-name"));
    };
    let pick = move |_| {
        session.with_platform(|platform| {
            platform.pick_contacts(Box::new(move |picked| add_picked(session, picked)));
        });
    };
    view! {
        <p class="cluster">
            <button
                type="button"
                class="btn"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| {
                    open.update(|open| *open = !*open);
                    if open.get_untracked() {
                        session.with_platform(|platform| platform.focus("new-person-name"));
                    }
                }
            >
                <Icon name="add" />
                "Add person"
            </button>
            <Show when=move || session.is_loaded() && session.with_platform(|platform| platform.can_pick_contacts())>
                <button type="button" class="btn btn--quiet" on:click=pick>
                    <Icon name="people" />
                    "From this device’s contacts"
                </button>
            </Show>
        </p>
        <Show when=move || open.get()>
            <form class="card stack" aria-label="Add person" on:submit=add>
                <TextField
                    id="new-person-name"
                    label="Name"
                    value=name
                    error=Signal::derive(move || problem.get())
                />
                <div class="field-row">
                    <TextField id="new-person-role" label="Role" value=role />
                    <TextField id="new-person-company" label="Company" value=company />
                </div>
                <p class="cluster">
                    <button type="submit" class="btn">
                        "Add"
                    </button>
                    <button type="button" class="btn btn--quiet" on:click=move |_| open.set(false)>
                        "Close"
                    </button>
                </p>
            </form>
        </Show>
    }
    .into_any()
}

/// Adds people picked from the device's contacts; those already here are left as they are.
fn add_picked(session: Session, picked: Vec<Person>) {
    let cards: Vec<Card> = picked
        .into_iter()
        .filter(|person| !person.name.is_empty())
        .map(Card::from)
        .collect();
    if cards.is_empty() {
        return;
    }
    let (import, here) = session.peek(|journal| {
        let mut import = compare(journal, &cards);
        let changed = std::mem::take(&mut import.changed);
        let ids = changed.into_iter().map(|(id, ..)| id);
        let here: Vec<RecordId> = ids.chain(import.same.iter().copied()).collect();
        let here = said_to_be_here(journal, &here);
        (import, here)
    });
    let added = match import.new.as_slice() {
        [] => return session.toast(here, false),
        [(_, person)] => format!("{} added", person.name),
        people => format!("{} people added", people.len()),
    };
    let mut edit = import.edit();
    edit.label = if here.is_empty() {
        added
    } else {
        format!("{added}. {here}")
    };
    session.commit(edit);
}

fn said_to_be_here(journal: &Journal, people: &[RecordId]) -> String {
    match people {
        [] => String::new(),
        [id] => format!("{} is here already.", name_of_person(journal, *id)),
        people => format!("{} people are here already.", people.len()),
    }
}

/// What names somebody in a list of people to choose from.
pub(crate) fn choice(person: &Person) -> String {
    [&person.name, &person.company]
        .map(|part| part.trim())
        .join(", ")
        .trim_end_matches(", ")
        .to_owned()
}

/// Adds the person typed into two fields to an opportunity, and empties them. Who is chosen from the list is taken; so is somebody of that
/// name whose company does not speak against it; anyone else is new.
pub(crate) fn add_person(
    session: Session,
    opportunity: RecordId,
    name: RwSignal<String>,
    role: RwSignal<String>,
) {
    let given = trimmed(name);
    if given.is_empty() {
        return;
    }
    let today = session.day_of_writing();
    let new = session.peek(|journal| {
        let about = journal.opportunities().get(opportunity);
        let standing = journal.standing_of(opportunity);
        Person {
            name: given.clone(),
            role: trimmed(role),
            company: about.map(|about| about.company.clone()).unwrap_or_default(),
            // After an end they were met some time before.
            met_on: standing.is_some_and(Standing::is_active).then_some(today),
            opportunity: Some(opportunity),
            ..Person::default()
        }
    });
    let edit = session.peek(|journal| {
        let mut people = journal.people().iter();
        let chosen = people.find(|(_, person)| choice(person) == given && given != person.name);
        let here = chosen.map(|(id, _)| id);
        here.or_else(|| recognise(journal, &Card::from(new.clone())))
            .map(|id| tied(journal, id, opportunity))
    });
    let edit = edit
        .unwrap_or_else(|| Edit::new(format!("{} added", new.name)).create(session.new_id(), &new));
    if edit.is_empty() {
        session.toast(edit.label, false);
    } else {
        session.commit(edit);
    }
    name.set(String::new());
    role.set(String::new());
}

/// The edit that ties somebody who is here to an opportunity; it writes nothing where they belong to it.
fn tied(journal: &Journal, person: RecordId, opportunity: RecordId) -> Edit {
    let name = name_of_person(journal, person);
    if journal.opportunities_of(person).contains(&opportunity) {
        return Edit::new(format!("{name} is on this list already."));
    }
    let title = name_of(journal, opportunity);
    let id = Tie::id(person, opportunity);
    let held = journal.record(&RecordKey::new(RecordKind::Tie, id));
    Edit::new(format!("{name} is here already; added to {title}")).put(
        held,
        id,
        &Tie::new(person, opportunity),
    )
}

fn trimmed(field: RwSignal<String>) -> String {
    field.get_untracked().trim().to_owned()
}
