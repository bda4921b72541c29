//! The parts of the page that show what was noted before.

use domain::planning::preparation::{EarlierNote, StoryLine};
use domain::values::date::Date;
use leptos::prelude::*;

use super::model::note_title;
use super::page::Page;
use crate::actions::rounds;
use crate::actions::rounds::note_lines;
use crate::actions::stories::told_words;
use crate::actions::touches::name_of_person;
use crate::components::card::Card;
use crate::components::live::live;

/// The one thing to watch.
pub(super) fn focus(page: Page) -> AnyView {
    let words = move || {
        let focus = page.prepared.with(|prepared| prepared.focus.clone());
        match focus {
            Some((_, text)) => view! { <p class="lede" dir="auto">{text}</p> }.into_any(),
            None => {
                view! { <p>"One thing to watch is enough. Choose it, or write it down below."</p> }
                    .into_any()
            }
        }
    };
    view! {
        <Card name="focus" title="Your one focus" class="card card--ahead">
            {live(words)}
        </Card>
    }
    .into_any()
}

/// The stories to tell.
pub(super) fn stories(page: Page) -> AnyView {
    let session = page.session;
    let row = move |line: StoryLine| {
        let today = session.today();
        let told = session.read(|journal| told_words(journal, line.id, today));
        view! {
            <li class="learning">
                <div>
                    <strong dir="auto">{line.story.name().to_owned()}</strong>
                    <p dir="auto">{line.story.result.clone()}</p>
                    <p class="field__hint" dir="auto">{told}</p>
                </div>
            </li>
        }
        .into_any()
    };
    let rows = move || {
        let chosen = page.prepared.with(|prepared| {
            let stories = prepared.stories.iter().filter(|line| line.is_chosen);
            stories.cloned().collect::<Vec<_>>()
        });
        if chosen.is_empty() {
            return view! {
                <p>
                    "No story yet. "
                    <a href="/stories">"Write one down"</a>
                    ": the situation, what you did, the result."
                </p>
            }
            .into_any();
        }
        let rows = chosen.into_iter().map(row).collect_view();
        view! { <ul class="learning-list">{rows}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="stories-title">
            <h2 id="stories-title">"Stories to tell"</h2>
            {live(rows)}
        </section>
    }
    .into_any()
}

/// Questions that worked, each to be added to those of this round.
pub(super) fn questions_that_worked(page: Page) -> AnyView {
    let (worked, own) = page.prepared.with(|prepared| {
        (
            prepared.questions.clone(),
            prepared.chosen.questions.clone(),
        )
    });
    let offered = worked
        .into_iter()
        .filter(|text| !own.contains(text.as_str()));
    let buttons: Vec<AnyView> = offered
        .map(|text| {
            let (label, round) = (format!("Ask: {text}"), page.here.round);
            let add = move |_| {
                page.session.perform_quietly(|journal, _| {
                    rounds::prepare(journal, round, |chosen| {
                        let own = chosen.questions.trim_end();
                        chosen.questions = format!("{own}\n{text}").trim_start().to_owned();
                    })
                });
            };
            view! {
                <button type="button" class="btn btn--small" dir="auto" on:click=add>
                    {label}
                </button>
            }
            .into_any()
        })
        .collect();
    if buttons.is_empty() {
        return ().into_any();
    }
    view! {
        <p class="field__hint">"These worked before:"</p>
        <div class="cluster">{buttons}</div>
    }
    .into_any()
}

/// Whoever will be there, each with what was noted before, and the notes that name nobody.
pub(super) fn people(page: Page) -> AnyView {
    let session = page.session;
    let today = session.today();
    let (people, earlier) = page
        .prepared
        .with(|prepared| (prepared.people.clone(), prepared.earlier.clone()));
    let cards = people.into_iter().map(|person| {
        let name = session.read(|journal| name_of_person(journal, person.id));
        let role = session.read(|journal| {
            let person = journal.people().get(person.id);
            person.map(|person| person.role.clone()).unwrap_or_default()
        });
        view! {
            <li>
                <h3>
                    <a href=format!("/people/{}", person.id) dir="auto">
                        {name}
                    </a>
                </h3>
                <p dir="auto">{role}</p>
                {notes(person.notes, today)}
            </li>
        }
        .into_any()
    });
    let cards: Vec<AnyView> = cards.collect();
    let nobody = cards.is_empty().then(|| {
        view! {
            <p>
                "Nobody is named yet. "
                <a href=format!("/search/{}", page.here.opportunity)>"Add who will be there"</a>
                "."
            </p>
        }
    });
    view! {
        <section aria-labelledby="there-title">
            <h2 id="there-title">"Who will be there"</h2>
            {nobody}
            <ul class="learning-list">{cards}</ul>
            {notes(earlier, today)}
        </section>
    }
    .into_any()
}

/// Notes of earlier rounds.
fn notes(notes: Vec<EarlierNote>, today: Date) -> Vec<AnyView> {
    let note = |note: EarlierNote| {
        let lines = note_lines(&note.note, today)
            .into_iter()
            .map(|(name, text)| {
                view! {
                    <div>
                        <dt>{name}</dt>
                        <dd dir="auto">{text}</dd>
                    </div>
                }
                .into_any()
            });
        view! {
            <p class="field__hint" dir="auto">{note_title(&note, today)}</p>
            <dl class="facts">{lines.collect_view()}</dl>
        }
        .into_any()
    };
    notes.into_iter().map(note).collect()
}

/// A list under a heading, or nothing where it is empty.
pub(super) fn list(title: &'static str, lines: Vec<String>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let lines = lines
        .into_iter()
        .map(|line| view! { <li dir="auto">{line}</li> }.into_any());
    view! {
        <section>
            <h2>{title}</h2>
            <ul>{lines.collect_view()}</ul>
        </section>
    }
    .into_any()
}
