//! A reason in the person's hands: which one it was, a first step, and its day.

use domain::method::{OwnReason, Reason};
use domain::values::date::Date;
use leptos::prelude::*;

use crate::actions::comebacks::{OwnStep, own_step, set_own_step, set_which, which};
use crate::components::field::{TextField, follow_text};
use crate::components::live::live;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

/// Its fields, each saved on leaving it, and what became of them.
pub(super) fn own_reason(
    session: Session,
    here: ComebackRef,
    reason: &'static Reason,
    own: &'static OwnReason,
) -> AnyView {
    let step = move || {
        let today = session.today();
        session.read(|journal| own_step(journal, here.id, reason, today))
    };
    let about = follow_text(move || session.read(|journal| which(journal, here.id, reason)));
    let text = follow_text(move || step().text);
    let day = follow_text(move || step().on.to_string());
    let save_which = move |_| {
        let about = about.get_untracked();
        session.perform_quietly(|journal, _| set_which(journal, here.id, reason, &about));
    };
    let save_step = move |_| {
        let tomorrow = session.day_of_writing().plus_days(1);
        let step = OwnStep {
            text: text.get_untracked(),
            on: Date::parse(&day.get_untracked()).unwrap_or(tomorrow),
        };
        session.perform_quietly(|journal, _| set_own_step(journal, here.id, reason, &step));
    };
    let made = move || {
        let OwnStep { text, on } = step();
        let day = on.relative(session.today());
        if text.is_empty() {
            "Saved in Learned.".to_owned()
        } else {
            format!("Saved in Learned, and the first step in Today: {day}.")
        }
    };
    view! {
        <div class="own-reason stack">
            <div on:change=save_which>
                <TextField id=format!("which-{}", reason.id) label=own.which value=about />
            </div>
            <div class="field-row" on:change=save_step>
                <TextField id=format!("step-{}", reason.id) label="A first step" value=text />
                <TextField id=format!("step-day-{}", reason.id) label="Day" kind="date" value=day />
            </div>
            <p class="quiet-line" role="status">{live(made)}</p>
        </div>
    }
    .into_any()
}
