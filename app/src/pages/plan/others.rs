//! What else there is on the page: things to do in no plan, earlier weeks, a calendar file, the
//! practices behind it.

use domain::exchange::icalendar::{of_line, write};
use domain::planning::week::weeks_planned;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::model::{open_todos, week_words};
use super::page::Page;
use crate::components::icon::Icon;
use crate::components::into_plan::{Plannable, into_plan};
use crate::components::live::{Show, live};

/// Open things to do that are in no plan, each into it by one tap.
pub(super) fn todos(page: Page) -> AnyView {
    let session = page.session;
    let todos = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| open_todos(journal, now))
    });
    let row = move |(id, text, when): (RecordId, String, String)| {
        view! {
            <li class="due">
                <div class="due__text">
                    <span class="due__what" dir="auto">
                        {text.clone()}
                    </span>
                </div>
                <span class="due__when">{when}</span>
                <div class="due__actions">{into_plan(session, Plannable::Todo(id), text)}</div>
            </li>
        }
        .into_any()
    };
    view! {
        <Show when=move || !todos.with(Vec::is_empty) && !page.is_over()>
            <details class="disclosure">
                <summary>{live(move || format!("Other things to do ({})", todos.with(Vec::len)))}</summary>
                <ul class="due-list">{live(move || todos.get().into_iter().map(row).collect_view())}</ul>
            </details>
        </Show>
    }
    .into_any()
}

/// The weeks before, to read.
pub(super) fn earlier(page: Page) -> AnyView {
    let session = page.session;
    let weeks = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| weeks_planned(journal, now))
    });
    let row = move |monday: Date| {
        let words = week_words(monday, session.today());
        let is_here = (monday == page.monday).then_some("page");
        view! {
            <li>
                <a href=format!("/plan?week={monday}") aria-current=is_here>
                    {words}
                </a>
            </li>
        }
        .into_any()
    };
    view! {
        <Show when=move || !weeks.with(Vec::is_empty)>
            <details class="disclosure" open=move || page.is_over()>
                <summary>"Earlier weeks"</summary>
                <ul class="plan-weeks">{live(move || weeks.get().into_iter().map(row).collect_view())}</ul>
            </details>
        </Show>
    }
    .into_any()
}

/// The week as a calendar file, and the practices behind the page.
pub(super) fn foot(page: Page) -> AnyView {
    let session = page.session;
    let entries = move || {
        let lines = page.week.with(|week| week.lines.clone());
        session.read(|journal| {
            let entries = lines.iter().filter_map(|line| of_line(journal, line));
            entries.collect::<Vec<_>>()
        })
    };
    let download = move |_| {
        let entries = untrack(entries);
        session.with_platform(|platform| {
            let offset_of = |zone: &str, ms: u64| platform.zone_offset(zone, ms);
            let text = write("One Yes", &platform.zone(), &entries, &offset_of);
            platform.download("one-yes-week.ics", "text/calendar", &text);
        });
        session.toast(
            "Calendar file ready. Open it to add the dates.".into(),
            false,
        );
    };
    view! {
        <p class="cluster">
            {live(move || {
                (!entries().is_empty())
                    .then(|| {
                        view! {
                            <button type="button" class="btn btn--small" on:click=download>
                                <Icon name="calendar" />
                                "Week as a calendar file"
                            </button>
                        }
                    })
            })}
            <a href="/method/persist">"Why plan a week"</a>
            <a href="/method/goals-partner">"Goals, and a partner"</a>
        </p>
    }
    .into_any()
}
