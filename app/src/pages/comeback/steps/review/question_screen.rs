//! One question of the review. Its answer is kept on leaving the field; some answers make things.

use domain::journal::Journal;
use domain::method::{Creates, Mark, Question};
use domain::model::comeback::{Move, Step};
use domain::model::review::Answer;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::reviews::{self, ReviewQuestion};
use crate::components::choice::Choice;
use crate::components::field::TextArea;
use crate::components::icon::Icon;
use crate::components::versions::EarlierVersions;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

/// The question on the screen, and what is being written.
#[derive(Clone, Copy)]
struct QuestionScreen {
    session: Session,
    here: ComebackRef,
    question: &'static Question,
    /// Its place in this review, from 0.
    position: usize,
    /// How many questions this review has.
    count: usize,
    /// The answer, or the id it gets once it is written.
    answer: RecordId,
    text: RwSignal<String>,
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
        session,
        here,
        question,
        position,
        count: questions.len(),
        answer,
        text: RwSignal::new(text),
    };
    screen.view()
}

impl QuestionScreen {
    fn view(self) -> AnyView {
        let Self { question, text, .. } = self;
        let record = RecordKey::new(RecordKind::Answer, self.answer);
        let make = question.creates.zip(question.make_label);
        view! {
            <section class="question" aria-labelledby="question">
                <p class="question__count">{format!("Question {} of {}", self.position + 1, self.count)}</p>
                <h2 id="question" tabindex="-1">{question.prompt}</h2>
                <TextArea
                    id=format!("answer-{}", question.id)
                    label=question.title
                    value=text
                    rows=5
                    hint=question.hint
                    on_change=Callback::new(move |written| self.keep(|answer| answer.text = written))
                />
                <EarlierVersions record=record field="text" shown=text />
                <fieldset class="marks">
                    <legend>"How did it go?"</legend>
                    {self.marks()}
                </fieldset>
                {make.map(|(creates, label)| self.make_button(creates, label))}
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

    fn marks(self) -> Vec<AnyView> {
        let Self {
            session, answer, ..
        } = self;
        let mark = Memo::new(move |_| session.read(|journal| mark_of(journal, answer)));
        let choice = |choice: Mark| {
            view! {
                <Choice
                    name="mark"
                    label=choice.label()
                    checked=Signal::derive(move || mark.get() == Some(choice))
                    on_change=Callback::new(move |_| self.keep(|answer| answer.mark = Some(choice)))
                />
            }
            .into_any()
        };
        Mark::ALL.into_iter().map(choice).collect()
    }

    fn make_button(self, creates: Creates, label: &'static str) -> AnyView {
        view! {
            <p>
                <button type="button" class="btn btn--small" on:click=move |_| self.make(creates)>
                    <Icon name="flag" />
                    {label}
                </button>
            </p>
        }
        .into_any()
    }

    fn back_button(self) -> AnyView {
        let back = move |_| {
            self.keep_text();
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

    const fn asked(self) -> ReviewQuestion<'static> {
        ReviewQuestion {
            comeback: self.here.id,
            opportunity: self.here.opportunity,
            question: self.question,
        }
    }

    /// Changes the answer without a toast: the person sees what they write.
    fn keep(self, change: impl FnOnce(&mut Answer)) {
        self.session.perform_quietly(|journal, moment| {
            reviews::answer(journal, moment, self.answer, self.asked(), change)
        });
    }

    fn keep_text(self) {
        let written = self.text.get_untracked();
        self.keep(|answer| answer.text = written);
    }

    fn make(self, creates: Creates) {
        self.keep_text();
        let text = self.text.get_untracked();
        self.session.perform(|journal, moment| {
            reviews::make(journal, moment, self.asked(), creates, text.trim())
        });
    }

    fn go_on(self) {
        self.keep_text();
        if self.is_last() {
            self.here.go(self.session, Move::Done(Step::Review));
        } else {
            self.turn(self.position + 1);
        }
    }

    /// Turns to another question.
    fn turn(self, to: usize) {
        let next = self.here.depth.questions().nth(to);
        let next = next.map_or("", |question| question.id);
        self.here.change(self.session, |comeback| {
            next.clone_into(&mut comeback.at_question);
        });
        self.session
            .with_platform(|platform| platform.focus("question"));
    }
}

fn mark_of(journal: &Journal, answer: RecordId) -> Option<Mark> {
    journal.answers().get(answer).and_then(|answer| answer.mark)
}
