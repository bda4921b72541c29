//! Things to do that are not up today: a form that adds one, and the list of all others.

use domain::values::date::Date;
use leptos::prelude::*;

use super::model::{Day, TodoLine};
use crate::actions::todos;
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::into_plan::{Plannable, into_plan};
use crate::components::live::live;
use crate::session::{Session, session};

/// The form, and what else is to do.
#[component]
pub(super) fn Todos(day: Memo<Day>) -> impl IntoView {
    let session = session();
    let (text, due) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let draft = FormDraft::new("todo", vec![("text", text.into()), ("due", due.into())]);
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = text.get_untracked();
        if words.trim().is_empty() {
            return;
        }
        let due = Date::parse(&due.get_untracked()).ok();
        session.perform(|_, moment| todos::add(moment, None, &words, due));
        text.set(String::new());
        draft.done();
    };
    view! {
        <details class="disclosure" open=move || draft.was_filled()>
            <summary>"Add something to do"</summary>
            <form class="stack" on:submit=add>
                {draft.line()}
                <TextField id="todo-text" label="What" value=text />
                <TextField id="todo-due" label="When" kind="date" value=due hint="Without a date, it’s for today." />
                <p>
                    <button type="submit" class="btn btn--small">
                        <Icon name="add" />
                        "Add to-do"
                    </button>
                </p>
            </form>
        </details>
        {live(move || others(session, day.with(|day| day.others.clone())))}
    }
    .into_any()
}

fn others(session: Session, lines: Vec<TodoLine>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let title = format!("Everything else to do ({})", lines.len());
    let rows = lines
        .into_iter()
        .map(|line| row(session, line))
        .collect_view();
    view! {
        <details class="disclosure">
            <summary>{title}</summary>
            <ul class="due-list">{rows}</ul>
        </details>
    }
    .into_any()
}

fn row(session: Session, line: TodoLine) -> AnyView {
    let id = line.id;
    let label = format!("Done: {}", line.text);
    let about = line.text.clone();
    view! {
        <li class="due">
            <div class="due__text">
                <span class="due__what" dir="auto">
                    {line.text}
                </span>
                <span class="due__about" dir="auto">
                    {line.about}
                </span>
            </div>
            <span class="due__when">{line.when}</span>
            <div class="due__actions">
                {into_plan(session, Plannable::Todo(id), about)}
                <button
                    type="button"
                    class="btn btn--small"
                    aria-label=label
                    on:click=move |_| session.perform(|journal, moment| todos::finish(journal, moment, id))
                >
                    <Icon name="check" />
                    "Done"
                </button>
            </div>
        </li>
    }
    .into_any()
}
