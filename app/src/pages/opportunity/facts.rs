//! The facts of an opportunity, shown and edited in place. A link becomes one only if it is safe.

mod form;
mod input;
mod list;

use domain::model::opportunity::Opportunity;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::card::Card;
use crate::components::form_draft::open_with_draft;
use crate::components::icon::Icon;
use crate::components::live::live;
use form::{FactsForm, draft_name};
use list::facts_list;

/// The card of facts.
#[component]
pub(super) fn Facts(id: RecordId, about: Memo<Opportunity>) -> impl IntoView {
    let editing = RwSignal::new(false);
    open_with_draft(draft_name(id), editing);
    let edit_button = view! {
        <button
            type="button"
            class="btn btn--small btn--quiet"
            aria-expanded=move || editing.get().to_string()
            on:click=move |_| editing.update(|editing| *editing = !*editing)
        >
            <Icon name="edit" />
            {live(move || if editing.get() { "Close" } else { "Edit" })}
        </button>
    }
    .into_any();
    view! {
        <Card name="facts" title="Details" beside=edit_button>
            {live(move || {
                if editing.get() {
                    view! { <FactsForm id=id before=about.get_untracked() editing=editing /> }.into_any()
                } else {
                    facts_list(&about.get())
                }
            })}
        </Card>
    }
    .into_any()
}
