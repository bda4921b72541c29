//! A piece of work to offer, kept as a project of its own.

use domain::method::Occasion;
use leptos::prelude::*;

use crate::actions::comebacks::add_project;
use crate::components::draft::DraftEditor;
use crate::components::field::TextArea;
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::live::Show;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

pub(super) fn offer(session: Session, here: ComebackRef) -> AnyView {
    let idea = RwSignal::new(session.peek(|journal| {
        journal
            .answer(here.id, "project")
            .map(|(_, answer)| answer.text.clone())
            .unwrap_or_default()
    }));
    let draft = FormDraft::of_text(format!("idea:{}", here.id), idea);
    let has_project = Memo::new(move |_| {
        session.read(|journal| {
            journal
                .opportunities()
                .iter()
                .any(|(_, other)| other.grew_from == Some(here.opportunity))
        })
    });
    let add = move |_| {
        let notes = idea.get_untracked();
        session.perform(|journal, moment| add_project(journal, moment, here.opportunity, &notes));
        draft.done();
    };
    view! {
        <TextArea
            id="idea"
            label="A piece of work you could offer them"
            value=idea
            hint="Small, useful, with an end. It is kept as a project in your search."
        />
        {draft.line()}
        <p>
            <Show
                when=move || has_project.get()
                fallback=move || {
                    view! {
                        <button type="button" class="btn" on:click=add>
                            <Icon name="add" />
                            "Keep it as a project"
                        </button>
                    }
                }
            >
                <span class="tag">"Kept as a project"</span>
            </Show>
        </p>
        <details class="why">
            <summary>"A message that offers it"</summary>
            <DraftEditor opportunity=Some(here.opportunity) occasion=Occasion::ProjectPitch />
        </details>
    }
    .into_any()
}
