//! The card of composure, for the call in which a no comes.

use domain::method::COMPOSURE;
use leptos::prelude::*;

/// The card to open before or during the call, readable in ten seconds.
#[component]
pub fn Composure() -> impl IntoView {
    let lines = COMPOSURE
        .lines
        .iter()
        .map(|line| view! { <li>{*line}</li> })
        .collect_view();
    let aloud = COMPOSURE
        .aloud
        .iter()
        .map(|sentence| view! { <blockquote>{*sentence}</blockquote> })
        .collect_view();
    view! {
        <details class="composure-card">
            <summary>"Still on the call, or about to be? Ten seconds of calm"</summary>
            <div class="composure">
                <h2>{COMPOSURE.title}</h2>
                <ol>{lines}</ol>
                <p class="vh">"Two sentences you can say"</p>
                {aloud}
            </div>
        </details>
    }
    .into_any()
}
