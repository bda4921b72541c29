//! The form of facts.

use domain::model::opportunity::Opportunity;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::input::{FactsInput, kind_options, link_problem, workplace_options};
use crate::actions::opportunities;
use crate::components::field::{Select, TextField};
use crate::components::form_draft::{DraftField, FormDraft};
use crate::session::session;

/// The signals behind the fields.
#[derive(Clone, Copy)]
struct FactsFields {
    company: RwSignal<String>,
    role: RwSignal<String>,
    kind: RwSignal<String>,
    place: RwSignal<String>,
    workplace: RwSignal<String>,
    link: RwSignal<String>,
    pay: RwSignal<String>,
    source: RwSignal<String>,
    tags: RwSignal<String>,
}

impl FactsFields {
    fn new(input: FactsInput) -> Self {
        Self {
            company: RwSignal::new(input.company),
            role: RwSignal::new(input.role),
            kind: RwSignal::new(input.kind),
            place: RwSignal::new(input.place),
            workplace: RwSignal::new(input.workplace),
            link: RwSignal::new(input.link),
            pay: RwSignal::new(input.pay),
            source: RwSignal::new(input.source),
            tags: RwSignal::new(input.tags),
        }
    }

    fn input(&self) -> FactsInput {
        FactsInput {
            company: self.company.get_untracked(),
            role: self.role.get_untracked(),
            kind: self.kind.get_untracked(),
            place: self.place.get_untracked(),
            workplace: self.workplace.get_untracked(),
            link: self.link.get_untracked(),
            pay: self.pay.get_untracked(),
            source: self.source.get_untracked(),
            tags: self.tags.get_untracked(),
        }
    }

    /// The fields to keep while they are half-written.
    fn fields(&self) -> Vec<(&'static str, DraftField)> {
        vec![
            ("company", self.company.into()),
            ("role", self.role.into()),
            ("kind", self.kind.into()),
            ("place", self.place.into()),
            ("workplace", self.workplace.into()),
            ("link", self.link.into()),
            ("pay", self.pay.into()),
            ("source", self.source.into()),
            ("tags", self.tags.into()),
        ]
    }
}

/// The name of the form's draft.
pub(super) fn draft_name(id: RecordId) -> String {
    format!("facts:{id}")
}

/// Edits the facts; only those changed here are written.
#[component]
pub(super) fn FactsForm(
    id: RecordId,
    before: Opportunity,
    editing: RwSignal<bool>,
) -> impl IntoView {
    let session = session();
    let fields = FactsFields::new(FactsInput::of(&before));
    let draft = FormDraft::new(draft_name(id), fields.fields());
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let after = fields.input().opportunity(&before);
        session.perform_quietly(|_, _| opportunities::correct(id, &before, &after));
        draft.done();
        session.announce("Details saved");
        editing.set(false);
    };
    view! {
        <form class="stack" on:submit=keep>
            {draft.line()}
            <TextField id="fact-company" label="Company" value=fields.company />
            <TextField id="fact-role" label="Role" value=fields.role />
            <Select id="fact-kind" label="Kind" value=fields.kind options=Signal::derive(kind_options) />
            <TextField id="fact-place" label="Place" value=fields.place />
            <Select
                id="fact-workplace"
                label="Where the work is done"
                value=fields.workplace
                options=Signal::derive(workplace_options)
            />
            <TextField
                id="fact-link"
                label="Link"
                value=fields.link
                error=Signal::derive(move || link_problem(&fields.link.get()))
            />
            <TextField id="fact-pay" label="Pay" value=fields.pay />
            <TextField id="fact-source" label="Source" value=fields.source />
            <TextField id="fact-tags" label="Tags" value=fields.tags hint="Separate them with commas." />
            <button type="submit" class="btn">
                "Save"
            </button>
        </form>
    }
    .into_any()
}
