//! A learning note: its words, its link, and its fields, which save themselves.

use domain::model::learning_note::LearningNote;
use domain::values::id::RecordId;
use domain::values::link::SafeLink;
use leptos::prelude::*;

use super::rows::lines;
use crate::actions::learning_notes;
use crate::components::live::{Show, live};
use crate::components::remove_button::RemoveButton;
use crate::components::saved::{saved_area, saved_line};
use crate::session::Session;

/// A text of a note.
type NoteText = fn(&mut LearningNote) -> &mut String;

/// The note as a row. Its words follow what is kept, so that its fields can be edited below them.
pub(super) fn note_row(session: Session, id: RecordId) -> AnyView {
    let kept = Memo::new(move |_| {
        session.read(|journal| {
            journal
                .learning_notes()
                .get(id)
                .cloned()
                .unwrap_or_default()
        })
    });
    let is_editing = RwSignal::new(false);
    let is_aside = move || kept.with(|note| note.set_aside_on.is_some());
    let edit = move |_| is_editing.update(|is_editing| *is_editing = !*is_editing);
    let set_aside = move |_| {
        session.perform(|journal, moment| learning_notes::set_aside(journal, moment, id));
    };
    view! {
        <li class="learning" class:learning--done=is_aside>
            <div>
                {live(move || kept.with(words))}
                <div class="cluster">
                    <button
                        type="button"
                        class="btn btn--small btn--quiet"
                        aria-expanded=move || is_editing.get().to_string()
                        on:click=edit
                    >
                        "Edit"
                    </button>
                    <button type="button" class="btn btn--small btn--quiet" on:click=set_aside>
                        {live(move || if is_aside() { "Use it again" } else { "Set aside" })}
                    </button>
                </div>
                <Show when=move || is_editing.get()>{fields(session, id, kept)}</Show>
            </div>
            <span class="learning__origin"></span>
            <RemoveButton
                label=move || kept.with(|note| format!("Remove the note: {}", note.text))
                on_remove=move || session.perform(|_, _| learning_notes::remove(id))
            />
        </li>
    }
    .into_any()
}

/// What it is, what it is good for, and its link where that is safe to follow.
fn words(note: &LearningNote) -> AnyView {
    let good_for = note.good_for.trim();
    let good_for = (!good_for.is_empty()).then(|| lines(&[("Good for", good_for.to_owned())]));
    let link = SafeLink::parse(&note.link).ok().map(|link| {
        view! {
            <a href=link.as_str().to_owned() target="_blank" rel="noopener noreferrer nofollow">
                {link.host()}
                <span class="vh">"opens in a new tab"</span>
            </a>
        }
    });
    // A link that cannot be followed is still what the person wrote.
    let text = link.is_none().then(|| note.link.clone());
    view! {
        <span dir="auto">{note.text.clone()}</span>
        {good_for}
        {link}
        {text}
    }
    .into_any()
}

fn fields(session: Session, id: RecordId, kept: Memo<LearningNote>) -> AnyView {
    let shown = move |text: NoteText| Signal::derive(move || text(&mut kept.get()).clone());
    let save = move |text: NoteText| {
        Callback::new(move |written: String| {
            session.perform_quietly(|journal, _| {
                learning_notes::change(journal, id, |note| *text(note) = written)
            });
        })
    };
    let text: NoteText = |note| &mut note.text;
    let good_for: NoteText = |note| &mut note.good_for;
    let link: NoteText = |note| &mut note.link;
    view! {
        <div class="stack">
            {saved_area(format!("note-text-{id}"), "What it is", 2, "", shown(text), save(text))}
            {saved_area(
                format!("note-good-for-{id}"),
                "What it’s good for",
                2,
                "",
                shown(good_for),
                save(good_for),
            )}
            {saved_line(format!("note-link-{id}"), "Link", "text", shown(link), save(link))}
        </div>
    }
    .into_any()
}
