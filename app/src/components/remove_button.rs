//! The small button that removes one thing of a list. It never asks; Undo brings the thing back.

use leptos::prelude::*;

use crate::components::icon::Icon;

/// A button with the drawing of a bin.
#[component]
pub fn RemoveButton(
    /// The label read to screen readers: “Remove this learning”.
    #[prop(into)]
    label: TextProp,
    /// Removes it.
    #[prop(into)]
    on_remove: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn btn--icon btn--quiet"
            aria-label=move || label.get()
            on:click=move |_| on_remove.run(())
        >
            <Icon name="trash" />
        </button>
    }
    .into_any()
}
