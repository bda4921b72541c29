//! Learnings to take along: answers of the review worth keeping, and the one thing to watch next
//! time.

use domain::journal::Journal;
use domain::method::{Mark, Question, question};
use domain::model::review::{Learning, LearningKind};
use leptos::prelude::*;

use super::kept::Kept;
use crate::actions::learnings;
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

pub(super) fn learn(session: Session, here: ComebackRef) -> AnyView {
    let worth_keeping = Memo::new(move |_| session.read(|journal| worth_keeping(journal, here)));
    let offered = move || {
        worth_keeping
            .get()
            .into_iter()
            .map(|(id, text)| answer_row(session, here, id, text))
            .collect_view()
    };
    view! {
        <Show when=move || !worth_keeping.with(Vec::is_empty)>
            <h2>"From your answers"</h2>
            <ul class="learning-list">{live(offered)}</ul>
        </Show>
        <Kept here=here />
        {focus_form(session, here)}
    }
    .into_any()
}

/// The answers that can become learnings, by the id of their question: those marked mixed or
/// missed, and the one on what to improve. Answers kept already are left out.
fn worth_keeping(journal: &Journal, here: ComebackRef) -> Vec<(&'static str, String)> {
    let is_kept = |text: &str| {
        let mut learnings = journal.learnings().of(here.opportunity);
        learnings.any(|(_, learning)| learning.text == text)
    };
    let answered = |question: &'static Question| {
        let (_, answer) = journal.answer(here.id, question.id)?;
        let is_worth =
            matches!(answer.mark, Some(Mark::Mixed | Mark::Missed)) || question.id == "improve";
        let text = answer.text.trim();
        (is_worth && !text.is_empty() && !is_kept(text)).then(|| (question.id, text.to_owned()))
    };
    here.depth.questions().filter_map(answered).collect()
}

fn answer_row(session: Session, here: ComebackRef, id: &'static str, text: String) -> AnyView {
    let title = question(id).map_or("", |question| question.title);
    let kept = text.clone();
    view! {
        <li class="learning">
            <div>
                <strong>{title}</strong>
                <p dir="auto">{text}</p>
            </div>
            <button
                type="button"
                class="btn btn--small"
                on:click=move |_| keep(session, here, id, &kept, LearningKind::Improve)
            >
                "Keep"
            </button>
        </li>
    }
    .into_any()
}

fn focus_form(session: Session, here: ComebackRef) -> AnyView {
    let new = RwSignal::new(String::new());
    let draft = FormDraft::of_text(format!("focus:{}", here.id), new);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = new.get_untracked().trim().to_owned();
        if !text.is_empty() {
            keep(session, here, "", &text, LearningKind::Focus);
            new.set(String::new());
        }
    };
    view! {
        <form class="stack" on:submit=submit>
            {draft.line()}
            <TextField
                id="focus"
                label="The one thing to watch next time"
                value=new
                hint="It is shown again before your next interview."
            />
            <button type="submit" class="btn">
                <Icon name="add" />
                "Keep this focus"
            </button>
        </form>
    }
    .into_any()
}

fn keep(session: Session, here: ComebackRef, question: &str, text: &str, kind: LearningKind) {
    let learning = Learning {
        opportunity: Some(here.opportunity),
        comeback: Some(here.id),
        question: question.to_owned(),
        kind,
        text: text.to_owned(),
        done_on: None,
    };
    session.perform(|_, moment| learnings::keep(moment, &learning));
}

#[cfg(test)]
mod tests {
    use domain::model::comeback::Depth;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::reviews::{ReviewQuestion, answer};
    use crate::actions::testing::{apply, at_noon};

    #[test]
    fn answers_that_did_not_go_well_are_worth_keeping_once() {
        let here = ComebackRef {
            id: RecordId::fixed(2),
            opportunity: RecordId::fixed(1),
            depth: Depth::Interviews,
        };
        let questions: Vec<&Question> = here
            .depth
            .questions()
            .filter(|question| question.id != "improve")
            .take(3)
            .collect();
        let marks = [Some(Mark::Worked), Some(Mark::Missed), None];
        let mut journal = Journal::default();
        for (number, (question, mark)) in (10..).zip(questions.iter().copied().zip(marks)) {
            let asked = ReviewQuestion {
                comeback: here.id,
                opportunity: here.opportunity,
                question,
            };
            let edit = at_noon(|moment| {
                answer(&journal, moment, RecordId::fixed(number), asked, |answer| {
                    answer.text = format!(" {} ", question.id);
                    answer.mark = mark;
                })
            });
            journal = apply(&journal, &edit);
        }
        let missed = questions[1].id;
        assert_eq!(worth_keeping(&journal, here), [(missed, missed.to_owned())]);
        let learning = Learning {
            opportunity: Some(here.opportunity),
            text: missed.to_owned(),
            ..Learning::default()
        };
        let kept = at_noon(|moment| learnings::keep(moment, &learning));
        assert!(worth_keeping(&apply(&journal, &kept), here).is_empty());
    }
}
