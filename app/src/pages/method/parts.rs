//! Parts that the pages of the method share: sections, paragraphs, addresses.

use domain::method::{Phase, Practice};
use leptos::prelude::*;

/// A section with its heading, which can be linked to by the id.
pub(super) fn section(id: String, title: &'static str, body: AnyView) -> AnyView {
    let labelled_by = id.clone();
    view! {
        <section class="method__section" aria-labelledby=labelled_by>
            <h2 id=id>{title}</h2>
            {body}
        </section>
    }
    .into_any()
}

pub(super) fn paragraphs(class: &'static str, texts: &'static [&'static str]) -> Vec<AnyView> {
    texts
        .iter()
        .map(|text| view! { <p class=class>{*text}</p> }.into_any())
        .collect()
}

/// The way from reading to doing.
pub(super) fn use_it(href: &'static str, label: &'static str) -> AnyView {
    view! {
        <p class="method__use">
            <a class="btn btn--primary" href=href>
                {label}
            </a>
        </p>
    }
    .into_any()
}

pub(super) fn address(practice: &Practice) -> String {
    format!("/method/{}", practice.id)
}

pub(super) fn phase_anchor(phase: Phase) -> String {
    format!("phase-{}", phase.id())
}
