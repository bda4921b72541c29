//! What to keep: each answer of the review, to save as what it is good for, and the one sentence.

use domain::journal::Journal;
use domain::method::{Mark, Question};
use leptos::prelude::*;

use super::focus_box::focus_box;
use super::kept::Kept;
use super::save_as::{can_be_saved, save_as_buttons};
use crate::actions::reviews::ReviewQuestion;
use crate::actions::saved_answers::SaveAs;
use crate::components::live::{Show, live};
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

/// An answer that can be saved.
#[derive(Clone, Debug)]
struct Offered {
    question: &'static Question,
    text: String,
    first: SaveAs,
}

impl PartialEq for Offered {
    fn eq(&self, other: &Self) -> bool {
        (self.question.id, &self.text, self.first) == (other.question.id, &other.text, other.first)
    }
}

pub(super) fn learn(session: Session, here: ComebackRef) -> AnyView {
    let offered = Memo::new(move |_| session.read(|journal| offered(journal, here)));
    let rows = move || {
        let offered = offered.get().into_iter();
        offered
            .map(|row| answer_row(session, here, row))
            .collect_view()
    };
    view! {
        <Show when=move || !offered.with(Vec::is_empty)>
            <h2>"From your answers"</h2>
            <ul class="learning-list">{live(rows)}</ul>
        </Show>
        <Kept here=here />
        {focus_box(session, here)}
    }
    .into_any()
}

/// The answers that can be saved, whatever their mark, unless the question does not apply.
fn offered(journal: &Journal, here: ComebackRef) -> Vec<Offered> {
    let answered = |question: &'static Question| {
        let (_, answer) = journal.answer(here.id, question.id)?;
        let text = answer.text.trim();
        let applies = answer.mark != Some(Mark::DoesNotApply);
        (applies && can_be_saved(text)).then(|| Offered {
            question,
            text: text.to_owned(),
            first: SaveAs::suggested(question, answer.mark),
        })
    };
    here.depth.questions().filter_map(answered).collect()
}

fn answer_row(session: Session, here: ComebackRef, row: Offered) -> AnyView {
    let asked = ReviewQuestion {
        comeback: here.id,
        opportunity: here.opportunity,
        question: row.question,
    };
    let text = Signal::stored(row.text.clone());
    view! {
        <li class="learning learning--answer">
            <strong>{row.question.title}</strong>
            <p dir="auto">{row.text}</p>
            {save_as_buttons(session, asked, text, row.first)}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::model::comeback::Depth;
    use domain::model::review::Answer;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::{journal_after, record};

    #[test]
    fn every_answer_with_words_can_be_saved_whatever_its_mark() {
        let here = ComebackRef {
            id: RecordId::fixed(2),
            opportunity: RecordId::fixed(1),
            depth: Depth::Interviews,
        };
        let marks = [
            ("communication", "Clear", Some(Mark::Worked)),
            ("skills", "Half of it", Some(Mark::Mixed)),
            ("evidence", "Four days saved", None),
            ("resonance", "", Some(Mark::Worked)),
            ("questions", "None", Some(Mark::DoesNotApply)),
            (
                "rapport",
                "I am worthless and I want to die",
                Some(Mark::Missed),
            ),
        ];
        let edits: Vec<_> = (10..)
            .zip(marks)
            .map(|(number, (question, text, mark))| {
                let answer = Answer {
                    comeback: Some(here.id),
                    question: question.into(),
                    text: text.into(),
                    mark,
                    on: None,
                };
                record(RecordId::fixed(number), &answer)
            })
            .collect();
        let rows: Vec<_> = offered(&journal_after(&edits), here)
            .into_iter()
            .map(|row| (row.question.id, row.first))
            .collect();
        let expected = [
            ("communication", SaveAs::Keep),
            ("skills", SaveAs::Improve),
            ("evidence", SaveAs::Example),
        ];
        assert_eq!(rows, expected);
    }
}
