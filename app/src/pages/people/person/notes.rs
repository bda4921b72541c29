//! The person's own notes about someone.

use domain::model::person::Person;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::people;
use crate::components::field::{TextArea, follow_text};
use crate::components::versions::EarlierVersions;
use crate::session::session;

/// The notes, kept on leaving the field.
#[component]
pub(super) fn Notes(
    /// Whose record it is.
    id: RecordId,
    /// The record.
    about: Memo<Person>,
) -> impl IntoView {
    let session = session();
    let notes = follow_text(move || about.with(|person| person.notes.clone()));
    let keep = move |text: String| {
        session.perform_quietly(|journal, _| {
            people::change(journal, id, "", |person| person.notes = text)
        });
    };
    view! {
        <section aria-labelledby="person-notes-title">
            <h2 id="person-notes-title">"Notes"</h2>
            <TextArea
                id="person-notes"
                label="Anything worth remembering"
                value=notes
                rows=5
                on_change=Callback::new(keep)
            />
            <EarlierVersions record=RecordKey::new(RecordKind::Person, id) field="notes" shown=notes />
        </section>
    }
    .into_any()
}
