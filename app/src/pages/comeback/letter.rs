//! A form letter: noted, and closed at once. Who wants to look at it can.

use domain::method::kind_line;
use domain::model::comeback::Move;
use leptos::prelude::*;

use super::comeback_ref::ComebackRef;
use super::step_buttons::begin_pause;
use crate::components::live::live;
use crate::components::ring::Ring;
use crate::session::Session;

/// What there is to say about it.
pub(super) const LETTER_IS_NOTED: &str = "Noted. Nothing more to do.";

pub(super) fn letter(session: Session, here: ComebackRef) -> AnyView {
    let seed = usize::try_from(here.peek(session).opened_ms / 3_600_000).unwrap_or(0);
    view! {
        <article class="letter letter--closed">
            <Ring percent=100 size="l" />
            <p class="letter__about" dir="auto">{live(move || here.company(session))}</p>
            <h1 id="heading" tabindex="-1">"This chapter is closed"</h1>
            <p class="lede">{LETTER_IS_NOTED}</p>
            <p>{kind_line(seed)}</p>
            <div class="letter__actions">
                <a class="btn btn--primary" href="/">
                    "Go to Today"
                </a>
                <button type="button" class="btn btn--quiet" on:click=move |_| here.go(session, Move::Reopen)>
                    "Look at why"
                </button>
                <button type="button" class="btn btn--quiet" on:click=move |_| begin_pause(session, here)>
                    "Give me a pause"
                </button>
            </div>
        </article>
    }
    .into_any()
}
