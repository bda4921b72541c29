//! The card of composure, for the call in which a no may come.

use domain::method::COMPOSURE;
use leptos::prelude::*;

/// The card to open before or during the call, readable in ten seconds, with what goes below it.
#[component]
pub fn Composure(children: Children) -> impl IntoView {
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
            <summary>"A call coming? Read this first."</summary>
            <div class="composure">
                <h2>{COMPOSURE.title}</h2>
                <ol>{lines}</ol>
                <p class="vh">"Two sentences you can say"</p>
                {aloud}
            </div>
            {children()}
        </details>
    }
    .into_any()
}
