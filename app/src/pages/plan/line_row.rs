//! One line: when, what, where, done or not, and a way to change it.

use domain::planning::week::{Line, LineState};
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::line_fields::line_fields;
use super::model::{about, when};
use super::page::Page;
use crate::actions::plan;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};

pub(super) fn line_row(page: Page, id: RecordId) -> AnyView {
    let session = page.session;
    let line = Memo::new(move |_| {
        page.week.with(|week| {
            let mut lines = week.lines.iter();
            lines.find(|line| line.id == id).cloned()
        })
    });
    let is_open = RwSignal::new(false);
    let state = move || line.with(|line| line.as_ref().map(|line| line.state));
    let is_done = move || matches!(state(), Some(LineState::Done(_)));
    let name = move || {
        line.with(|line| {
            line.as_ref()
                .map_or_else(String::new, |line| line.action.text.clone())
        })
    };
    let toggle = move |_| {
        let is_open = untrack(state) == Some(LineState::Open);
        session.perform(|journal, moment| {
            if is_open {
                plan::finish(journal, moment, id)
            } else {
                plan::reopen(journal, id)
            }
        });
    };
    view! {
        <li class="due plan-line" class:plan-line--settled=move || state() != Some(LineState::Open)>
            <div class="due__text">{live(move || line.get().map(|line| words(page, line)))}</div>
            <span class="due__when">
                {live(move || line.get().map(|line| when(&line, session.today())))}
            </span>
            <div class="due__actions">
                <button
                    type="button"
                    class="btn btn--small"
                    aria-pressed=move || is_done().to_string()
                    aria-label=move || format!("Done: {}", name())
                    on:click=toggle
                >
                    <Icon name="check" />
                    {live(move || if state() == Some(LineState::LetGo) { "Reopen" } else { "Done" })}
                </button>
                <button
                    type="button"
                    class="btn btn--small btn--quiet"
                    aria-expanded=move || is_open.get().to_string()
                    aria-label=move || format!("Change: {}", name())
                    on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
                >
                    <Icon name="edit" />
                    "Change"
                </button>
            </div>
            <Show when=move || is_open.get()>
                <div class="due__draft stack">{line_fields(page, id, line)}</div>
            </Show>
        </li>
    }
    .into_any()
}

/// What it says, with a way to what it is about.
fn words(page: Page, line: Line) -> AnyView {
    let about = page.session.read(|journal| about(journal, &line));
    let address = match (&line.planned, line.action.opportunity) {
        (Some(planned), _) => Some(format!("/people/{}?write={}", planned.person, planned.id)),
        (None, Some(opportunity)) => Some(format!("/search/{opportunity}")),
        (None, None) => None,
    };
    let text = line.action.text.clone();
    let what = match address {
        Some(address) => view! {
            <a class="due__what" href=address dir="auto">
                {text}
            </a>
        }
        .into_any(),
        None => view! {
            <span class="due__what" dir="auto">
                {text}
            </span>
        }
        .into_any(),
    };
    let let_go = (line.state == LineState::LetGo).then_some("Let go");
    view! {
        {what}
        <span class="due__about" dir="auto">
            {about}
        </span>
        <span class="due__about">{let_go}</span>
    }
    .into_any()
}
