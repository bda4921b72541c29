//! The form for the facts of a person.

use domain::model::person::Person;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::people::{keep_facts, news_of_move};
use crate::actions::story::congratulate_on;
use crate::components::field::TextField;
use crate::components::form_draft::{DraftField, FormDraft};
use crate::session::session;

/// The fields of the form.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    role: RwSignal<String>,
    company: RwSignal<String>,
    mail: RwSignal<String>,
    phone: RwSignal<String>,
    profile: RwSignal<String>,
    met: RwSignal<String>,
    met_on: RwSignal<String>,
}

impl Typed {
    /// The form as it begins.
    fn of(person: &Person) -> Self {
        let text = |value: &str| RwSignal::new(value.to_owned());
        let met_on = person.met_on.map(|on| on.to_string());
        Self {
            name: text(&person.name),
            role: text(&person.role),
            company: text(&person.company),
            mail: text(&person.mail),
            phone: text(&person.phone),
            profile: text(&person.profile),
            met: text(&person.met),
            met_on: RwSignal::new(met_on.unwrap_or_default()),
        }
    }

    /// The fields to keep while they are half-written.
    fn fields(self) -> Vec<(&'static str, DraftField)> {
        vec![
            ("name", self.name.into()),
            ("role", self.role.into()),
            ("company", self.company.into()),
            ("mail", self.mail.into()),
            ("phone", self.phone.into()),
            ("profile", self.profile.into()),
            ("met", self.met.into()),
            ("met-on", self.met_on.into()),
        ]
    }

    /// The person as the form says.
    fn person(self, before: &Person) -> Person {
        let value = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        Person {
            name: value(self.name),
            role: value(self.role),
            company: value(self.company),
            mail: value(self.mail),
            phone: value(self.phone),
            profile: value(self.profile),
            met: value(self.met),
            met_on: Date::parse(&value(self.met_on)).ok(),
            ..before.clone()
        }
    }
}

/// The name of the form's draft.
pub(super) fn draft_name(id: RecordId) -> String {
    format!("person:{id}")
}

/// The form; where it says that they have changed company, congratulations are planned.
#[component]
pub(super) fn Form(
    /// Whose record it is.
    id: RecordId,
    /// The record the form begins with.
    before: Person,
    /// Whether the form is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let session = session();
    let fields = Typed::of(&before);
    let draft = FormDraft::new(draft_name(id), fields.fields());
    let cancel = move |_| {
        draft.done();
        open.set(false);
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = fields.person(&before);
        let news = news_of_move(&before, &typed);
        session.perform(|_, _| keep_facts(id, &before, typed));
        draft.done();
        open.set(false);
        if let Some(news) = news {
            session.perform(|_, moment| congratulate_on(moment, id, &news));
        }
    };
    view! {
        <form class="stack" on:submit=submit>
            {draft.line()}
            <TextField id="person-name-edit" label="Name" value=fields.name />
            <TextField id="person-role-edit" label="Role" value=fields.role />
            <TextField id="person-company-edit" label="Company" value=fields.company />
            <TextField id="person-mail" label="Email" kind="email" value=fields.mail />
            <TextField id="person-phone" label="Phone" kind="tel" value=fields.phone />
            <TextField id="person-profile" label="Profile" kind="url" value=fields.profile hint="The address of a profile page." />
            <TextField id="person-met" label="How you met" value=fields.met />
            <TextField id="person-met-on" label="Met on" kind="date" value=fields.met_on />
            <div class="cluster">
                <button type="submit" class="btn">
                    "Save"
                </button>
                <button type="button" class="btn btn--quiet" on:click=cancel>
                    "Cancel"
                </button>
            </div>
        </form>
    }
    .into_any()
}
