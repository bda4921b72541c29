//! The form that adds somebody by name.

use domain::model::person::Person;
use leptos::prelude::*;

use crate::actions::people;
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::session::{Session, session};

/// The name of the form's draft.
pub(super) const DRAFT: &str = "new-person";

/// The fields about somebody new. Their text stays while the form is closed.
#[derive(Clone, Copy)]
pub(super) struct NewPerson {
    name: RwSignal<String>,
    role: RwSignal<String>,
    company: RwSignal<String>,
    problem: RwSignal<Option<&'static str>>,
    draft: FormDraft,
}

impl NewPerson {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        let [name, role, company] = [(); 3].map(|()| RwSignal::new(String::new()));
        Self {
            name,
            role,
            company,
            problem: RwSignal::new(None),
            draft: FormDraft::new(
                DRAFT,
                vec![
                    ("name", name.into()),
                    ("role", role.into()),
                    ("company", company.into()),
                ],
            ),
        }
    }

    /// Adds them and empties the fields for the next one; without a name says what is missing.
    fn add(self, session: Session) {
        let typed = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let person = Person {
            name: typed(self.name),
            role: typed(self.role),
            company: typed(self.company),
            ..Person::default()
        };
        if person.name.is_empty() {
            self.problem
                .set(Some("Write a name; a first name is enough."));
        } else {
            self.problem.set(None);
            session.perform(|_, moment| people::add(moment, &person));
            for field in [self.name, self.role, self.company] {
                field.set(String::new());
            }
            self.draft.done();
        }
        session.with_platform(|platform| platform.focus("new-person-name"));
    }
}

/// The form; it stays open after adding.
#[component]
pub(super) fn AddForm(
    /// The fields.
    new: NewPerson,
    /// Whether it is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let session = session();
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        new.add(session);
    };
    view! {
        <form class="card stack" aria-label="Add person" on:submit=add>
            {new.draft.line()}
            <TextField
                id="new-person-name"
                label="Name"
                value=new.name
                error=Signal::derive(move || new.problem.get().map(str::to_owned))
            />
            <div class="field-row">
                <TextField id="new-person-role" label="Role" value=new.role />
                <TextField id="new-person-company" label="Company" value=new.company />
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
    }
    .into_any()
}
