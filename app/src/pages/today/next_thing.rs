//! The one next thing, with its reason; or a calm sentence while nothing is due.

use leptos::prelude::*;

use super::item_buttons::item_buttons;
use super::model::Day;
use super::yes_line::yes_to_show;
use crate::components::ring::Ring;
use crate::session::Session;

/// The first line of what is due, shown large.
pub(super) fn next_thing(session: Session, day: &Day) -> AnyView {
    let Some(line) = day.due.first().cloned() else {
        return nothing_due(session, day.active);
    };
    let buttons = item_buttons(session, &line, true);
    view! {
        <section class="next" aria-labelledby="next-title">
            <p class="next__label">"The one next thing"</p>
            <h2 id="next-title">
                <a href=line.words.address>{line.words.title}</a>
            </h2>
            <p class="due__about">{line.about}</p>
            <p class="due__why">{line.words.why}</p>
            <p class="due__when">{line.when}</p>
            <div class="cluster">{buttons}</div>
        </section>
    }
    .into_any()
}

fn nothing_due(session: Session, active: usize) -> AnyView {
    let sentence = match active {
        0 if session.peek(|journal| yes_to_show(journal).is_some()) => {
            "You have your yes. Nothing is due today."
        }
        0 => {
            "Nothing is open right now. When you’re ready, add a job you’d like to hear back about."
        }
        _ => "Nothing is due today. Days off are part of a search.",
    };
    view! {
        <div class="empty">
            <Ring percent=100 size="l" />
            <p>{sentence}</p>
        </div>
    }
    .into_any()
}
