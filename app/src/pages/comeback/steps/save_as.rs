//! The buttons that save an answer for next time: pressed is saved, pressed again takes it back.

use domain::tone::despair::sounds_like_despair;
use leptos::prelude::*;

use crate::actions::reviews::ReviewQuestion;
use crate::actions::saved_answers::{SaveAs, is_saved, save, story_of, take_back};
use crate::components::live::live;
use crate::session::Session;

/// Whether a text is offered as something to save: words that sound like despair are not something
/// to learn from.
pub(super) fn can_be_saved(text: &str) -> bool {
    !text.trim().is_empty() && !sounds_like_despair(text)
}

/// A button for each thing an answer can be saved as, and a way to the story it became.
pub(super) fn save_as_buttons(
    session: Session,
    asked: ReviewQuestion<'static>,
    text: Signal<String>,
    first: SaveAs,
) -> AnyView {
    let others = SaveAs::ALL.into_iter().filter(|other| *other != first);
    let buttons = std::iter::once(first)
        .chain(others)
        .map(|save_as| button(session, asked, text, save_as))
        .collect_view();
    let story = move || {
        let story = session.read(|journal| story_of(journal, asked));
        story.map(|id| {
            view! { <a href=format!("/stories/{id}")>"Open the story: situation, what you did, result"</a> }
        })
    };
    view! {
        <div class="cluster" role="group" aria-label=format!("Save: {}", asked.question.title)>
            {buttons}
        </div>
        {live(story)}
    }
    .into_any()
}

fn button(
    session: Session,
    asked: ReviewQuestion<'static>,
    text: Signal<String>,
    save_as: SaveAs,
) -> AnyView {
    let saved = Memo::new(move |_| {
        text.with(|text| session.read(|journal| is_saved(journal, asked, save_as, text)))
    });
    let press = move |_| {
        let text = text.get_untracked();
        session.perform(|journal, _| {
            if saved.get_untracked() {
                take_back(journal, asked, save_as, &text)
            } else {
                save(journal, asked, save_as, &text)
            }
        });
    };
    view! {
        <button type="button" class="chip" aria-pressed=move || saved.get().to_string() on:click=press>
            {save_as.label()}
        </button>
    }
    .into_any()
}
