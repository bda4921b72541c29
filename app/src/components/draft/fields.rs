//! The fields of a draft: its subject, its text, and the look over both.

use leptos::prelude::*;

use super::editing::Editing;
use super::hints::Hints;
use crate::components::field::human_help;

/// Subject and text, kept whenever one of them is left.
#[component]
pub(super) fn DraftFields(named: String, editing: Editing) -> impl IntoView {
    let Editing { subject, body, .. } = editing;
    let field_id = format!("draft-{named}");
    let subject_id = format!("{field_id}-subject");
    let hints_id = format!("{field_id}-hints");
    let described_by = hints_id.clone();
    view! {
        <div class="field">
            <label for=subject_id.clone()>"Subject"</label>
            <input
                id=subject_id
                type="text"
                dir="auto"
                prop:value=move || subject.get()
                on:input=move |input| subject.set(event_target_value(&input))
                on:change=move |_| editing.keep()
            />
        </div>
        <div class="field">
            <label for=field_id.clone()>{editing.occasion.label()}</label>
            <textarea
                id=field_id
                rows="10"
                dir="auto"
                aria-describedby=described_by
                prop:value=move || body.get()
                on:input=move |input| body.set(event_target_value(&input))
                on:change=move |_| editing.keep()
            ></textarea>
            {human_help(body)}
        </div>
        <Hints editing=editing id=hints_id />
    }
    .into_any()
}
