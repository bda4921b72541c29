//! The people of an opportunity: met here, or belonging to it besides others.

use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::people::{name_in_list, untie};
use crate::components::field::TextField;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::pages::people::add_person;
use crate::session::session;

/// The card of people.
#[component]
pub(super) fn People(id: RecordId) -> impl IntoView {
    let session = session();
    let name = RwSignal::new(String::new());
    let role = RwSignal::new(String::new());
    let people = Memo::new(move |_| {
        session.read(|journal| {
            journal
                .people_of(id)
                .into_iter()
                .map(|(id, person)| (id, person.clone()))
                .collect::<Vec<_>>()
        })
    });
    let names = Memo::new(move |_| {
        session.read(|journal| {
            let here: Vec<RecordId> = journal
                .people_of(id)
                .into_iter()
                .map(|(id, _)| id)
                .collect();
            let others = journal.people().iter().filter(|(id, _)| !here.contains(id));
            others
                .map(|(_, person)| name_in_list(person))
                .collect::<Vec<_>>()
        })
    });
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
    let rows = move || {
        people
            .get()
            .into_iter()
            .map(|(person_id, person)| {
                let label = format!("Take {} off this list", person.name);
                let taken_off = format!("{} taken off this list", person.name);
                view! {
                    <li class="learning">
                        <div>
                            <a href=format!("/people/{person_id}") dir="auto">
                                {person.name.clone()}
                            </a>
                            <span dir="auto">{person.role}</span>
                        </div>
                        <button
                            type="button"
                            class="btn btn--icon btn--quiet"
                            aria-label=label
                            on:click=move |_| session.perform(|journal, _| untie(journal, person_id, id, &taken_off))
                        >
                            <Icon name="close" />
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect_view()
    };
    view! {
        <section class="card" aria-labelledby="people-title">
            <h2 id="people-title">"People met"</h2>
            <ul class="learning-list">{live(rows)}</ul>
            <form
                class="stack"
                on:focusin=move |_| is_typing.set(true)
                on:submit=move |event| {
                    event.prevent_default();
                    add_person(session, id, name, role);
                }
            >
                <TextField id="met-name" label="Name" value=name list="known-people" />
                <datalist id="known-people">{live(known)}</datalist>
                <TextField id="met-role" label="Role" value=role />
                <button type="submit" class="btn btn--small">
                    <Icon name="add" />
                    "Add person"
                </button>
            </form>
        </section>
    }
    .into_any()
}
