//! The answer being written: what every part of a question's screen needs to read and to save it.

use domain::method::{Mark, Question};
use domain::model::review::Answer;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::reviews::{self, ReviewQuestion};
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

/// The question that is answered, and the text as it is typed.
#[derive(Clone, Copy)]
pub(super) struct Answering {
    pub(super) session: Session,
    pub(super) here: ComebackRef,
    pub(super) question: &'static Question,
    /// The answer, or the id it gets once it is written.
    pub(super) answer: RecordId,
    pub(super) text: RwSignal<String>,
}

impl Answering {
    /// The question, and where it is asked.
    pub(super) const fn asked(self) -> ReviewQuestion<'static> {
        ReviewQuestion {
            comeback: self.here.id,
            opportunity: self.here.opportunity,
            question: self.question,
        }
    }

    /// The mark as it is now, followed.
    pub(super) fn mark(self) -> Option<Mark> {
        self.session
            .read(|journal| journal.answers().get(self.answer)?.mark)
    }

    /// Changes the answer without a toast: the person sees what they write.
    pub(super) fn keep(self, change: impl FnOnce(&mut Answer)) {
        self.session.perform_quietly(|journal, moment| {
            reviews::answer(journal, moment, self.answer, self.asked(), change)
        });
    }

    /// Saves the text as it is typed.
    pub(super) fn keep_text(self) {
        let written = self.text.get_untracked();
        self.keep(|answer| answer.text = written);
    }
}
