//! Fields that save by themselves: what is typed is kept on leaving the field, and also when the
//! page is hidden or left (`frontend::typing`). They follow what is kept.

use leptos::prelude::*;

use crate::components::field::{TextArea, follow_text};

/// A field of several lines.
pub fn saved_area(
    id: String,
    label: impl Into<String>,
    rows: u32,
    hint: &'static str,
    kept: Signal<String>,
    save: Callback<String>,
) -> AnyView {
    let value = follow_text(move || kept.get());
    view! { <TextArea id=id label=label value=value rows=rows hint=hint on_change=save /> }
        .into_any()
}

/// A field of one line, of any type of input.
pub fn saved_line(
    id: String,
    label: &'static str,
    kind: &'static str,
    kept: Signal<String>,
    save: Callback<String>,
) -> AnyView {
    let value = follow_text(move || kept.get());
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                type=kind
                dir="auto"
                autocomplete="off"
                prop:value=move || value.get()
                on:input=move |input| value.set(event_target_value(&input))
                on:change=move |input| save.run(event_target_value(&input))
            />
        </div>
    }
    .into_any()
}
