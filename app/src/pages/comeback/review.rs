//! The review: one question on the screen at a time. Each answer is kept on leaving the field, and some make things.

use domain::method::{Creates, Mark, Occasion, Question};
use domain::model::action::Action;
use domain::model::comeback::{Move, Step};
use domain::model::event::Event;
use domain::model::opportunity::{Kind, Opportunity};
use domain::model::review::{Answer, Learning, LearningKind};
use domain::model::stage::SAVED;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::{Here, company};
use crate::components::field::TextArea;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::versions::EarlierVersions;
use crate::session::Session;

/// The review of a comeback.
pub(super) fn review(session: Session, here: Here) -> AnyView {
    // Found once: an answer being kept must not turn the page under the person's hand.
    let first_open = first_open(session, here);
    let at = Memo::new(move |_| {
        let wanted = here.comeback(session).at_question;
        let position = here
            .depth
            .questions()
            .position(|question| question.id == wanted);
        position.unwrap_or(first_open)
    });
    view! { {live(move || question_screen(session, here, at.get()))} }.into_any()
}

/// The first question without an answer, so that coming back goes on where it was left.
fn first_open(session: Session, here: Here) -> usize {
    session
        .peek(|journal| {
            here.depth
                .questions()
                .position(|question| journal.answer(here.id, question.id).is_none())
        })
        .unwrap_or(0)
}

fn question_screen(session: Session, here: Here, position: usize) -> AnyView {
    let questions: Vec<&'static Question> = here.depth.questions().collect();
    let Some(question) = questions.get(position).copied() else {
        return ().into_any();
    };
    let count = questions.len();
    let held = session.peek(|journal| {
        journal
            .answer(here.id, question.id)
            .map(|(id, answer)| (id, answer.clone()))
    });
    let id = held
        .as_ref()
        .map_or_else(|| session.new_id(), |(id, _)| *id);
    let text = RwSignal::new(held.map(|(_, answer)| answer.text).unwrap_or_default());
    let mark = Memo::new(move |_| {
        session.read(|journal| journal.answers().get(id).and_then(|answer| answer.mark))
    });
    let keep_text = move |written: String| {
        keep(session, here, id, question.id, |answer| {
            answer.text = written
        });
    };
    let turn = move |to: usize| {
        let next = here
            .depth
            .questions()
            .nth(to)
            .map_or("", |question| question.id);
        here.change(session, |comeback| {
            next.clone_into(&mut comeback.at_question)
        });
        session.with_platform(|platform| platform.focus("question"));
    };
    let marks = Mark::ALL
        .into_iter()
        .map(|choice| {
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name="mark"
                        prop:checked=move || mark.get() == Some(choice)
                        on:change=move |_| keep(session, here, id, question.id, |answer| answer.mark = Some(choice))
                    />
                    <span>{choice.label()}</span>
                </label>
            }
            .into_any()
        })
        .collect_view();
    let make = question
        .creates
        .zip(question.make_label)
        .map(|(creates, label)| {
            view! {
                <p>
                    <button
                        type="button"
                        class="btn btn--small"
                        on:click=move |_| {
                            keep_text(text.get_untracked());
                            make(session, here, question, creates, text.get_untracked().trim());
                        }
                    >
                        <Icon name="flag" />
                        {label}
                    </button>
                </p>
            }
            .into_any()
        });
    let is_last = position + 1 == count;
    let go_on = move |_| {
        keep_text(text.get_untracked());
        if is_last {
            here.go(session, Move::Done(Step::Review));
        } else {
            turn(position + 1);
        }
    };
    view! {
        <section class="question" aria-labelledby="question">
            <p class="question__count">{format!("Question {} of {count}", position + 1)}</p>
            <h2 id="question" tabindex="-1">{question.prompt}</h2>
            <TextArea
                id=format!("answer-{}", question.id)
                label=question.title
                value=text
                rows=5
                hint=question.hint
                on_change=Callback::new(keep_text)
            />
            <EarlierVersions record=RecordKey::new(RecordKind::Answer, id) field="text" shown=text />
            <fieldset class="marks">
                <legend>"How did it go?"</legend>
                {marks}
            </fieldset>
            {make}
            <div class="letter__actions">
                <button type="button" class="btn btn--primary" on:click=go_on>
                    {if is_last { "Finish the review" } else { "Next question" }}
                </button>
                {(position > 0)
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="btn btn--quiet"
                                on:click=move |_| {
                                    keep_text(text.get_untracked());
                                    turn(position - 1);
                                }
                            >
                                "Previous question"
                            </button>
                        }
                    })}
            </div>
        </section>
    }
    .into_any()
}

