//! People who found a role a short while ago: they know how it feels, and most are glad to be asked.

use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::model;
use crate::actions::care::ask_what_worked;
use crate::components::card::Card;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::session::Session;

/// The card of people who landed, only where there are some.
pub(super) fn landed(session: Session) -> AnyView {
    let people = Memo::new(move |_| session.read(model::landed));
    let navigate = use_navigate();
    let ask = Callback::new(move |person: RecordId| {
        let touch =
            session.perform_and_tell(|journal, moment| ask_what_worked(journal, moment, person));
        let address = format!("/people/{person}?write={touch}");
        navigate(&address, NavigateOptions::default());
    });
    let rows = move || {
        let rows = people
            .get()
            .into_iter()
            .map(|(id, name)| row(id, name, ask));
        rows.collect_view()
    };
    view! {
        <Show when=move || !people.with(Vec::is_empty)>
            <Card name="landed" title="People who’ve just found a job" class="card stack">
                <p>
                    "They know how this feels. Ask what worked, or for something small: a look at your CV, an introduction, a practice interview."
                </p>
                <ul class="due-list">{live(rows)}</ul>
            </Card>
        </Show>
    }
    .into_any()
}

fn row(person: RecordId, name: String, ask: Callback<RecordId>) -> AnyView {
    let label = format!("Ask {name} what worked");
    view! {
        <li class="due">
            <div class="due__text">
                <a class="due__what" href=format!("/people/{person}") dir="auto">
                    {name}
                </a>
            </div>
            <div class="due__actions">
                <button
                    type="button"
                    class="btn btn--small"
                    aria-label=label
                    on:click=move |_| ask.run(person)
                >
                    <Icon name="edit" />
                    "Ask what worked"
                </button>
            </div>
        </li>
    }
    .into_any()
}
