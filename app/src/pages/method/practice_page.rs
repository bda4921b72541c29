//! One practice as a page: why, how, what is known, what the app does, and the way to the next.

use domain::method::{Practice, neighbours};
use leptos::prelude::*;

use super::extras::extras;
use super::parts::{address, phase_anchor, section, use_it};

pub(super) fn practice_page(practice: &'static Practice) -> AnyView {
    let phase_address = format!("/method#{}", phase_anchor(practice.phase));
    let (href, label) = place(practice.id);
    view! {
        <article class="page page--narrow method">
            <p class="method__crumb">
                <a href="/method">"Method"</a>
                <span aria-hidden="true">" / "</span>
                <a href=phase_address>{practice.phase.title()}</a>
            </p>
            <h1 id="heading" tabindex="-1">
                {practice.title}
            </h1>
            <p class="lede">{practice.summary}</p>
            {text_section("why", "Why", practice.why)}
            {section("how".into(), "How", steps(practice))}
            {extras(practice.id)}
            {practice.evidence.map(|text| text_section("known", "What is known", text))}
            {text_section("app", "In One Yes", practice.in_the_app)}
            {use_it(href, label)}
            {neighbour_links(practice)}
        </article>
    }
    .into_any()
}

fn text_section(id: &str, title: &'static str, text: &'static str) -> AnyView {
    section(id.into(), title, view! { <p>{text}</p> }.into_any())
}

fn steps(practice: &'static Practice) -> AnyView {
    let items = practice
        .how
        .iter()
        .map(|step| view! { <li>{*step}</li> }.into_any())
        .collect_view();
    view! { <ol class="method__steps" role="list">{items}</ol> }.into_any()
}

fn neighbour_links(practice: &'static Practice) -> AnyView {
    let (before, after) = neighbours(practice.id);
    let links = [
        ("prev", "Before this", before),
        ("next", "After this", after),
    ]
    .into_iter()
    .filter_map(|(rel, words, neighbour)| Some((rel, words, neighbour?)))
    .map(|(rel, words, neighbour)| {
        view! {
            <a class="method__neighbour" rel=rel href=address(neighbour)>
                <span>{words}</span>
                {neighbour.title}
            </a>
        }
        .into_any()
    })
    .collect_view();
    view! {
        <nav class="method__neighbours" aria-label="Practices before and after">
            {links}
        </nav>
    }
    .into_any()
}

/// Where in the app a practice is carried out, and what the link there says.
fn place(id: &str) -> (&'static str, &'static str) {
    match id {
        "pause" | "composure" | "beyond-control" | "review" | "reply" | "let-go" => {
            ("/comeback/new", "I just heard no")
        }
        "self-care" => ("/care", "Go to Care"),
        "pay-forward" => ("/care#help", "Log help you gave"),
        "company-kept" => ("/private", "Open the private page"),
        "creative" => ("/stories", "Go to Stories"),
        "persist" => ("/plan", "Go to Plan"),
        "goals-partner" => ("/partners", "Go to Partners"),
        "feedback" | "step-away" => ("/feedback", "Go to Feedback"),
        "one-yes" | "current" | "explore" | "landed" => ("/learned", "Go to Learned"),
        "present" => ("/search", "Choose an interview"),
        "in-touch" | "article" | "good-news" | "holidays" | "network" | "brand" | "positive"
        | "thanks" => ("/people", "Go to People"),
        "consult" => ("/search?add=", "Add a project"),
        _ => ("/", "Go to Today"),
    }
}
