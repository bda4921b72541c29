//! The name messages are signed with: asked for once, then remembered.

use leptos::prelude::*;

use super::editing::Editing;
use crate::components::field::LineForm;
use crate::components::live::Show;

/// The field, while no name is known.
#[component]
pub(super) fn Signature(named: String, editing: Editing) -> impl IntoView {
    let session = editing.session;
    let name = RwSignal::new(String::new());
    let is_asked = move || session.read(|journal| journal.settings().name.trim().is_empty());
    let sign = Callback::new(move |name: String| editing.sign(&name));
    view! {
        <Show when=is_asked>
            <LineForm
                id=format!("sign-{named}")
                label="Your name, to sign with"
                button="Sign"
                value=name
                on_submit=sign
            />
        </Show>
    }
    .into_any()
}
