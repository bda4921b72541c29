//! The notes a partner left, each to remove.

use domain::values::id::RecordId;
use leptos::prelude::*;

use super::model::{NoteRow, notes};
use crate::actions::partners;
use crate::components::live::{Show, live};
use crate::components::remove_button::RemoveButton;
use crate::session::Session;

/// The notes, or nothing where there are none.
pub(super) fn note_list(session: Session, share: RecordId) -> AnyView {
    let today = move || session.today();
    let rows = Memo::new(move |_| session.read(|journal| notes(journal, share, today())));
    let list = move || {
        let rows = rows.get().into_iter().map(|note| row(session, note));
        view! { <ul class="learning-list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <Show when=move || !rows.with(Vec::is_empty)>
            <section aria-labelledby="notes">
                <h2 id="notes">"Their notes"</h2>
                {live(list)}
            </section>
        </Show>
    }
    .into_any()
}

fn row(session: Session, note: NoteRow) -> AnyView {
    let NoteRow { id, text, when } = note;
    let remove = move |()| session.perform(|_, _| partners::remove_note(id));
    view! {
        <li class="learning">
            <div>
                <span dir="auto">{text}</span>
                <span class="quiet-line">{when}</span>
            </div>
            <RemoveButton label="Remove this note" on_remove=Callback::new(remove) />
        </li>
    }
    .into_any()
}
