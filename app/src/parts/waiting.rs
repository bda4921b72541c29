//! What is shown in place of a page whose part is not here.

use leptos::prelude::*;

use super::fetch::fetch;
use crate::components::live::live;
use crate::session::{Part, PartState, Session};

/// The words, and the way on, for a part in a state.
pub(super) fn waiting(session: Session, part: Part, state: PartState) -> AnyView {
    match state {
        PartState::Missing => {
            let word = live(move || {
                if session.part(part) == PartState::Missing {
                    "Try again"
                } else {
                    "One moment"
                }
            });
            message(
                "This page hasn’t loaded yet",
                "One Yes keeps trying, so it should appear once you’re back online. Nothing you wrote is lost.",
                word,
                move || fetch(session, part),
            )
        }
        PartState::Outdated => message(
            "There is a new version of One Yes",
            "You need it to see this page. Reload to carry on; everything you wrote is saved.",
            "Reload".into_any(),
            move || session.with_platform(|platform| platform.reload()),
        ),
        _ => view! {
            <div class="page page--waiting" aria-busy="true">
                <h1 id="heading" tabindex="-1">
                    "One moment"
                </h1>
                <p>"Loading this page."</p>
            </div>
        }
        .into_any(),
    }
}

/// A heading, a sentence, and a button that goes on.
fn message(
    heading: &'static str,
    sentence: &'static str,
    word: AnyView,
    go_on: impl Fn() + 'static,
) -> AnyView {
    view! {
        <div class="page page--narrow">
            <h1 id="heading" tabindex="-1">{heading}</h1>
            <p class="lede">{sentence}</p>
            <p>
                <button type="button" class="btn btn--primary" on:click=move |_| go_on()>
                    {word}
                </button>
            </p>
        </div>
    }
    .into_any()
}
