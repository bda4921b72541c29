//! Fields that save by themselves: what is typed is kept on leaving the field, and also when the
//! page is hidden or left (`frontend::typing`). They follow what is kept.

use leptos::ev::Event;
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
    // Browsers report a change at each digit of a day or an hour: what is sorted or shown by it would
    // be gone, and the focus with it, before the second digit. Such a field is saved when it is left.
    let has_parts = matches!(kind, "date" | "time");
    let is_typed = StoredValue::new(false);
    let changed = move |event: Event| {
        let is_half_typed = is_typed.get_value() && event.is_trusted();
        if !is_half_typed {
            save.run(event_target_value(&event));
        }
    };
    let left = move |_| {
        if is_typed.try_update_value(std::mem::take) != Some(true) {
            return;
        }
        let text = value.get_untracked();
        if text != kept.get_untracked() {
            save.run(text);
        }
    };
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
                on:keydown=move |_| is_typed.set_value(has_parts)
                on:change=changed
                on:blur=left
            />
        </div>
    }
    .into_any()
}