fn keep(
    session: Session,
    here: Here,
    id: RecordId,
    question: &str,
    change: impl FnOnce(&mut Answer),
) {
    let before = session.peek(|journal| journal.answers().get(id).cloned());
    let mut after = before.clone().unwrap_or_else(|| Answer {
        comeback: Some(here.id),
        question: question.to_owned(),
        ..Answer::default()
    });
    change(&mut after);
    if before.is_none() && after.text.trim().is_empty() && after.mark.is_none() {
        return;
    }
    after.on = Some(session.day_of_writing());
    let edit = Edit::new("An answer in the review");
    session.commit_quietly(match before {
        Some(before) => edit.change(id, &before, &after),
        None => edit.create(id, &after),
    });
}

/// Makes what an answer is good for: a learning, an action, a note, a project.
fn make(session: Session, here: Here, question: &Question, creates: Creates, text: &str) {
    let today = session.day_of_writing();
    let name = untrack(|| company(session, here));
    let id = session.new_id();
    let text_or = |otherwise: String| {
        if text.is_empty() {
            otherwise
        } else {
            text.to_owned()
        }
    };
    let learning = |kind| Learning {
        opportunity: Some(here.opportunity),
        comeback: Some(here.id),
        question: question.id.to_owned(),
        kind,
        text: text_or(question.title.to_owned()),
        done_on: None,
    };
    let action = |words: String, days: i32, occasion: Option<Occasion>| Action {
        text: words,
        why: format!("From your review of {name}."),
        due: Some(today.plus_days(days)),
        opportunity: Some(here.opportunity),
        comeback: Some(here.id),
        occasion,
        notes: text.to_owned(),
        ..Action::default()
    };
    let edit =
        match creates {
            Creates::Focus => Edit::new("A focus for the next interview")
                .create(id, &learning(LearningKind::Focus)),
            Creates::Learning => {
                Edit::new("Kept in Learned").create(id, &learning(LearningKind::Improve))
            }
            Creates::NinetyDayPlan => {
                Edit::new("A ninety-day plan kept").create(id, &learning(LearningKind::Plan))
            }
            Creates::CompanyNote => Edit::new(format!("Noted for {name}")).create(
                id,
                &Event::note(
                    here.opportunity,
                    question.title,
                    &text_or(String::new()),
                    today,
                ),
            ),
            Creates::ProjectOpportunity => {
                let project = Opportunity {
                    kind: Kind::Project,
                    company: name.clone(),
                    role: "Project idea".into(),
                    notes: text.to_owned(),
                    grew_from: Some(here.opportunity),
                    ..Opportunity::default()
                };
                Edit::new(format!("A project for {name} added"))
                    .create(id, &project)
                    .create(session.new_id(), &Event::stage(id, SAVED, today))
            }
            Creates::Message => Edit::new("A message to write, due tomorrow").create(
                id,
                &action(
                    format!("Thank everyone you met at {name}"),
                    1,
                    Some(Occasion::ThankAfterNo),
                ),
            ),
            Creates::FeedbackRequest => Edit::new("Asking for feedback, due tomorrow").create(
                id,
                &action(
                    format!("Ask {name} for their reasons"),
                    1,
                    Some(Occasion::AskForReasons),
                ),
            ),
            Creates::Touch => Edit::new("A reason to be in touch, due in a month").create(
                id,
                &Action {
                    due: Some(today.plus_months(1)),
                    ..action(
                        format!("Be in touch with {name} again"),
                        0,
                        Some(Occasion::SomethingUseful),
                    )
                },
            ),
            Creates::Action => Edit::new("An action for tomorrow")
                .create(id, &action(text_or(question.title.to_owned()), 1, None)),
            Creates::RestDay => Edit::new("A rest day planned")
                .create(id, &action("Take a rest day".into(), 1, None)),
        };
    session.commit(edit);
}
