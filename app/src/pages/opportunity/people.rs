//! The people of an opportunity: met here, or belonging to it besides others.

use domain::journal::Journal;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::people::{name_in_list, untie};
use crate::components::card::Card;
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::pages::people::add_person_with_mail;
use crate::session::{Session, session};

/// A person of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PersonLine {
    id: RecordId,
    name: String,
    role: String,
}

fn person_lines(journal: &Journal, opportunity: RecordId) -> Vec<PersonLine> {
    let people = journal.people_of(opportunity).into_iter();
    people
        .map(|(id, person)| PersonLine {
            id,
            name: person.name.clone(),
            role: person.role.clone(),
        })
        .collect()
}

/// The names offered while someone is added: everybody who is not on the list.
fn names_of_others(journal: &Journal, opportunity: RecordId) -> Vec<String> {
    let listed: Vec<RecordId> = journal
        .people_of(opportunity)
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    let others = journal
        .people()
        .iter()
        .filter(|(id, _)| !listed.contains(id));
    others.map(|(_, person)| name_in_list(person)).collect()
}

/// The card of people.
#[component]
pub(super) fn People(id: RecordId) -> impl IntoView {
    let session = session();
    let people = Memo::new(move |_| session.read(|journal| person_lines(journal, id)));
    let rows = move || {
        people
            .get()
            .into_iter()
            .map(|person| row(session, id, person))
            .collect_view()
    };
    view! {
        <Card name="people" title="People met">
            <ul class="learning-list">{live(rows)}</ul>
            <AddPerson opportunity=id />
        </Card>
    }
    .into_any()
}

fn row(session: Session, opportunity: RecordId, person: PersonLine) -> AnyView {
    let PersonLine { id, name, role } = person;
    let label = format!("Take {name} off this list");
    let taken_off = format!("{name} taken off this list");
    let take_off = move |_| {
        session.perform(|journal, _| untie(journal, id, opportunity, &taken_off));
    };
    view! {
        <li class="learning">
            <div>
                <a href=format!("/people/{id}") dir="auto">
                    {name}
                </a>
                <span dir="auto">{role}</span>
            </div>
            <button
                type="button"
                class="btn btn--icon btn--quiet"
                aria-label=label
                on:click=take_off
            >
                <Icon name="close" />
            </button>
        </li>
    }
    .into_any()
}

#[component]
fn AddPerson(opportunity: RecordId) -> impl IntoView {
    let session = session();
    let name = RwSignal::new(String::new());
    let role = RwSignal::new(String::new());
    let mail = RwSignal::new(String::new());
    let draft = FormDraft::new(
        format!("met:{opportunity}"),
        vec![
            ("name", name.into()),
            ("role", role.into()),
            ("mail", mail.into()),
        ],
    );
    let names = Memo::new(move |_| session.read(|journal| names_of_others(journal, opportunity)));
    // Drawn once someone is about to type: an address book is thousands of names.
    let is_typing = RwSignal::new(false);
    let known = move || {
        let names = is_typing.get().then(|| names.get());
        names
            .unwrap_or_default()
            .into_iter()
            .map(|name| view! { <option value=name></option> }.into_any())
            .collect_view()
    };
    view! {
        <form
            class="stack"
            on:focusin=move |_| is_typing.set(true)
            on:submit=move |event| {
                event.prevent_default();
                add_person_with_mail(session, opportunity, [name, role, mail]);
            }
        >
            {draft.line()}
            <TextField id="met-name" label="Name" value=name list="known-people" />
            <datalist id="known-people">{live(known)}</datalist>
            <TextField id="met-role" label="Role" value=role />
            <TextField id="met-mail" label="Email" kind="email" value=mail />
            <button type="submit" class="btn btn--small">
                <Icon name="add" />
                "Add person"
            </button>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;

    use super::*;
    use crate::actions::testing::{journal_after, record};

    #[test]
    fn who_is_on_the_list_is_not_offered_again() {
        let acme = RecordId::fixed(1);
        let person = |name: &str, opportunity| Person {
            name: name.into(),
            company: "Acme".into(),
            opportunity,
            ..Person::default()
        };
        let journal = journal_after(&[
            record(acme, &Opportunity::default()),
            record(RecordId::fixed(2), &person("Ann", Some(acme))),
            record(RecordId::fixed(3), &person("Ben", None)),
        ]);
        let listed: Vec<_> = person_lines(&journal, acme)
            .into_iter()
            .map(|person| person.name)
            .collect();
        assert_eq!(listed, ["Ann"]);
        assert_eq!(names_of_others(&journal, acme), ["Ben, Acme"]);
    }
}
