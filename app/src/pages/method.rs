//! The public pages of the method: the index by phases here, one practice in `method::practice_page`.

mod extras;
mod practice_page;
#[cfg(all(test, feature = "ssr"))]
mod tests;

use domain::method::{PAGE, Phase, Practice, in_phase, practice};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::pages::not_found::NotFound;

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

/// A section with its heading, which can be linked to by the id.
fn section(id: String, title: &'static str, body: AnyView) -> AnyView {
    let labelled_by = id.clone();
    view! {
        <section class="method__section" aria-labelledby=labelled_by>
            <h2 id=id>{title}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn paragraphs(class: &'static str, texts: &'static [&'static str]) -> Vec<AnyView> {
    texts
        .iter()
        .map(|text| view! { <p class=class>{*text}</p> }.into_any())
        .collect()
}

/// The way from reading to doing.
fn use_it(href: &'static str, label: &'static str) -> AnyView {
    view! {
        <p class="method__use">
            <a class="btn btn--primary" href=href>
                {label}
            </a>
        </p>
    }
    .into_any()
}

fn address(practice: &Practice) -> String {
    format!("/method/{}", practice.id)
}

fn phase_anchor(phase: Phase) -> String {
    format!("phase-{}", phase.id())
}
