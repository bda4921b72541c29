//! Notes of partners that were not read yet: who, what they wrote, and one tap to put each away.

use domain::journal::Journal;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::partners;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::remove_button::RemoveButton;
use crate::session::Session;

/// A note: its id, whose page it was left on, what it says.
type Note = (RecordId, Option<(RecordId, String)>, String);

fn unread(journal: &Journal) -> Vec<Note> {
    let notes = journal.share_notes().iter();
    let unread = notes.filter(|(_, note)| note.read_on.is_none() && !note.text.trim().is_empty());
    unread
        .map(|(id, note)| {
            let share = note.share.and_then(|share| {
                let name = journal.shares().get(share)?.name.clone();
                Some((share, name))
            });
            (id, share, note.text.clone())
        })
        .collect()
}

/// The notes, or nothing.
pub(super) fn partner_notes(session: Session) -> AnyView {
    let notes = Memo::new(move |_| session.read(unread));
    live(move || {
        let notes = notes.get();
        (!notes.is_empty()).then(|| {
            let rows = notes.into_iter().map(|note| row(session, note));
            view! {
                <section aria-labelledby="partner-notes">
                    <h2 id="partner-notes">"A note for you"</h2>
                    <ul class="due-list">{rows.collect_view()}</ul>
                </section>
            }
            .into_any()
        })
    })
}

fn row(session: Session, (id, share, text): Note) -> AnyView {
    let from = share.map(|(share, name)| {
        view! {
            <a class="due__about" href=format!("/partners/{share}") dir="auto">
                {name}
            </a>
        }
    });
    let remove = move |()| session.perform(|_, _| partners::remove_note(id));
    view! {
        <li class="due">
            <div class="due__text">
                <span class="due__what" dir="auto">{text}</span>
                {from}
            </div>
            <div class="due__actions">
                <button
                    type="button"
                    class="btn btn--small"
                    on:click=move |_| session.perform(|journal, moment| partners::read_note(journal, moment, id))
                >
                    <Icon name="check" />
                    "Read"
                </button>
                <RemoveButton label="Remove this note" on_remove=Callback::new(remove) />
            </div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::model::share::{Share, ShareNote};

    use super::*;
    use crate::actions::testing::{apply, at_noon, journal_after, record};

    #[test]
    fn a_note_is_on_today_until_it_was_read() {
        let [maya, first, empty] = [1, 2, 3].map(RecordId::fixed);
        let share = Share {
            name: "Maya".into(),
            ..Share::default()
        };
        let note = |text: &str| ShareNote {
            share: Some(maya),
            text: text.into(),
            ..ShareNote::default()
        };
        let journal = journal_after(&[
            record(maya, &share),
            record(first, &note("Well done")),
            record(empty, &note("  ")),
        ]);
        let shown = (
            first,
            Some((maya, "Maya".to_owned())),
            "Well done".to_owned(),
        );
        assert_eq!(unread(&journal), [shown]);
        let edit = at_noon(|moment| partners::read_note(&journal, moment, first));
        assert!(unread(&apply(&journal, &edit)).is_empty());
    }
}
