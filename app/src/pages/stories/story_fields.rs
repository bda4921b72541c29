//! One story: its fields, which save as they are typed, and what can be done with it.

use domain::model::story::Story;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::model::suggestion;
use crate::actions::stories::{self, told_words};
use crate::components::live::live;
use crate::components::remove_button::RemoveButton;
use crate::components::saved::{saved_area, saved_line};
use crate::session::Session;

/// A text of a story: the word its field's id begins with, its label, its hint, and where it is.
type Line = (
    &'static str,
    &'static str,
    &'static str,
    fn(&mut Story) -> &mut String,
);

const LINES: [Line; 4] = [
    ("situation", "The situation", "", |story| {
        &mut story.situation
    }),
    ("did", "What I did", "", |story| &mut story.did),
    (
        "result",
        "The result, with a number",
        "Two days a week saved for 40 people.",
        |story| &mut story.result,
    ),
    (
        "shows",
        "What it shows",
        "The skills a posting might ask for. Prepare checks the posting for them.",
        |story| &mut story.answers,
    ),
];

/// A story, folded once it is written down, unless it is the one asked for.
pub(super) fn story(session: Session, id: RecordId, asked: Memo<Option<RecordId>>) -> AnyView {
    let kept = Memo::new(move |_| {
        session.read(|journal| journal.stories().get(id).cloned().unwrap_or_default())
    });
    let is_new = kept.with_untracked(|story| story.result.trim().is_empty());
    let is_open = is_new || asked.get_untracked() == Some(id);
    let keep = move |text: fn(&mut Story) -> &mut String, written: String| {
        session.perform_quietly(|journal, _| {
            stories::change(journal, id, |story| *text(story) = written)
        });
    };
    let title = Signal::derive(move || kept.with(|story| story.title.clone()));
    let save_title = move |written: String| keep(|story| &mut story.title, written);
    let fields = LINES.map(|(word, label, hint, text)| {
        let shown = Signal::derive(move || text(&mut kept.get()).clone());
        let save = Callback::new(move |written| keep(text, written));
        saved_area(format!("{word}-{id}"), label, 2, hint, shown, save)
    });
    let told = move || {
        let today = session.today();
        session.read(|journal| told_words(journal, id, today))
    };
    let name = move || kept.with(|story| story.name().to_owned());
    let is_aside = move || kept.with(|story| story.retired_on.is_some());
    view! {
        <section class="card" aria-labelledby=format!("story-{id}")>
            <div class="split">
                <h2 id=format!("story-{id}") dir="auto">
                    {live(name)}
                </h2>
                <RemoveButton
                    label=move || format!("Remove the story: {}", name())
                    on_remove=move || session.perform(|_, _| stories::remove(id))
                />
            </div>
            <p dir="auto">{live(move || kept.with(|story| story.result.clone()))}</p>
            <p class="field__hint" dir="auto">{live(told)}</p>
            <details class="why" open=is_open>
                <summary>"Edit"</summary>
                <div class="stack">
                    {saved_line(format!("title-{id}"), "Name", "text", title, Callback::new(save_title))}
                    {fields.into_iter().collect_view()}
                    <p class="field__hint" role="status">
                        {live(move || kept.with(|story| suggestion(&story.result)))}
                    </p>
                </div>
            </details>
            <button
                type="button"
                class="btn btn--small btn--quiet"
                on:click=move |_| {
                    session.perform(|journal, moment| stories::set_aside(journal, moment, id));
                }
            >
                {live(move || if is_aside() { "Use it again" } else { "Set aside" })}
            </button>
        </section>
    }
    .into_any()
}
