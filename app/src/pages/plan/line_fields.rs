//! The fields of a line, saved as they are typed, and where it can go.

use domain::exchange::icalendar::of_line;
use domain::model::action::Action;
use domain::model::goal::GoalCount;
use domain::planning::week::Line;
use domain::values::date::{Date, clock_time};
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::model::minute_of;
use super::page::Page;
use crate::actions::plan::{self, PARTS, part_of, part_word};
use crate::components::calendar_links::CalendarLinks;
use crate::components::choice::Choice;
use crate::components::field::{Select, follow_text};
use crate::components::live::live;
use crate::components::saved::saved_line;

/// A field: what it shows, and how it is written.
type Read = fn(&Action) -> String;
type Write = fn(&mut Action, String);

pub(super) fn line_fields(page: Page, id: RecordId, line: Memo<Option<Line>>) -> AnyView {
    let field = move |name: &'static str,
                      label: &'static str,
                      kind: &'static str,
                      read: Read,
                      write: Write| {
        let kept = Signal::derive(move || {
            line.with(|line| {
                line.as_ref()
                    .map_or_else(String::new, |line| read(&line.action))
            })
        });
        let save = Callback::new(move |text: String| {
            page.session.perform_quietly(|journal, moment| {
                plan::change_line(journal, moment.now(), id, "Plan changed", |line| {
                    write(line, text)
                })
            });
        });
        saved_line(format!("line-{name}-{id}"), label, kind, kept, save)
    };
    let is_touch =
        line.with_untracked(|line| line.as_ref().is_some_and(|line| line.planned.is_some()));
    // What is written to somebody is said by its occasion.
    let what = (!is_touch).then(|| {
        field(
            "text",
            "What",
            "text",
            |line| line.text.clone(),
            |line, text| {
                if !text.trim().is_empty() {
                    text.trim().clone_into(&mut line.text);
                }
            },
        )
    });
    view! {
        {what}
        <div class="field-row field-row--short">
            {day(page, id, line)}
            {field("at", "Time", "time", |line| line.at.map(clock_time).unwrap_or_default(), |line, text| line.at = minute_of(&text))}
            {part(page, id, line)}
        </div>
        {field("place", "Where", "text", |line| line.place.clone(), |line, text| text.trim().clone_into(&mut line.place))}
        <div class="field-row">
            {field("if", "If this gets in the way …", "text", |line| line.if_this.clone(), |line, text| text.trim().clone_into(&mut line.if_this))}
            {field("then", "… then I will", "text", |line| line.then_that.clone(), |line, text| text.trim().clone_into(&mut line.then_that))}
        </div>
        {live(move || goal(page, id, line))}
        {practice(page, id, line)}
        {ways_out(page, id, line)}
    }
    .into_any()
}

/// The day. It may lead into another week, so it is said where the line goes.
fn day(page: Page, id: RecordId, line: Memo<Option<Line>>) -> AnyView {
    let kept = Signal::derive(move || {
        let on = line.with(|line| line.as_ref().and_then(|line| line.on));
        on.map(|on| on.to_string()).unwrap_or_default()
    });
    let save = Callback::new(move |text: String| {
        let day = Date::parse(&text).ok();
        if day.is_none() && !text.is_empty() {
            return;
        }
        let today = page.session.day_of_writing();
        let name = day.map_or_else(
            || "Planned for any day".to_owned(),
            |day| format!("Planned for {}", plan::day_words(day, today)),
        );
        page.session.perform(|journal, moment| {
            plan::change_line(journal, moment.now(), id, &name, |line| line.due = day)
        });
    });
    saved_line(format!("line-day-{id}"), "Day", "date", kept, save)
}

