//! Take time first: how long the recovery window is to be.

use domain::model::comeback::Move;
use domain::model::settings::RECOVERY_HOURS;
use leptos::prelude::*;

use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

pub(super) fn pause(session: Session, here: ComebackRef) -> AnyView {
    let preferred = session.peek(|journal| journal.settings().recovery_hours);
    let choices = RECOVERY_HOURS
        .into_iter()
        .map(|hours| {
            let (name, hint) = match hours {
                0 => ("No pause".to_owned(), "Go on right away."),
                24 => ("24 hours".to_owned(), "Until this time tomorrow."),
                36 => ("36 hours".to_owned(), "A night and a whole day."),
                _ => (format!("{hours} hours"), "Two nights."),
            };
            let class = if hours == preferred {
                "choice choice--button choice--first"
            } else {
                "choice choice--button"
            };
            view! {
                <button
                    type="button"
                    class=class
                    on:click=move |_| here.go(session, Move::ChooseWindow(hours))
                >
                    <strong>{name}</strong>
                    <span class="choice__hint">{hint}</span>
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
