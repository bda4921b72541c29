//! What is shown in place of a page whose part is not here.

use leptos::prelude::*;

use super::fetch::fetch;
use crate::components::live::live;
use crate::session::{Part, PartState, Session};

/// The words, and the way on, for a part in a state.
pub(super) fn waiting(session: Session, part: Part, state: PartState) -> AnyView {
    match state {
        PartState::Missing => view! {
            <div class="page page--narrow">
                <h1 id="heading" tabindex="-1">
                    "This page is not on this device yet"
                </h1>
                <p class="lede">
                    "It could not be fetched just now. It will come as soon as there is a network, and nothing you wrote is lost."
                </p>
                <p>
                    <button
                        type="button"
                        class="btn btn--primary"
                        on:click=move |_| fetch(session, part)
                    >
                        {live(move || {
                            if session.part(part) == PartState::Missing {
                                "Try again"
                            } else {
                                "One moment"
                            }
                        })}
                    </button>
                </p>
            </div>
        }
        .into_any(),
        PartState::Outdated => view! {
            <div class="page page--narrow">
                <h1 id="heading" tabindex="-1">
                    "There is a new version of One Yes"
                </h1>
                <p class="lede">
                    "This page comes with it. Reload to go on; everything you wrote is kept."
                </p>
                <p>
                    <button
                        type="button"
                        class="btn btn--primary"
                        on:click=move |_| session.with_platform(|platform| platform.reload())
                    >
                        "Reload"
                    </button>
                </p>
            </div>
        }
        .into_any(),
        _ => view! {
            <div class="page page--waiting" aria-busy="true">
                <h1 id="heading" tabindex="-1">
                    "One moment"
                </h1>
                <p>"The page is on its way."</p>
            </div>
        }
        .into_any(),
    }
}
