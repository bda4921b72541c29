//! What someone who recently landed said: three questions, and a way to try their answers.

use domain::method::Occasion;
use domain::model::landed::Landed;
use domain::model::person::Person;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::actions::experiments::{trial_of, try_answer};
use crate::actions::landed::{
    LandedQuestion, QUESTIONS, answers_of, asked_on, has_answers, is_landed, planned_question,
    write,
};
use crate::components::draft::DraftEditor;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::saved::saved_area;
use crate::session::{Session, session};

/// The questions, for who is tagged as having landed or has answered one.
#[component]
pub(super) fn LandedAnswers(
    /// Who.
    id: RecordId,
    /// Their record.
    about: Memo<Person>,
) -> impl IntoView {
    let session = session();
    let kept = Memo::new(move |_| session.read(|journal| answers_of(journal, id)));
    let is_shown = move || about.with(is_landed) || kept.with(has_answers);
    view! {
        <Show when=is_shown>{card(session, id, kept)}</Show>
    }
    .into_any()
}

fn card(session: Session, id: RecordId, kept: Memo<Landed>) -> AnyView {
    let asked = move || {
        let today = session.today();
        match session.read(|journal| asked_on(journal, id)) {
            Some(on) => format!("You asked {}.", on.relative(today)),
            None => "They recently found a job. Ask what worked, and note what they tell you."
                .to_owned(),
        }
    };
    let questions = QUESTIONS.map(|question| answer(session, id, kept, question));
    view! {
        <section class="card" id="landed" aria-labelledby="landed-title">
            <h2 id="landed-title">"What worked for them"</h2>
            <p class="quiet-line">{live(asked)}</p>
            {ask(session, id)}
            {questions.into_iter().collect_view()}
            <p>
                <a href="/learned#landed">"What others said"</a>
            </p>
        </section>
    }
    .into_any()
}

/// The message that asks them. Where one is planned, sending this settles it.
fn ask(session: Session, id: RecordId) -> AnyView {
    let asked = use_query_map().with_untracked(|query| query.get("ask"));
    let is_writing = RwSignal::new(asked.is_some());
    let draft = move || {
        let now = untrack(|| session.now());
        let touch = session.peek(|journal| planned_question(journal, id, now));
        view! { <DraftEditor occasion=Occasion::AskWhatWorked person=Some(id) touch=touch /> }
            .into_any()
    };
    view! {
        <p>
            <button
                type="button"
                class="btn btn--small"
                aria-expanded=move || is_writing.get().to_string()
                on:click=move |_| is_writing.update(|is_writing| *is_writing = !*is_writing)
            >
                <Icon name="edit" />
                "Write to ask"
            </button>
        </p>
        <Show when=move || is_writing.get()>{draft()}</Show>
    }
    .into_any()
}

/// A question with its answer, and a way to try what can be tried.
fn answer(session: Session, id: RecordId, kept: Memo<Landed>, question: LandedQuestion) -> AnyView {
    let LandedQuestion {
        word,
        label,
        can_be_tried,
        answer,
        ..
    } = question;
    let text = Signal::derive(move || answer(&mut kept.get()).clone());
    let save = move |written: String| {
        session.perform_quietly(|journal, moment| {
            write(journal, moment, id, |landed| *answer(landed) = written)
        });
    };
    let field = saved_area(
        format!("landed-{word}"),
        label,
        2,
        "",
        text,
        Callback::new(save),
    );
    let way = move || can_be_tried.then(|| try_it(session, id, &text.get()));
    view! {
        {field}
        {live(way)}
    }
    .into_any()
}

/// A button that makes it an experiment, or the way to the one it has become.
fn try_it(session: Session, person: RecordId, answer: &str) -> AnyView {
    if answer.trim().is_empty() {
        return ().into_any();
    }
    if let Some(trial) = session.read(|journal| trial_of(journal, person, answer)) {
        return view! {
            <p>
                <a href=format!("/experiments/{trial}")>"You’re giving this a try"</a>
            </p>
        }
        .into_any();
    }
    let answer = answer.to_owned();
    let begin = move |_| {
        session.perform(|journal, moment| try_answer(journal, moment, person, &answer));
    };
    view! {
        <p>
            <button type="button" class="btn btn--small btn--quiet" on:click=begin>
                "Try it for two weeks"
            </button>
        </p>
    }
    .into_any()
}
