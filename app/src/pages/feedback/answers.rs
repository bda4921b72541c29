//! The answers to a request, and a form for those that came another way.

use domain::values::id::RecordId;
use leptos::prelude::*;

use super::answer_card::answer_card;
use super::model::{answer_ids, shown_answer};
use crate::actions::feedback;
use crate::components::field::{TextArea, TextField};
use crate::components::form_draft::FormDraft;
use crate::components::live::live;
use crate::session::session;

/// All answers, the newest first.
#[component]
pub(super) fn Answers(request: RecordId) -> impl IntoView {
    let session = session();
    let ids = Memo::new(move |_| session.read(|journal| answer_ids(journal, request)));
    let empty = move || {
        let words = "No answers yet. Those by link appear here by themselves.";
        ids.with(Vec::is_empty)
            .then(|| view! { <p class="quiet-line">{words}</p> })
    };
    view! {
        <section class="stack" aria-labelledby="answers-title">
            <h2 id="answers-title">"Answers"</h2>
            {live(empty)}
            <For
                each=move || ids.get()
                key=|id| *id
                children=move |id| {
                    let shown = Memo::new(move |_| {
                        let today = session.today();
                        session
                            .read(|journal| {
                                let answer = journal.feedback_answers().get(id);
                                shown_answer(journal, id, &answer.cloned().unwrap_or_default(), today)
                            })
                    });
                    answer_card(session, shown, None)
                }
            />
            <NoteAnswer request=request />
        </section>
    }
    .into_any()
}

/// The form for an answer that came by email, on the phone or over coffee.
#[component]
fn NoteAnswer(request: RecordId) -> impl IntoView {
    let session = session();
    let (name, text) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let draft = FormDraft::new(
        format!("feedback-answer:{request}"),
        vec![("name", name.into()), ("text", text.into())],
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (whose, words) = (name.get_untracked(), text.get_untracked());
        if words.trim().is_empty() {
            return session.announce("Write down what they said first.");
        }
        session.perform(|journal, moment| {
            feedback::note_answer(journal, moment, request, &whose, &words)
        });
        name.set(String::new());
        text.set(String::new());
        draft.done();
    };
    view! {
        <details class="disclosure" open=move || draft.was_filled()>
            <summary>"Add an answer that came another way"</summary>
            <form class="stack" on:submit=submit>
                {draft.line()}
                <TextField id="answer-name" label="Who said it" value=name hint="Or leave it blank." />
                <TextArea id="answer-text" label="What they said, in their words" value=text rows=4 />
                <p>
                    <button type="submit" class="btn btn--small">"Save the answer"</button>
                </p>
            </form>
        </details>
    }
    .into_any()
}
