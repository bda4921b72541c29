//! A piece of work to offer. Its text is saved as it is typed, in the answer to the question about
//! it, and in the project once there is one.

use domain::method::Occasion;
use leptos::prelude::*;

use crate::actions::comebacks::{add_project, idea, write_idea};
use crate::actions::projects::project_of;
use crate::components::draft::DraftEditor;
use crate::components::field::{TextArea, follow_text};
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

pub(super) fn offer(session: Session, here: ComebackRef) -> AnyView {
    let text =
        follow_text(move || session.read(|journal| idea(journal, here.id, here.opportunity)));
    let save = move |text: &str| {
        session.perform_quietly(|journal, moment| {
            write_idea(journal, moment, here.id, here.opportunity, text)
        });
    };
    let project = Memo::new(move |_| session.read(|journal| project_of(journal, here.opportunity)));
    let add = move |_| {
        let text = text.get_untracked();
        save(&text);
        session.perform(|journal, moment| add_project(journal, moment, here.opportunity, &text));
    };
    let made = move || match project.get() {
        Some(id) => view! {
            <span class="tag">"It’s a project now"</span>
            " "
            <a href=format!("/search/{id}/project")>"Open it"</a>
        }
        .into_any(),
        None => view! {
            <button type="button" class="btn" on:click=add>
                <Icon name="add" />
                "Make it a project"
            </button>
        }
        .into_any(),
    };
    view! {
        <TextArea
            id="idea"
            label="A piece of work you could offer them"
            value=text
            hint="Small, useful, with an end. As a project, it’s in your search."
            on_change=Callback::new(move |text: String| save(&text))
        />
        <p class="made" role="status">{live(made)}</p>
        <details class="why">
            <summary>"A message offering it"</summary>
            <DraftEditor opportunity=Some(here.opportunity) occasion=Occasion::ProjectPitch />
        </details>
    }
    .into_any()
}
