//! Who to stay in touch with: the people met there, each with what is planned for them.

use domain::journal::Journal;
use domain::method::Occasion;
use domain::planning::plan::plan_with;
use domain::values::date::{Date, Now};
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::pages::people::add_person;
use crate::session::Session;

/// Somebody who was met there.
#[derive(Clone, Debug, PartialEq)]
struct Met {
    id: RecordId,
    name: String,
    role: String,
    /// The day something worth reading is planned for.
    due: Option<Date>,
}

pub(super) fn in_touch(session: Session, here: ComebackRef) -> AnyView {
    let people = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| met_at(journal, here.opportunity, now))
    });
    let rows = move || {
        let today = session.today();
        let people = people.get().into_iter();
        people.map(|met| row(met, today)).collect_view()
    };
    view! {
        <ul class="learning-list">{live(rows)}</ul>
        <p class="quiet-line">
            "For each person: a thank-you now, something to read in a month. Open a name to change it."
        </p>
        {add_form(session, here)}
    }
    .into_any()
}

fn met_at(journal: &Journal, opportunity: RecordId, now: Now) -> Vec<Met> {
    let people = journal.people_of(opportunity).into_iter();
    people
        .map(|(id, person)| {
            let something_useful = plan_with(journal, id, now).into_iter().find(|planned| {
                planned.occasion == Occasion::SomethingUseful
                    && planned.opportunity == Some(opportunity)
            });
            Met {
                id,
                name: person.name.clone(),
                role: person.role.clone(),
                due: something_useful.map(|planned| planned.due),
            }
        })
        .collect()
}

fn row(met: Met, today: Date) -> AnyView {
    let planned = met.due.map(|due| {
        let words = format!("Something to read on {}", due.short(today));
        view! { <span class="tag">{words}</span> }
    });
    view! {
        <li class="learning">
            <div>
                <a href=format!("/people/{}", met.id) dir="auto">
                    {met.name}
                </a>
                <span dir="auto">{met.role}</span>
            </div>
            {planned}
        </li>
    }
    .into_any()
}

fn add_form(session: Session, here: ComebackRef) -> AnyView {
    let name = RwSignal::new(String::new());
    let role = RwSignal::new(String::new());
    let draft = FormDraft::new(
        format!("met:{}", here.opportunity),
        vec![("name", name.into()), ("role", role.into())],
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        add_person(session, here.opportunity, name, role);
    };
    view! {
        <form class="stack" on:submit=submit>
            {draft.line()}
            <div class="field-row">
                <TextField id="person-name" label="Who did you meet?" value=name />
                <TextField id="person-role" label="Their role" value=role />
            </div>
            <button type="submit" class="btn">
                <Icon name="add" />
                "Add this person"
            </button>
        </form>
    }
    .into_any()
}
