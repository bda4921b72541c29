//! The notes of an opportunity, with the earlier versions of them.

use domain::model::opportunity::Opportunity;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::opportunities;
use crate::components::field::{TextArea, follow_text};
use crate::components::versions::EarlierVersions;
use crate::session::session;

/// The field of notes, kept on leaving it.
#[component]
pub(super) fn Notes(id: RecordId, about: Memo<Opportunity>) -> impl IntoView {
    let session = session();
    let notes = follow_text(move || about.with(|about| about.notes.clone()));
    // Without a toast: the person sees what they write.
    let keep = Callback::new(move |text: String| {
        session.perform_quietly(|journal, _| {
            opportunities::change(journal, id, |about| about.notes = text)
        });
    });
    view! {
        <section aria-labelledby="notes-title">
            <h2 id="notes-title">"Notes"</h2>
            <TextArea id="notes" label="Notes and the posting" value=notes rows=8 on_change=keep />
            <EarlierVersions record=RecordKey::new(RecordKind::Opportunity, id) field="notes" shown=notes />
        </section>
    }
    .into_any()
}
