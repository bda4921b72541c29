//! Learned: everything the reviews brought, by its use, to tick off. Counts come with their whole.

mod model;

use domain::model::review::LearningKind;
use leptos::prelude::*;

use crate::actions::learnings;
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::remove_button::RemoveButton;
use crate::components::ring::Ring;
use crate::session::{Session, session};

use model::{Pattern, Row, patterns, rows};

const GROUPS: [(LearningKind, &str); 4] = [
    (LearningKind::Focus, "Focus for the next interview"),
    (LearningKind::Improve, "To do differently"),
    (LearningKind::Keep, "Keep doing"),
    (LearningKind::Plan, "Plans"),
];

/// The page at `/learned`.
#[component]
pub fn Learned() -> impl IntoView {
    let session = session();
    let rows = Memo::new(move |_| session.read(rows));
    let patterns = Memo::new(move |_| session.read(patterns));
    let groups = move || {
        GROUPS
            .into_iter()
            .map(|(kind, title)| group(session, kind, title, rows))
            .collect_view()
    };
    view! {
        <div class="page">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Learned"</h1>
            </div>
            <p class="lede">"What every no left behind that is yours to keep. It comes back before your next interview."</p>
            {live(move || {
                rows.with(Vec::is_empty)
                    .then(|| {
                        view! {
                            <div class="empty">
                                <Ring percent=35 size="l" />
                                <p>"Nothing here yet. Your first review fills this page, or write down what you already know."</p>
                            </div>
                        }
                    })
            })}
            {live(groups)}
            <Add />
            {live(move || patterns_table(patterns.get()))}
        </div>
    }
    .into_any()
}

fn group(
    session: Session,
    kind: LearningKind,
    title: &'static str,
    rows: Memo<Vec<Row>>,
) -> AnyView {
    let mine = Memo::new(move |_| {
        rows.with(|rows| {
            rows.iter()
                .filter(|row| row.learning.kind == kind)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !mine.with(Vec::is_empty)>
            <section>
                <h2>{title}</h2>
                <ul class="learning-list">
                    <For
                        each=move || mine.get()
                        key=|row| (row.id, row.learning.done_on)
                        children=move |row| learning_row(session, row)
                    />
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

fn learning_row(session: Session, row: Row) -> AnyView {
    let Row {
        id,
        learning,
        origin,
    } = row;
    let is_done = learning.done_on.is_some();
    let tick = move |_| session.perform(|journal, moment| learnings::tick(journal, moment, id));
    view! {
        <li class="learning" class:learning--done=is_done>
            <label class="learning__tick">
                <input type="checkbox" checked=is_done on:change=tick />
                <span dir="auto">{learning.text}</span>
            </label>
            <span class="learning__origin" dir="auto">{origin}</span>
            <RemoveButton
                label="Remove this learning"
                on_remove=move || session.perform(|_, _| learnings::remove(id))
            />
        </li>
    }
    .into_any()
}

#[component]
fn Add() -> impl IntoView {
    let session = session();
    let text = RwSignal::new(String::new());
    let draft = FormDraft::of_text("learning", text);
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let edit = session.edit_of(|_, moment| learnings::keep_own(moment, &text.get_untracked()));
        if !edit.is_empty() {
            session.commit(edit);
            text.set(String::new());
        }
    };
    view! {
        <form class="stack" on:submit=add>
            {draft.line()}
            <TextField id="new-learning" label="Something you know already" value=text />
            <p>
                <button type="submit" class="btn">
                    <Icon name="add" />
                    "Keep it"
                </button>
            </p>
        </form>
    }
    .into_any()
}

fn patterns_table(patterns: Vec<Pattern>) -> AnyView {
    if patterns.is_empty() {
        return ().into_any();
    }
    let rows = patterns
        .into_iter()
        .map(|pattern| {
            view! {
                <tr>
                    <th scope="row">{pattern.title}</th>
                    <td>{format!("{} of {} reviews name it", pattern.named, pattern.of)}</td>
                </tr>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section>
            <h2>"What comes up again"</h2>
            <table class="table">
                <caption class="vh">"Questions marked mixed or missed in your reviews"</caption>
                <tbody>{rows}</tbody>
            </table>
            <p class="field__hint">"Counted from the marks in your reviews: mixed or missed, out of those that answered the question."</p>
        </section>
    }
    .into_any()
}
