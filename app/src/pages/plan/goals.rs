//! Goals of action, in the person's own words, with what was counted this week.

use domain::model::goal::Goal;
use domain::planning::week::{GoalLine, goals_of_week};
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::model::goal_words;
use super::page::Page;
use crate::actions::goals::{self, COUNTS, count_of, number_of};
use crate::components::field::{Select, TextField};
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::saved::saved_line;

pub(super) fn goals(page: Page) -> AnyView {
    let session = page.session;
    let lines = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| goals_of_week(journal, now, page.monday))
    });
    let ids = Memo::new(move |_| {
        lines.with(|lines| lines.iter().map(|line| line.id).collect::<Vec<_>>())
    });
    // A week that is over takes no new goal; without one there is nothing to show.
    let is_shown = move || !page.is_over() || !ids.with(Vec::is_empty);
    view! {
        <Show when=is_shown>
            <section aria-labelledby="goals-title">
                <h2 id="goals-title">"Goals"</h2>
                <Show
                    when=move || !ids.with(Vec::is_empty)
                    fallback=|| {
                        view! {
                            <p class="quiet-line">"A goal is something you do, such as “talk to two people a week”. How others answer isn’t part of it."</p>
                        }
                            .into_any()
                    }
                >
                    <ul class="due-list">
                        <For each=move || ids.get() key=|id| *id children=move |id| row(page, id, lines) />
                    </ul>
                    <p class="field__hint">
                        "Counted from what is in your search: people you wrote to, applications by the day they went out, lines and practice by the day they were done."
                    </p>
                </Show>
                <Show when=move || !page.is_over()>{add(page)}</Show>
            </section>
        </Show>
    }
    .into_any()
}

fn row(page: Page, id: RecordId, lines: Memo<Vec<GoalLine>>) -> AnyView {
    let session = page.session;
    let line = move || {
        lines.with(|lines| {
            let mut lines = lines.iter();
            lines.find(|line| line.id == id).cloned()
        })
    };
    let words = move || {
        let is_now = session.today().monday() == page.monday;
        line().map(|line| goal_words(&line, is_now))
    };
    let text = move || line().map(|line| line.goal.text).unwrap_or_default();
    let is_open = RwSignal::new(false);
    view! {
        <li class="due">
            <div class="due__text">
                <span class="due__what" dir="auto">
                    {live(text)}
                </span>
                <span class="due__about">{live(words)}</span>
            </div>
            <div class="due__actions">
                <button
                    type="button"
                    class="btn btn--small btn--quiet"
                    aria-expanded=move || is_open.get().to_string()
                    aria-label=move || format!("Change: {}", text())
                    on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
                >
                    <Icon name="edit" />
                    "Change"
                </button>
                <button
                    type="button"
                    class="btn btn--small btn--quiet"
                    aria-label=move || format!("Set aside: {}", text())
                    on:click=move |_| session.perform(|journal, moment| goals::set_aside(journal, moment, id))
                >
                    "Set aside"
                </button>
            </div>
            <Show when=move || is_open.get()>
                <div class="due__draft">{fields(page, id, lines)}</div>
            </Show>
        </li>
    }
    .into_any()
}

/// The words and the number of a goal, saved as they are typed.
fn fields(page: Page, id: RecordId, lines: Memo<Vec<GoalLine>>) -> AnyView {
    let field = move |name: &'static str,
                      label,
                      kind,
                      read: fn(&Goal) -> String,
                      write: fn(&mut Goal, String)| {
        let kept = Signal::derive(move || {
            lines.with(|lines| {
                let mut lines = lines.iter();
                let line = lines.find(|line| line.id == id);
                line.map_or_else(String::new, |line| read(&line.goal))
            })
        });
        let save = Callback::new(move |text: String| {
            page.session
                .perform_quietly(|journal, _| goals::change(journal, id, |goal| write(goal, text)));
        });
        saved_line(format!("goal-{name}-{id}"), label, kind, kept, save)
    };
    let number = |goal: &Goal| {
        goal.a_week
            .map(|number| number.to_string())
            .unwrap_or_default()
    };
    view! {
        <div class="field-row">
            {field("text", "In your own words", "text", |goal| goal.text.clone(), |goal, text| {
                if !text.trim().is_empty() {
                    text.trim().clone_into(&mut goal.text);
                }
            })}
            {field("number", "How many a week", "number", number, |goal, text| goal.a_week = number_of(&text))}
        </div>
    }
    .into_any()
}

fn add(page: Page) -> AnyView {
    let session = page.session;
    let [text, number, counts] = [(); 3].map(|()| RwSignal::new(String::new()));
    let draft = FormDraft::new(
        "goal",
        vec![
            ("text", text.into()),
            ("number", number.into()),
            ("counts", counts.into()),
        ],
    );
    let options: Vec<(String, String)> = std::iter::once(("", "Don’t count"))
        .chain(COUNTS.map(|(_, word, name)| (word, name)))
        .map(|(word, name)| (word.to_owned(), name.to_owned()))
        .collect();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (a_week, counted) = (
            number_of(&number.get_untracked()),
            count_of(&counts.get_untracked()),
        );
        let edit =
            session.edit_of(|_, moment| goals::add(moment, &text.get_untracked(), a_week, counted));
        if edit.is_empty() {
            return session.announce("Write the goal in your own words first.");
        }
        session.commit(edit);
        for field in [text, number, counts] {
            field.set(String::new());
        }
        draft.done();
    };
    view! {
        <details class="disclosure" open=move || draft.was_filled()>
            <summary>"Set a goal"</summary>
            <form class="stack" on:submit=submit>
                {draft.line()}
                <TextField id="goal-text" label="In your own words" value=text />
                <div class="field-row">
                    <TextField id="goal-number" label="How many a week" kind="number" value=number hint="Only if you want a number." />
                    <Select id="goal-counts" label="Count" options=Signal::stored(options) value=counts />
                </div>
                <p>
                    <button type="submit" class="btn">
                        <Icon name="add" />
                        "Set this goal"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}
