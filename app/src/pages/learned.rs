//! Learned: everything the reviews brought, by its use, to tick off. Counts come with their whole.

mod model;

use domain::model::review::LearningKind;
use domain::planning::reasons::{ReasonCounts, reason_counts};
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use leptos::prelude::*;

use crate::actions::learnings;
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::remove_button::RemoveButton;
use crate::components::ring::Ring;
use crate::session::{Session, session};

use model::{Pattern, Row, StoryRow, patterns, rows, stories};

/// The groups of learnings above and below the stories.
const FIRST_GROUPS: [(LearningKind, &str); 2] = [
    (LearningKind::Focus, "Focus for the next interview"),
    (LearningKind::Keep, "Worked: keep doing it"),
];
const OTHER_GROUPS: [(LearningKind, &str); 3] = [
    (LearningKind::Question, "Questions that worked"),
    (LearningKind::Improve, "To do differently"),
    (LearningKind::Plan, "Plans"),
];

/// The page at `/learned`.
#[component]
pub fn Learned() -> impl IntoView {
    let session = session();
    let rows = Memo::new(move |_| session.read(rows));
    let patterns = Memo::new(move |_| session.read(patterns));
    let stories = Memo::new(move |_| session.read(stories));
    let counts = Memo::new(move |_| session.read(reason_counts));
    let drawn = |groups: &[(LearningKind, &'static str)]| {
        let groups = groups.iter();
        groups
            .map(|(kind, title)| group(session, *kind, title, rows))
            .collect_view()
    };
    view! {
        <div class="page">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Learned"</h1>
            </div>
            <p class="lede">"What you’ve learned so far. You’ll see it again before your next interview."</p>
            {live(move || {
                (rows.with(Vec::is_empty) && stories.with(Vec::is_empty))
                    .then(|| {
                        view! {
                            <div class="empty">
                                <Ring percent=35 size="l" />
                                <p>"Nothing here yet. What you save from a review is here, or add what you already know."</p>
                            </div>
                        }
                    })
            })}
            {drawn(&FIRST_GROUPS)}
            {live(move || story_list(session, stories.get()))}
            {drawn(&OTHER_GROUPS)}
            <Add />
            {live(move || patterns_table(patterns.get()))}
            {live(move || in_your_hands(counts.get()))}
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
                <span dir="auto">{learning.words().to_owned()}</span>
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

/// The stories to tell, each a way to its page.
fn story_list(session: Session, stories: Vec<StoryRow>) -> AnyView {
    if stories.is_empty() {
        return view! {
            <p>
                <a href="/stories">"Write down a story to tell"</a>
            </p>
        }
        .into_any();
    }
    let rows = stories
        .into_iter()
        .map(|StoryRow { id, name, origin }| {
            let remove = move |()| {
                let edit = Edit::new("Story removed").remove(RecordKind::Story, id);
                session.commit(edit);
            };
            view! {
                <li class="learning">
                    <a href=format!("/stories/{id}") dir="auto">
                        {name}
                    </a>
                    <span class="learning__origin" dir="auto">{origin}</span>
                    <RemoveButton label="Remove this story" on_remove=Callback::new(remove) />
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section>
            <h2>"Examples to tell"</h2>
            <ul class="learning-list">{rows}</ul>
            <p>
                <a href="/stories">"All stories"</a>
            </p>
        </section>
    }
    .into_any()
}

/// How many reasons were never in the person's hands, with what was counted.
fn in_your_hands(counts: ReasonCounts) -> AnyView {
    let Some(sentence) = counts.sentence() else {
        return ().into_any();
    };
    view! {
        <section>
            <h2>"In your hands?"</h2>
            <p>{sentence}</p>
            <p class="field__hint">{counts.whole()}</p>
        </section>
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
            <TextField id="new-learning" label="Add something you’ve learned" value=text />
            <p>
                <button type="submit" class="btn">
                    <Icon name="add" />
                    "Save"
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
                    <td>{pattern.sentence()}</td>
                </tr>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section>
            <h2>"What comes up again"</h2>
            <table class="table">
                <caption class="vh">"Questions by their marks in your reviews"</caption>
                <tbody>{rows}</tbody>
            </table>
            <p class="field__hint">"Counted from the marks in your reviews, out of those that marked the question."</p>
        </section>
    }
    .into_any()
}