fn part(page: Page, id: RecordId, line: Memo<Option<Line>>) -> AnyView {
    let value = follow_text(move || {
        let part = line.with(|line| line.as_ref().and_then(|line| line.action.part));
        part_word(part).to_owned()
    });
    let options = || {
        let parts = PARTS.iter();
        let parts = parts.map(|(_, word, shown)| ((*word).to_owned(), (*shown).to_owned()));
        std::iter::once((String::new(), "Any time".to_owned()))
            .chain(parts)
            .collect::<Vec<_>>()
    };
    let save = Callback::new(move |word: String| {
        page.session.perform_quietly(|journal, moment| {
            plan::change_line(journal, moment.now(), id, "Plan changed", |line| {
                line.part = part_of(&word)
            })
        });
    });
    view! { <Select id=format!("line-part-{id}") label="Part of the day" options=Signal::derive(options) value=value on_change=save /> }
        .into_any()
}

/// The goal it serves, where there is one that counts lines.
fn goal(page: Page, id: RecordId, line: Memo<Option<Line>>) -> AnyView {
    let goals: Vec<(String, String)> = page.session.read(|journal| {
        let goals = journal.goals().iter();
        let goals = goals
            .filter(|(_, goal)| goal.ended_on.is_none() && goal.counts == Some(GoalCount::Lines));
        goals
            .map(|(id, goal)| (id.to_string(), goal.text.clone()))
            .collect()
    });
    if goals.is_empty() {
        return ().into_any();
    }
    let value = follow_text(move || {
        let goal = line.with(|line| line.as_ref().and_then(|line| line.action.goal));
        goal.map(|goal| goal.to_string()).unwrap_or_default()
    });
    let none = std::iter::once((String::new(), "No goal".to_owned()));
    let options: Vec<_> = none.chain(goals).collect();
    let save = Callback::new(move |word: String| {
        page.session.perform_quietly(|journal, moment| {
            plan::change_line(journal, moment.now(), id, "Plan changed", |line| {
                line.goal = RecordId::parse(&word);
            })
        });
    });
    view! { <Select id=format!("line-goal-{id}") label="Goal" options=Signal::stored(options) value=value on_change=save /> }
        .into_any()
}

fn practice(page: Page, id: RecordId, line: Memo<Option<Line>>) -> AnyView {
    let checked = Signal::derive(move || {
        line.with(|line| line.as_ref().is_some_and(|line| line.action.is_practice))
    });
    let save = Callback::new(move |is_practice| {
        page.session.perform_quietly(|journal, moment| {
            plan::change_line(journal, moment.now(), id, "Plan changed", |line| {
                line.is_practice = is_practice;
            })
        });
    });
    view! { <Choice label="This is practice" checked=checked on_change=save /> }.into_any()
}

/// The line into a calendar, where it has a day.
fn calendar(page: Page, line: Option<Line>) -> Option<AnyView> {
    let entry = page.session.read(|journal| of_line(journal, &line?))?;
    let menu = view! {
        <details class="menu">
            <summary class="btn btn--small btn--quiet">"Calendar"</summary>
            <div class="menu__list">
                <CalendarLinks entry=entry />
            </div>
        </details>
    };
    Some(menu.into_any())
}

/// Another week, let go, or out of the plan.
fn ways_out(page: Page, id: RecordId, line: Memo<Option<Line>>) -> AnyView {
    let Page {
        session, monday, ..
    } = page;
    let this = session.today().monday();
    let (name, to) = if monday == this {
        ("Next week", this.plus_days(7))
    } else {
        ("This week", this)
    };
    view! {
        <div class="cluster">
            <button
                type="button"
                class="btn btn--small"
                on:click=move |_| session.perform(|journal, moment| plan::carry_to(journal, moment, id, to))
            >
                {name}
            </button>
            <button
                type="button"
                class="btn btn--small"
                on:click=move |_| session.perform(|journal, moment| plan::let_go(journal, moment, id))
            >
                "Let go"
            </button>
            <button
                type="button"
                class="btn btn--small btn--quiet"
                on:click=move |_| session.perform(|journal, _| plan::take_out(journal, id))
            >
                "Remove from the plan"
            </button>
            {live(move || calendar(page, line.get()))}
        </div>
    }
    .into_any()
}
