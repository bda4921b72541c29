//! The pauses that run, each with its end, and those still to be chosen.

use domain::method::HUMAN_HELP;
use leptos::prelude::*;

use super::model::RunningPause;
use crate::components::ring::Ring;

/// The pauses, or nothing while none runs.
pub(super) fn pauses(pauses: Vec<RunningPause>) -> AnyView {
    if pauses.is_empty() {
        return ().into_any();
    }
    let help = (pauses.len() > 1).then_some(HUMAN_HELP);
    let cards = pauses.into_iter().map(card).collect_view();
    view! {
        <section class="pauses" aria-labelledby="pauses-title">
            <h2 id="pauses-title" class="vh">"Resting"</h2>
            {cards}
            {help.map(|help| view! { <p class="quiet-line">{help}</p> })}
        </section>
    }
    .into_any()
}

fn card(pause: RunningPause) -> AnyView {
    view! {
        <article class="pause">
            <Ring percent=pause.percent />
            <div>
                <h3>{pause.company}" can wait"</h3>
                <p>{pause.words}</p>
                <a href=pause.address>{pause.link}</a>
            </div>
        </article>
    }
    .into_any()
}
