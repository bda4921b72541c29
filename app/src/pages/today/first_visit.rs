//! The two doors of a first visit.

use leptos::prelude::*;

use crate::components::icon::Icon;

/// The page before anything is tracked.
#[component]
pub fn FirstVisit() -> impl IntoView {
    view! {
        <div class="page page--today">
        <div class="page__head">
            <h1 id="heading" tabindex="-1">"One yes is enough"</h1>
        </div>
        <p class="lede">
            "Keep your whole job search in one calm place. And when the answer is no, find your way from there to the next step."
        </p>
        <div class="doors">
            <a class="door door--no" href="/comeback/new">
                <Icon name="rest" />
                <strong>"I just heard no"</strong>
                <span>"Two kind sentences first. Nothing else has to happen today."</span>
            </a>
            <a class="door door--start" href="/search?add=">
                <Icon name="door" />
                <strong>"Start tracking"</strong>
                <span>"Add the first opportunity in one line. It takes ten seconds."</span>
            </a>
        </div>
        <p class="quiet-line">
            "No account, no waiting. What you write stays on this device, and it works without a network. "
            <a href="/method">"Read the method"</a>
            ", or "
            <a href="/settings#demo">"look around with an example search"</a>
            "."
        </p>
        </div>
    }
    .into_any()
}
