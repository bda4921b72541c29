//! One answer: the words as text and nothing else, and what is made of them.

use domain::method::Occasion;
use domain::model::feedback::AnswerUse;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::action_form::action_form;
use super::model::ShownAnswer;
use crate::actions::feedback;
use crate::components::draft::DraftEditor;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::remove_button::RemoveButton;
use crate::session::Session;

/// The card of an answer. A company's has its opportunity, and its words are kept elsewhere.
pub(super) fn answer_card(
    session: Session,
    shown: Memo<ShownAnswer>,
    opportunity: Option<RecordId>,
) -> AnyView {
    let id = shown.with_untracked(|shown| shown.id);
    let head = match opportunity {
        None => head(session, id, shown),
        Some(_) => view! { <h2 id=format!("from-{id}")>"What comes of it"</h2> }.into_any(),
    };
    let words = opportunity.is_none().then(|| live(move || words(shown)));
    view! {
        <article class="card stack" aria-labelledby=format!("from-{id}")>
            {head}
            {words}
            {choices(session, id, shown)}
            {thanks(session, id, shown, opportunity)}
            {action_form(session, id, shown)}
        </article>
    }
    .into_any()
}

fn head(session: Session, id: RecordId, shown: Memo<ShownAnswer>) -> AnyView {
    let new = move || {
        shown
            .with(|shown| shown.is_new)
            .then(|| view! { <span class="tag">"New"</span> })
    };
    let from = move || shown.with(|shown| shown.from.clone());
    let remove = move |()| session.perform(|_, _| feedback::remove_answer(id));
    view! {
        <div class="split">
            <h3 id=format!("from-{id}")>
                <span dir="auto">{live(from)}</span>
                " "
                {live(new)}
            </h3>
            <span class="cluster">
                <span class="quiet-line">{live(move || shown.with(|shown| shown.on.clone()))}</span>
                <RemoveButton
                    label=move || format!("Remove the answer from {}", shown.with(|shown| shown.whose.clone()))
                    on_remove=remove
                />
            </span>
        </div>
    }
    .into_any()
}

/// Questions and answers. Whoever has the link can write them: they are shown as text alone.
fn words(shown: Memo<ShownAnswer>) -> AnyView {
    let rows = shown.get().pairs.into_iter().map(|(question, text)| {
        view! {
            <div>
                <dt dir="auto">{question}</dt>
                <dd dir="auto">{text}</dd>
            </div>
        }
        .into_any()
    });
    view! { <dl class="answer-words">{rows.collect_view()}</dl> }.into_any()
}

fn choices(session: Session, id: RecordId, shown: Memo<ShownAnswer>) -> AnyView {
    let choice = move |choice: AnswerUse, label: &'static str| {
        let is_chosen = move || shown.with(|shown| shown.kept == Some(choice));
        view! {
            <button
                type="button"
                class="btn btn--small"
                aria-pressed=move || is_chosen().to_string()
                on:click=move |_| {
                    session.perform(|journal, _| feedback::use_answer(journal, id, choice));
                }
            >
                {label}
            </button>
        }
        .into_any()
    };
    view! {
        <p class="cluster" role="group" aria-label="What to do with this answer">
            {choice(AnswerUse::Kept, "Keep")}
            {choice(AnswerUse::SetAside, "Set aside")}
        </p>
    }
    .into_any()
}

/// The thank-you: a draft, or a tick where it was said in person.
fn thanks(
    session: Session,
    id: RecordId,
    shown: Memo<ShownAnswer>,
    opportunity: Option<RecordId>,
) -> AnyView {
    let is_thanked = Memo::new(move |_| shown.with(|shown| shown.thanked.is_some()));
    let said = move || {
        shown.with(|shown| {
            let day = shown.thanked.as_ref()?;
            Some(format!("You thanked {} {day}.", shown.whose))
        })
    };
    let label = move || format!("Thank {}", shown.with(|shown| shown.whose.clone()));
    let person = Memo::new(move |_| shown.with(|shown| shown.person));
    let editor = move || draft(id, Occasion::ThankForFeedback, person.get(), opportunity);
    view! {
        <div class="stack">
            <p class="quiet-line" dir="auto" role="status">{live(said)}</p>
            <p class="cluster">
                <button
                    type="button"
                    class="btn btn--small btn--quiet"
                    aria-pressed=move || is_thanked.get().to_string()
                    on:click=move |_| session.perform(|journal, moment| feedback::thank(journal, moment, id))
                >
                    <Icon name="check" />
                    "Thanked"
                </button>
            </p>
            {write(label, editor)}
        </div>
    }
    .into_any()
}

/// The draft about an answer.
pub(super) fn draft(
    answer: RecordId,
    occasion: Occasion,
    person: Option<RecordId>,
    opportunity: Option<RecordId>,
) -> AnyView {
    view! {
        <DraftEditor opportunity=opportunity occasion=occasion person=person feedback=answer />
    }
    .into_any()
}

/// A button that opens a draft below it.
pub(super) fn write(
    label: impl Fn() -> String + Send + Sync + 'static,
    editor: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let is_writing = RwSignal::new(false);
    let editor = std::sync::Arc::new(editor);
    view! {
        <p>
            <button
                type="button"
                class="btn btn--small"
                aria-expanded=move || is_writing.get().to_string()
                on:click=move |_| is_writing.update(|is_writing| *is_writing = !*is_writing)
            >
                <Icon name="edit" />
                <span dir="auto">{live(label)}</span>
            </button>
        </p>
        <Show when=is_writing>{editor()}</Show>
    }
    .into_any()
}
