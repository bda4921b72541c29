//! One planned touch: what, when, why, and what can be done about it.

use domain::planning::plan::{Planned, due_words};
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::last_message::LastMessage;
use super::more::More;
use crate::actions::touches::{finish, name_of_person, title_of};
use crate::components::draft::DraftEditor;
use crate::components::icon::Icon;
use crate::components::into_plan::{Plannable, into_plan};
use crate::components::live::Show;
use crate::session::session;

/// A line with the touch, its buttons, and the draft while it is written.
#[component]
pub(super) fn PlannedTouch(
    /// The touch.
    planned: Planned,
    /// Whether the name leads to the person's page; not on that page itself.
    is_named: bool,
) -> impl IntoView {
    let session = session();
    let today = session.day_of_writing();
    let (words, why) = session.peek(|journal| {
        let name = name_of_person(journal, planned.person);
        (title_of(&planned, &name), planned.because.sentence(today))
    });
    let when = due_words(planned.occasion, planned.due, today);
    // An address that names the touch opens its draft at once.
    let asked = use_query_map().with_untracked(|query| query.get("write"));
    let is_writing = RwSignal::new(asked == Some(planned.id.to_string()));
    let title = title(&words, is_named.then_some(planned.person));
    let for_editor = planned.clone();
    let for_done = planned.clone();
    let finish_it = move |_| session.perform(|journal, moment| finish(journal, moment, &for_done));
    view! {
        <li class="due due--touch">
            <div class="due__text">
                {title}
                <span class="due__about">{why}</span>
            </div>
            <span class="due__when">{when}</span>
            <div class="due__actions">
                <button
                    type="button"
                    class="btn btn--small"
                    aria-expanded=move || is_writing.get().to_string()
                    aria-label=format!("Write: {words}")
                    on:click=move |_| is_writing.update(|is_writing| *is_writing = !*is_writing)
                >
                    <Icon name="edit" />
                    "Write"
                </button>
                <button type="button" class="btn btn--small" aria-label=format!("Done: {words}") on:click=finish_it>
                    <Icon name="check" />
                    "Done"
                </button>
                {into_plan(session, Plannable::Touch(planned.clone()), words.clone())}
                <More planned=planned words=words />
            </div>
            <Show when=move || is_writing.get()>
                <div class="due__draft">
                    <LastMessage person=for_editor.person />
                    {draft(for_editor.clone())}
                </div>
            </Show>
        </li>
    }
    .into_any()
}

fn draft(planned: Planned) -> AnyView {
    view! {
        <DraftEditor
            opportunity=planned.opportunity
            occasion=planned.occasion
            person=Some(planned.person)
            touch=Some(planned)
        />
    }
    .into_any()
}

/// The touch in a few words, as a link if it leads to a person's page.
fn title(words: &str, person: Option<RecordId>) -> AnyView {
    let words = words.to_owned();
    match person {
        Some(person) => view! {
            <a class="due__what" href=format!("/people/{person}")>
                {words}
            </a>
        }
        .into_any(),
        None => view! { <span class="due__what">{words}</span> }.into_any(),
    }
}
