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
                    "This page hasn’t loaded yet"
                </h1>
                <p class="lede">
                    "One Yes keeps trying, so it should appear once you’re back online. Nothing you wrote is lost."
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
                    "You need it to see this page. Reload to carry on; everything you wrote is saved."
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
                <p>"Loading this page."</p>
            </div>
        }
        .into_any(),
    }
}
