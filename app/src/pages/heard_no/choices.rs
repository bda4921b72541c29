//! Opportunities of the search to choose from.

use domain::values::id::RecordId;
use leptos::prelude::*;

use super::model::Open;

/// Opportunities of the search: one tap notes the no and begins its comeback.
pub(super) fn choices(open: Vec<Open>, choose: Callback<RecordId>) -> AnyView {
    let buttons = open
        .into_iter()
        .map(|open| {
            view! {
                <li>
                    <button
                        type="button"
                        class="choice choice--button"
                        on:click=move |_| choose.run(open.id)
                    >
                        <strong dir="auto">{open.title}</strong>
                        <span class="choice__hint">{open.words}</span>
                    </button>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! { <ul class="choices choices--list">{buttons}</ul> }.into_any()
}
