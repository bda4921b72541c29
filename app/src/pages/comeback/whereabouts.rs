//! How far a comeback is: the steps of its plan, each of which can be looked at.

use domain::method::step_words;
use domain::model::comeback::{Move, Step, StepState};
use leptos::prelude::*;

use super::comeback_ref::ComebackRef;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::ring::Ring;
use crate::session::Session;

/// Where you are and what is left; every step can be looked at.
pub(super) fn whereabouts(session: Session, here: ComebackRef, step: Step) -> AnyView {
    let plan = here.depth.plan();
    let number = plan.iter().position(|other| *other == step).unwrap_or(0) + 1;
    let percent = Signal::derive(move || {
        let (behind, all) = here.comeback(session).progress(here.depth);
        u32::try_from(behind * 100 / all.max(1)).unwrap_or(0)
    });
    let items = plan
        .iter()
        .copied()
        .map(|other| {
            let title = step_words(other.id()).map_or("", |words| words.title);
            let state = move || match here.comeback(session).state(other) {
                Some(StepState::Done) => "done",
                Some(StepState::Skipped) => "skipped",
                None => "",
            };
            view! {
                <li aria-current=(other == step).then_some("step") data-state=state>
                    <button
                        type="button"
                        class="link-button"
                        on:click=move |_| here.go(session, Move::GoTo(other))
                    >
                        {title}
                    </button>
                    <span class="letter__state">{live(state)}</span>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <details class="letter__where">
            <summary>
                <Ring percent=percent size="s" />
                <span>{format!("Step {number} of {}", plan.len())}</span>
                <Icon name="chevron-down" />
            </summary>
            <ol class="letter__steps">{items}</ol>
        </details>
    }
    .into_any()
}
