//! The method's pages as the server writes them: one heading, whole outlines, links that lead somewhere.

use domain::method::{PRACTICES, Phase, QUESTIONS};
use leptos::prelude::*;

use super::phase_section;
use super::practice_page::practice_page;
use crate::routes::head;

#[test]
fn every_practice_page_has_one_heading_and_its_words() {
    for practice in PRACTICES {
        let html = practice_page(practice).to_html();
        assert_eq!(html.matches("<h1").count(), 1, "{}", practice.id);
        assert!(html.contains(&escaped(practice.title)), "{}", practice.id);
        assert!(html.contains(&escaped(practice.why)), "{}", practice.id);
        assert!(!html.contains("style="), "{}", practice.id);
    }
}

#[test]
fn every_link_on_the_method_pages_leads_to_a_page() {
    let practice_pages = PRACTICES
        .iter()
        .map(|practice| practice_page(practice).to_html());
    let phases = Phase::ALL.map(|phase| phase_section(phase).to_html());
    for html in practice_pages.chain(phases) {
        for link in html.split("href=\"").skip(1) {
            let path = link.split(['"', '#', '?']).next().unwrap_or_default();
            assert!(head(path).is_some(), "{path}");
        }
    }
}

#[test]
fn the_review_page_asks_all_fifteen_questions() {
    let review = PRACTICES.iter().find(|practice| practice.id == "review");
    let html = review
        .map(|practice| practice_page(practice).to_html())
        .unwrap_or_default();
    for question in &QUESTIONS {
        assert!(html.contains(&escaped(question.prompt)), "{}", question.id);
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
