//! One question of the review. Its answer is saved on leaving the field; some answers make things.

use domain::method::{Mark, Question};
use domain::model::comeback::{Move, Step};
use domain::state::record::{RecordKey, RecordKind};
use leptos::prelude::*;

use super::answering::Answering;
use super::last_time::last_time;
use super::making::making;
use crate::actions::rounds::last_rounds;
use crate::actions::saved_answers::SaveAs;
use crate::actions::touches::name_of_person;
use crate::components::choice::Choice;
use crate::components::clicked::clicked;
use crate::components::field::TextArea;
use crate::components::live::Show;
use crate::components::versions::EarlierVersions;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::pages::comeback::steps::beside::beside_question;
use crate::pages::comeback::steps::save_as::{can_be_saved, save_as_buttons};
use crate::session::Session;

/// The question on the screen: its answer, and its place in the review.
#[derive(Clone, Copy)]
struct QuestionScreen {
    answering: Answering,
    /// Its place in this review, from 0.
    position: usize,
    /// How many questions this review has.
    count: usize,
}

pub(super) fn question_screen(session: Session, here: ComebackRef, position: usize) -> AnyView {
    let questions: Vec<&'static Question> = here.depth.questions().collect();
    let Some(question) = questions.get(position).copied() else {
        return ().into_any();
    };
    let held = session.peek(|journal| {
        let (id, answer) = journal.answer(here.id, question.id)?;
        Some((id, answer.text.clone()))
    });
    let (answer, text) = held.unwrap_or_else(|| (session.new_id(), String::new()));
    let screen = QuestionScreen {
        answering: Answering {
            session,
            here,
            question,
            answer,
            text: RwSignal::new(text),
        },
        position,
        count: questions.len(),
    };
    screen.view()
}

impl QuestionScreen {
    fn view(self) -> AnyView {
        let answering = self.answering;
        let Answering {
            session,
            here,
            question,
            answer,
            text,
        } = answering;
        let record = RecordKey::new(RecordKind::Answer, answer);
        view! {
            <section class="question" aria-labelledby="question">
                <p class="question__count">{format!("Question {} of {}", self.position + 1, self.count)}</p>
                <h2 id="question" tabindex="-1">{question.prompt}</h2>
                {beside_question(session, here, question.id)}
                <TextArea
                    id=format!("answer-{}", question.id)
                    label=question.title
                    value=text
                    rows=5
                    hint=question.hint
                    on_change=Callback::new(move |written| answering.keep(|answer| answer.text = written))
                />
                <EarlierVersions record=record field="text" shown=text />
                {(question.id == "rapport").then(|| with_each(session, here))}
                {question.has_mark.then(|| marks(answering))}
                {making(answering)}
                {save_as(answering)}
                {last_time(answering)}
                <div class="letter__actions">
                    <button type="button" class="btn btn--primary" on:click=move |_| self.go_on()>
                        {if self.is_last() { "Finish the review" } else { "Next question" }}
                    </button>
                    {(self.position > 0).then(|| self.back_button())}
                </div>
            </section>
        }
        .into_any()
    }

    fn back_button(self) -> AnyView {
        let back = move |_| {
            self.answering.keep_text();
            self.turn(self.position - 1);
        };
        view! {
            <button type="button" class="btn btn--quiet" on:click=back>
                "Previous question"
            </button>
        }
        .into_any()
    }

    const fn is_last(self) -> bool {
        self.position + 1 == self.count
    }

    fn go_on(self) {
        self.answering.keep_text();
        if self.is_last() {
            let Answering { session, here, .. } = self.answering;
            here.go(session, Move::Done(Step::Review));
        } else {
            self.turn(self.position + 1);
        }
    }

    /// Turns to another question. Whoever typed an answer goes on typing, without a tap on the field.
    fn turn(self, to: usize) {
        let Answering {
            session,
            here,
            text,
            ..
        } = self.answering;
        let next = here.depth.questions().nth(to);
        let next = next.map_or("", |question| question.id);
        let is_typing = text.with_untracked(|text| !text.trim().is_empty());
        here.change(session, |comeback| {
            next.clone_into(&mut comeback.at_question);
        });
        let focused = if is_typing {
            format!("answer-{next}")
        } else {
            "question".to_owned()
        };
        session.with_platform(|platform| platform.focus(&focused));
    }
}

/// With whom it clicked: a mark for each person, kept with what was noted on the last round they were
/// in.
fn with_each(session: Session, here: ComebackRef) -> AnyView {
    let met = session.peek(|journal| last_rounds(journal, here.opportunity));
    met.into_iter()
        .map(|(person, round)| {
            let name = session.peek(|journal| name_of_person(journal, person));
            clicked(session, round, person, name)
        })
        .collect_view()
        .into_any()
}

/// How it went, in the person's own judgement.
fn marks(answering: Answering) -> AnyView {
    let mark = Memo::new(move |_| answering.mark());
    let choice = |choice: Mark| {
        view! {
            <Choice
                name="mark"
                label=choice.label()
                checked=Signal::derive(move || mark.get() == Some(choice))
                on_change=Callback::new(move |_| answering.keep(|answer| answer.mark = Some(choice)))
            />
        }
        .into_any()
    };
    let choices: Vec<AnyView> = Mark::ALL.into_iter().map(choice).collect();
    view! {
        <fieldset class="marks">
            <legend>"How did it go?"</legend>
            {choices}
        </fieldset>
    }
    .into_any()
}

/// The ways to save an answer for next time, once there are words.
fn save_as(answering: Answering) -> AnyView {
    let text = answering.text;
    let mark = untrack(|| answering.mark());
    let first = SaveAs::suggested(answering.question, mark);
    view! {
        <Show when=move || text.with(|text| can_be_saved(text))>
            <details class="why">
                <summary>"Save this for next time"</summary>
                {save_as_buttons(answering.session, answering.asked(), text.into(), first)}
            </details>
        </Show>
    }
    .into_any()
}
