//! A beginning for the week, suggested from what the search holds. Nothing is planned until it is
//! taken.

use domain::planning::week::{Suggestion, suggested};
use domain::state::edit::Edit;
use leptos::prelude::*;

use super::page::Page;
use crate::actions::plan::{day_words, line_for_suggestion, part_word, words_of};
use crate::components::icon::Icon;
use crate::components::live::{Show, live};

/// The suggestions, each with its day; nothing for a week that has lines enough.
pub(super) fn suggestions(page: Page) -> AnyView {
    let session = page.session;
    let offered = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| suggested(journal, now, page.monday))
    });
    let title = move || {
        if page.week.with(|week| week.lines.is_empty()) {
            "A week to start with"
        } else {
            "More, if you like"
        }
    };
    view! {
        <Show when=move || !offered.with(Vec::is_empty)>
            <section aria-labelledby="suggested-title">
                <h2 id="suggested-title">{live(title)}</h2>
                <p class="quiet-line">
                    "Ideas for your week. Nothing is planned until you choose it, and every line can be changed."
                </p>
                {live(move || list(page, offered.get()))}
            </section>
        </Show>
    }
    .into_any()
}

fn list(page: Page, offered: Vec<Suggestion>) -> AnyView {
    let session = page.session;
    let all = offered.clone();
    let take_all = move |_| {
        session.perform(|journal, moment| {
            let nothing = Edit::new("In your plan");
            all.iter().fold(nothing, |edit, suggestion| {
                edit.and(line_for_suggestion(journal, moment, suggestion))
            })
        });
    };
    let whole = (offered.len() > 1).then(|| {
        view! {
            <p>
                <button type="button" class="btn" on:click=take_all>
                    {format!("Add all {}", offered.len())}
                </button>
            </p>
        }
    });
    let rows = offered.into_iter().map(|suggestion| row(page, suggestion));
    let rows: Vec<AnyView> = rows.collect();
    view! {
        <div class="stack">
            <ul class="due-list">{rows}</ul>
            {whole}
        </div>
    }
    .into_any()
}

fn row(page: Page, suggestion: Suggestion) -> AnyView {
    let session = page.session;
    let today = session.today();
    let text = session.read(|journal| words_of(journal, &suggestion.source));
    let day = day_words(suggestion.on, today);
    let when = format!("{day}, {}", part_word(Some(suggestion.part)));
    let label = format!("Add to my plan: {text}");
    let take = move |_| {
        session.perform(|journal, moment| line_for_suggestion(journal, moment, &suggestion));
    };
    view! {
        <li class="due">
            <div class="due__text">
                <span class="due__what" dir="auto">
                    {text}
                </span>
            </div>
            <span class="due__when">{when}</span>
            <div class="due__actions">
                <button type="button" class="btn btn--small" aria-label=label on:click=take>
                    <Icon name="add" />
                    "Add to my plan"
                </button>
            </div>
        </li>
    }
    .into_any()
}
