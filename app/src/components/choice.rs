//! One choice among several, or a thing to tick: a native input and its words in one large target.

use leptos::prelude::*;

/// A radio button, or a checkbox where it has no `name`.
#[component]
pub fn Choice(
    /// The name of the group of radio buttons. Empty: a checkbox.
    #[prop(default = "")]
    name: &'static str,
    /// The stored word it stands for, where a form names it.
    #[prop(optional)]
    value: Option<&'static str>,
    /// The words beside it.
    #[prop(into)]
    label: String,
    /// The direction of the words: `auto` where the person wrote them.
    #[prop(optional)]
    dir: Option<&'static str>,
    /// A quieter line after the words.
    #[prop(default = "")]
    hint: &'static str,
    /// Whether it is chosen.
    #[prop(into)]
    checked: Signal<bool>,
    /// Whether it is left out for now.
    #[prop(optional, into)]
    hidden: Signal<bool>,
    /// Called with whether the person chose it or took that back.
    on_change: Callback<bool>,
) -> impl IntoView {
    // The server draws it as it is; the property follows from then on.
    let is_chosen = checked.get_untracked();
    let hint = (!hint.is_empty()).then(|| view! { <span class="choice__hint">{hint}</span> });
    view! {
        <label class="choice" hidden=move || hidden.get()>
            <input
                type=if name.is_empty() { "checkbox" } else { "radio" }
                name=(!name.is_empty()).then_some(name)
                value=value
                checked=is_chosen
                prop:checked=move || checked.get()
                on:change=move |input| on_change.run(event_target_checked(&input))
            />
            <span dir=dir>{label} {hint}</span>
        </label>
    }
    .into_any()
}
