//! The people met at an opportunity: name and role.

use domain::edit::Edit;
use domain::id::RecordId;
use domain::record::RecordKind;
use leptos::prelude::*;

use crate::components::field::TextField;
use crate::components::icon::Icon;
use crate::pages::comeback::add_person;
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
                .people()
                .of(id)
                .map(|(id, person)| (id, person.clone()))
                .collect::<Vec<_>>()
        })
    });
    let rows = move || {
        people
            .get()
            .into_iter()
            .map(|(person_id, person)| {
                let label = format!("Remove {}", person.name);
                let removed = format!("{} removed", person.name);
                view! {
                    <li class="learning">
                        <div>
                            <strong dir="auto">{person.name}</strong>
                            <span dir="auto">{person.role}</span>
                        </div>
                        <button
                            type="button"
                            class="btn btn--icon btn--quiet"
                            aria-label=label
                            on:click=move |_| {
                                session.commit(Edit::new(removed.clone()).remove(RecordKind::Person, person_id));
                            }
                        >
                            <Icon name="trash" />
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
            <ul class="learning-list">{rows}</ul>
            <form
                class="stack"
                on:submit=move |event| {
                    event.prevent_default();
                    add_person(session, id, name, role);
                }
            >
                <TextField id="met-name" label="Name" value=name />
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
