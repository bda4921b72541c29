//! The person's own templates for the occasion, and keeping this text as one.

use domain::model::template::Template;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::editing::Editing;
use crate::actions::templates;
use crate::components::field::LineForm;
use crate::components::live::live;
use crate::components::remove_button::RemoveButton;
use crate::components::versions::EarlierVersions;

/// The list of templates, and the form that adds one.
#[component]
pub(super) fn Templates(named: String, editing: Editing) -> impl IntoView {
    let session = editing.session;
    let name = RwSignal::new(String::new());
    let own = Memo::new(move |_| {
        session.read(|journal| {
            let templates = journal.templates().iter();
            templates
                .filter(|(_, template)| template.occasion == Some(editing.occasion))
                .map(|(id, template)| (id, template.clone()))
                .collect::<Vec<_>>()
        })
    });
    let within = format!("-{named}");
    let rows = move || {
        own.get()
            .into_iter()
            .map(|(id, template)| row(editing, id, template, within.clone()))
            .collect_view()
    };
    let keep = move |called: String| {
        let words = editing.words();
        session.perform(|journal, _| {
            editing.to.with_value(|to| {
                templates::keep(journal, editing.occasion, &called, &words, &to.facts)
            })
        });
        name.set(String::new());
    };
    view! {
        <details class="why">
            <summary>"My templates"</summary>
            <div class="stack">
                <ul class="learning-list">{live(rows)}</ul>
                <LineForm
                    id=format!("template-{named}")
                    label="Template name"
                    button="Save this text as a template"
                    value=name
                    on_submit=Callback::new(keep)
                />
                <p class="field__hint">"Names, company and role become fields, so that it fits the next person. What you noted about someone becomes a gap to fill in."</p>
            </div>
        </details>
    }
    .into_any()
}

fn row(editing: Editing, id: RecordId, template: Template, within: String) -> AnyView {
    let of = format!("the template “{}”", template.name);
    let words = editing.to.with_value(|to| template.fill(&to.facts));
    let label = format!("Remove the template {}", template.name);
    let name = template.name.clone();
    let remove = move |()| {
        editing
            .session
            .perform(|_, _| templates::remove(id, &template));
    };
    view! {
        <li class="template">
            <button type="button" class="btn btn--small" on:click=move |_| editing.take(words.clone())>
                {name}
            </button>
            <RemoveButton label=label on_remove=remove />
            <EarlierVersions record=RecordKey::new(RecordKind::Template, id) field="body" of=of within=within />
        </li>
    }
    .into_any()
}
