//! Learned: everything the reviews brought, tickable, by what it is for. Counts come with their whole.

use domain::journal::Journal;
use domain::method::{Mark, question};
use domain::model::review::{Learning, LearningKind};
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::id::RecordId;
use domain::values::sort::sort_by_key;
use leptos::prelude::*;

use crate::actions::opportunities::name_of;
use crate::components::field::TextField;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::ring::Ring;
use crate::session::{Session, session};

/// One learning, ready to show.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: RecordId,
    learning: Learning,
    origin: String,
}

/// How often a question was marked mixed or missed.
#[derive(Clone, Debug, PartialEq)]
struct Pattern {
    title: &'static str,
    named: usize,
    of: usize,
}

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
    let label = learning.text.clone();
    let tick = move |_| {
        let mut ticked = learning.clone();
        ticked.done_on = (!is_done).then(|| session.day_of_writing());
        let label = if is_done { "Open again" } else { "Ticked off" };
        session.commit(Edit::new(label).change(id, &learning, &ticked));
    };
    view! {
        <li class="learning" class:learning--done=is_done>
            <label class="learning__tick">
                <input type="checkbox" checked=is_done on:change=tick />
                <span dir="auto">{label}</span>
            </label>
            <span class="learning__origin" dir="auto">{origin}</span>
            <button
                type="button"
                class="btn btn--icon btn--quiet"
                aria-label="Remove this learning"
                on:click=move |_| session.commit(Edit::new("Learning removed").remove(RecordKind::Learning, id))
            >
                <Icon name="trash" />
            </button>
        </li>
    }
    .into_any()
}

#[component]
fn Add() -> impl IntoView {
    let session = session();
    let text = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = text.get_untracked().trim().to_owned();
        if words.is_empty() {
            return;
        }
        let learning = Learning {
            kind: LearningKind::Focus,
            text: words,
            ..Learning::default()
        };
        session.commit(Edit::new("Kept in Learned").create(session.new_id(), &learning));
        text.set(String::new());
    };
    view! {
        <form class="stack" on:submit=add>
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

fn rows(journal: &Journal) -> Vec<Row> {
    let mut rows: Vec<Row> = journal
        .learnings()
        .iter()
        .map(|(id, learning)| Row {
            id,
            origin: learning
                .opportunity
                .map(|opportunity| name_of(journal, opportunity))
                .unwrap_or_default(),
            learning: learning.clone(),
        })
        .collect();
    sort_by_key(&mut rows, |row| {
        (row.learning.done_on.is_some(), std::cmp::Reverse(row.id))
    });
    rows
}

/// Questions that at least two reviews marked mixed or missed, most often named first.
fn patterns(journal: &Journal) -> Vec<Pattern> {
    let mut patterns: Vec<Pattern> = domain::method::QUESTIONS
        .iter()
        .filter_map(|candidate| {
            let marks: Vec<Mark> = journal
                .comebacks()
                .iter()
                .filter_map(|(id, _)| journal.answer(id, candidate.id)?.1.mark)
                .filter(|mark| *mark != Mark::DoesNotApply)
                .collect();
            let named = marks.iter().filter(|mark| **mark != Mark::Worked).count();
            (named >= 2).then(|| Pattern {
                title: question(candidate.id).map_or("", |question| question.title),
                named,
                of: marks.len(),
            })
        })
        .collect();
    sort_by_key(&mut patterns, |pattern| std::cmp::Reverse(pattern.named));
    patterns
}
