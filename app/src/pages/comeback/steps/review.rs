//! The review: one question on the screen at a time.

mod answering;
mod follow_up;
mod last_time;
mod making;
mod question_screen;

use leptos::prelude::*;

use crate::components::live::live;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

use question_screen::question_screen;

/// The review of a comeback.
pub(super) fn review(session: Session, here: ComebackRef) -> AnyView {
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
fn first_open(session: Session, here: ComebackRef) -> usize {
    session
        .peek(|journal| {
            here.depth
                .questions()
                .position(|question| journal.answer(here.id, question.id).is_none())
        })
        .unwrap_or(0)
}
