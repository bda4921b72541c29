//! Adding people: by name, from the device's own contacts, to an opportunity. One rule recognises
//! those who are here already.

mod form;

use domain::journal::Journal;
use domain::model::person::Person;
use domain::state::edit::Edit;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::Moment;
use crate::actions::people::{add_picked, add_to};
use crate::components::form_draft::open_with_draft;
use crate::components::icon::Icon;
use crate::components::live::Show;
use crate::session::{Session, session};

use form::{AddForm, DRAFT, NewPerson};

/// Adding someone: a name is enough.
#[component]
pub(super) fn AddPerson() -> impl IntoView {
    let session = session();
    let open = RwSignal::new(false);
    open_with_draft(DRAFT, open);
    let new = NewPerson::new();
    let toggle = move |_| {
        open.update(|open| *open = !*open);
        if open.get_untracked() {
            session.with_platform(|platform| platform.focus("new-person-name"));
        }
    };
    let pick = move |_| {
        let add = move |picked: Vec<Person>| {
            perform_or_say(session, |journal, _| add_picked(journal, picked));
        };
        session.with_platform(|platform| platform.pick_contacts(Box::new(add)));
    };
    view! {
        <p class="cluster">
            <button
                type="button"
                class="btn"
                aria-expanded=move || open.get().to_string()
                on:click=toggle
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
            <AddForm new=new open=open />
        </Show>
    }
    .into_any()
}

/// Adds the person typed into two fields to an opportunity, and empties them.
pub(crate) fn add_person(
    session: Session,
    opportunity: RecordId,
    name: RwSignal<String>,
    role: RwSignal<String>,
) {
    add_person_with_mail(
        session,
        opportunity,
        [name, role, RwSignal::new(String::new())],
    );
}

/// As [`add_person`], from fields for name, role and email address.
pub(crate) fn add_person_with_mail(
    session: Session,
    opportunity: RecordId,
    fields: [RwSignal<String>; 3],
) {
    let [name, role, mail] = fields.map(|field| field.get_untracked().trim().to_owned());
    if name.is_empty() {
        return;
    }
    perform_or_say(session, |journal, moment| {
        add_to(journal, moment, opportunity, &name, &role, &mail)
    });
    for field in fields {
        field.set(String::new());
    }
}

/// Does what a person does, or says why there is nothing to do.
fn perform_or_say(session: Session, action: impl FnOnce(&Journal, &mut Moment<'_>) -> Edit) {
    let edit = session.edit_of(action);
    if !edit.is_empty() {
        session.commit(edit);
    } else if !edit.label.is_empty() {
        session.toast(edit.label, false);
    }
}
