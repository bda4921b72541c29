//! The public pages of the method: the index by phases here, a practice in `practice_page`.

mod extras;
mod parts;
mod practice_page;
#[cfg(all(test, feature = "ssr"))]
mod tests;

use domain::method::{PAGE, Phase, Practice, in_phase, practice};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::pages::not_found::NotFound;

use parts::{address, paragraphs, phase_anchor, section, use_it};

/// The index of the method: every practice, phase by phase.
#[component]
pub fn MethodIndex() -> impl IntoView {
    let phases = Phase::ALL.map(phase_section).into_iter().collect_view();
    view! {
        <div class="page page--narrow method">
            <h1 id="heading" tabindex="-1">
                {PAGE.title}
            </h1>
            {paragraphs("lede", PAGE.intro)}
            {phases}
            {use_it("/comeback/new", "I just heard no")}
        </div>
    }
    .into_any()
}

/// One practice, or the page that says there is none at this address.
#[component]
pub fn MethodPractice() -> impl IntoView {
    let params = use_params_map();
    move || {
        let id = params.read().get("id").unwrap_or_default();
        practice(&id).map_or_else(|| NotFound().into_any(), practice_page::practice_page)
    }
}

fn phase_section(phase: Phase) -> AnyView {
    let cards = in_phase(phase).map(practice_card).collect_view();
    let body = view! {
        <p class="method__summary">{phase.summary()}</p>
        <ul class="method__list" role="list">
            {cards}
        </ul>
    };
    section(phase_anchor(phase), phase.title(), body.into_any())
}

fn practice_card(practice: &'static Practice) -> AnyView {
    view! {
        <li class="method__card">
            <a href=address(practice)>{practice.title}</a>
            <p>{practice.summary}</p>
        </li>
    }
    .into_any()
}
