//! The look over a draft while it is typed.

use domain::tone::check;
use leptos::prelude::*;

use super::editing::Editing;
use crate::components::live::live;

/// Hints at words worth a second look; they block nothing.
#[component]
pub(super) fn Hints(editing: Editing, id: String) -> impl IntoView {
    let hints = Memo::new(move |_| {
        let (subject, body) = (editing.subject.get(), editing.body.get());
        editing
            .to
            .with_value(|to| check(editing.occasion, &subject, &body, to))
    });
    let rows = move || {
        hints
            .get()
            .into_iter()
            .map(|hint| view! { <li>{hint.sentence()}</li> }.into_any())
            .collect_view()
    };
    view! {
        <ul class="hints" id=id aria-label="Worth a look" hidden=move || hints.with(Vec::is_empty)>
            {live(rows)}
        </ul>
    }
    .into_any()
}
