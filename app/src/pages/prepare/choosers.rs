//! Choosing another focus, and other stories. Their order stays while one is ticked.

use std::cmp::Reverse;

use domain::model::review::{Learning, LearningKind};
use domain::values::id::RecordId;
use domain::values::sort::sort_by_key;
use leptos::prelude::*;

use super::page::Page;
use crate::actions::{learnings, rounds};
use crate::components::choice::Choice;
use crate::components::field::LineForm;

/// Another focus: one of the learnings, or a new one.
pub(super) fn choose_focus(page: Page) -> AnyView {
    let Page {
        session,
        here,
        prepared,
    } = page;
    let focuses = Memo::new(move |_| prepared.with(|prepared| prepared.focuses.clone()));
    let chosen =
        Memo::new(move |_| prepared.with(|prepared| prepared.focus.as_ref().map(|(id, _)| *id)));
    let choose = move |id: RecordId| {
        session.perform_quietly(|journal, _| {
            rounds::prepare(journal, here.round, |prepared| prepared.focus = Some(id))
        });
    };
    let choice = move |(id, text): (RecordId, String)| {
        view! {
            <Choice
                name="focus-choice"
                label=text
                dir="auto"
                checked=Signal::derive(move || chosen.get() == Some(id))
                on_change=Callback::new(move |_| choose(id))
            />
        }
        .into_any()
    };
    view! {
        <details class="why">
            <summary>"Choose another focus"</summary>
            <div class="choices">
                <For each=move || focuses.get() key=|line| line.clone() children=choice />
            </div>
            {new_focus(page)}
        </details>
    }
    .into_any()
}

/// A focus that is written down here.
fn new_focus(page: Page) -> AnyView {
    let Page { session, here, .. } = page;
    let own = RwSignal::new(String::new());
    let add = move |text: String| {
        if text.is_empty() {
            return;
        }
        own.set(String::new());
        session.perform(|journal, moment| {
            let learning = Learning {
                kind: LearningKind::Focus,
                text,
                opportunity: Some(here.opportunity),
                ..Learning::default()
            };
            let kept = learnings::keep(moment, &learning);
            let id = kept.writes.first().map(|write| write.key.id);
            let chosen = rounds::prepare(journal, here.round, |prepared| prepared.focus = id);
            kept.and(chosen)
        });
    };
    view! {
        <LineForm
            id="new-focus"
            label="One thing to watch"
            button="Save"
            value=own
            about=here.round.to_string()
            on_submit=Callback::new(add)
        />
    }
    .into_any()
}

/// Other stories.
pub(super) fn choose_stories(page: Page) -> AnyView {
    let Page {
        session,
        here,
        prepared,
    } = page;
    let all = Memo::new(move |_| {
        let stories = prepared.with(|prepared| {
            let stories = prepared.stories.iter();
            let named = stories.map(|line| (line.id, line.story.name().to_owned()));
            named.collect::<Vec<_>>()
        });
        let mut stories = stories;
        sort_by_key(&mut stories, |(id, _)| Reverse(*id));
        stories
    });
    let chosen = Memo::new(move |_| {
        prepared.with(|prepared| {
            let chosen = prepared.stories.iter().filter(|line| line.is_chosen);
            chosen.map(|line| line.id).collect::<Vec<_>>()
        })
    });
    let choice = move |(id, name): (RecordId, String)| {
        let tick = move |is_in| {
            let mut stories = chosen.get_untracked();
            rounds::toggle(&mut stories, id, is_in);
            session.perform_quietly(|journal, _| {
                rounds::prepare(journal, here.round, |prepared| prepared.stories = stories)
            });
        };
        let is_chosen = Signal::derive(move || chosen.with(|chosen| chosen.contains(&id)));
        view! { <Choice label=name dir="auto" checked=is_chosen on_change=Callback::new(tick) /> }
            .into_any()
    };
    view! {
        <details class="why" hidden=move || all.with(Vec::is_empty)>
            <summary>"Choose other stories"</summary>
            <div class="choices">
                <For each=move || all.get() key=|line| line.clone() children=choice />
            </div>
        </details>
    }
    .into_any()
}
