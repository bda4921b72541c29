//! Lengths and registers to draft a message in again.

use domain::method::{Length, Register, Style};
use leptos::prelude::*;

use super::editing::Editing;

/// The choices; each drafts the message again at once.
#[component]
pub(super) fn Styles(named: String, editing: Editing) -> impl IntoView {
    let lengths = Length::ALL
        .map(|(length, word)| {
            let group = format!("length-{named}");
            let is_chosen = move |style: Style| style.length == length;
            radio(editing, group, word, is_chosen, move |style| {
                style.length = length;
            })
        })
        .into_iter()
        .collect_view();
    let registers = Register::ALL
        .map(|(register, word)| {
            let group = format!("register-{named}");
            let is_chosen = move |style: Style| style.register == register;
            radio(editing, group, word, is_chosen, move |style| {
                style.register = register;
            })
        })
        .into_iter()
        .collect_view();
    view! {
        <details class="why">
            <summary>"Try another version"</summary>
            <div class="stack">
                <p class="field__hint">"Shorter, longer, or in another tone. This replaces the text above; Undo brings it back."</p>
                <fieldset class="segmented" aria-label="Length">
                    {lengths}
                </fieldset>
                <fieldset class="segmented" aria-label="Tone">
                    {registers}
                </fieldset>
            </div>
        </details>
    }
    .into_any()
}

fn radio(
    editing: Editing,
    group: String,
    word: &'static str,
    is_chosen: impl Fn(Style) -> bool + Send + Sync + 'static,
    choose: impl Fn(&mut Style) + Send + Sync + 'static,
) -> AnyView {
    let style = editing.style;
    let on_change = move |_| {
        style.update(&choose);
        editing.draft_again();
    };
    view! {
        <label>
            <input type="radio" name=group prop:checked=move || is_chosen(style.get()) on:change=on_change />
            <span>{word}</span>
        </label>
    }
    .into_any()
}
