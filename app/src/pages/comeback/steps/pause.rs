//! Take time first: how long the recovery window is to be; and, for who wants to, what they said
//! and who said it. Nothing has to be typed.

use domain::model::comeback::Move;
use domain::model::settings::RECOVERY_HOURS;
use leptos::prelude::*;

use super::their_words::their_words;
use crate::components::live::live;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::pages::comeback::own_plan::own_plan;
use crate::pages::comeback::step_buttons::window_from_now;
use crate::session::Session;

pub(super) fn pause(session: Session, here: ComebackRef) -> AnyView {
    view! {
        {own_plan(session, here)}
        {choices(session, here)}
        {their_words(session, here)}
    }
    .into_any()
}

/// The lengths to choose from, each with its real end.
pub(crate) fn choices(session: Session, here: ComebackRef) -> AnyView {
    let preferred = session.peek(|journal| journal.settings().recovery_hours);
    let choices = RECOVERY_HOURS
        .into_iter()
        .map(|hours| {
            let name = match hours {
                0 => "No pause".to_owned(),
                hours => format!("{hours} hours"),
            };
            let hint = move || {
                let now = session.now();
                let window = window_from_now(session, hours);
                let words = window.until_words(now, &|ms| session.offset_at(ms));
                words.unwrap_or_else(|| "Go on right away".to_owned())
            };
            let class = if hours == preferred {
                "choice choice--button choice--first"
            } else {
                "choice choice--button"
            };
            let choose = move |_| {
                here.go(session, Move::ChooseWindow(window_from_now(session, hours)));
            };
            view! {
                <button type="button" class=class on:click=choose>
                    <strong>{name}</strong>
                    <span class="choice__hint">{live(hint)}</span>
                </button>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="choices" role="group" aria-label="How long">
            {choices}
        </div>
    }
    .into_any()
}
