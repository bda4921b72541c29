//! The steps, one a file: first those that look back, then those that look ahead.

mod beside;
mod close;
mod focus_box;
mod in_touch;
mod kept;
mod learn;
mod move_on;
mod offer;
pub(super) mod pause;
mod reply;
mod review;
mod save_as;
mod sort;
mod their_words;
mod triage;

use domain::model::comeback::Step;
use leptos::prelude::*;

pub(super) use their_words::{their_reasons, their_words};

use super::comeback_ref::ComebackRef;
use crate::session::Session;

/// The body of a step.
pub(super) fn body(session: Session, here: ComebackRef, step: Step) -> AnyView {
    match step {
        Step::Pause => pause::pause(session, here),
        Step::Triage => triage::triage(session, here),
        Step::Reply => reply::reply(here),
        Step::Sort => sort::sort(session, here),
        Step::Review => review::review(session, here),
        Step::Learn => learn::learn(session, here),
        Step::InTouch => in_touch::in_touch(session, here),
        Step::Offer => offer::offer(session, here),
        Step::MoveOn => move_on::move_on(session, here),
        Step::Close => close::close(session, here),
    }
}
