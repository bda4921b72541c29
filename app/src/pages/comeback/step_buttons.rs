//! The buttons below a step: go on, later, leave it out, pause first.

use domain::model::comeback::{Depth, Move, Step, Window};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::comeback_ref::ComebackRef;
use crate::actions::comebacks::keep_own_reasons;
use crate::session::{Session, session};

/// The shortest pause that is worth beginning, in hours.
const SHORTEST_PAUSE_HOURS: u32 = 24;

pub(super) fn step_buttons(session: Session, here: ComebackRef, step: Step) -> impl IntoView {
    let go_on = has_go_on(here.depth, step).then(|| {
        let go_on = move |_| finish(session, here, step);
        view! {
            <button type="button" class="btn btn--primary" on:click=go_on>
                "Continue"
            </button>
        }
    });
    let skip = (step != Step::Close && step != Step::Pause)
        .then(|| quiet_button("Skip this step", move || here.go(session, Move::Skip(step))));
    let pause = (here.depth == Depth::Letter)
        .then(|| quiet_button("Give me a pause first", move || begin_pause(session, here)));
    // Nothing is asked for before a pause is chosen, so there is nothing to put off either.
    let later = (step != Step::Pause).then(|| view! { <LaterButton here=here /> });
    view! {
        {go_on}
        {later}
        {skip}
        {pause}
    }
}

/// Whether a step ends with “Continue”. Some have a button of their own, and one tap sorts a form
/// letter.
const fn has_go_on(depth: Depth, step: Step) -> bool {
    match step {
        Step::Pause | Step::Review | Step::MoveOn | Step::Close => false,
        Step::Sort => !matches!(depth, Depth::Letter),
        _ => true,
    }
}

fn quiet_button(words: &'static str, on_click: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="btn btn--quiet" on:click=move |_| on_click()>
            {words}
        </button>
    }
    .into_any()
}

fn finish(session: Session, here: ComebackRef, step: Step) {
    if step == Step::Sort {
        session.perform(|journal, _| keep_own_reasons(journal, here.id));
    }
    here.go(session, Move::Done(step));
}

pub(super) fn begin_pause(session: Session, here: ComebackRef) {
    let preferred = session.peek(|journal| journal.settings().recovery_hours);
    let hours = preferred.max(SHORTEST_PAUSE_HOURS);
    here.go(session, Move::ChooseWindow(window_from_now(session, hours)));
}

/// A window from this moment on, by the clocks of the device.
pub(super) fn window_from_now(session: Session, hours: u32) -> Window {
    Window::from_now(hours, session.exact_now(), &|ms| session.offset_at(ms))
}

#[component]
fn LaterButton(here: ComebackRef) -> impl IntoView {
    let session = session();
    let navigate = use_navigate();
    let later = move |_| {
        let tomorrow = session.day_of_writing().plus_days(1);
        here.go(session, Move::Later(tomorrow));
        navigate("/", NavigateOptions::default());
    };
    view! {
        <button type="button" class="btn" on:click=later>
            "Later"
        </button>
    }
    .into_any()
}
