//! The pages: complete, accessible without JavaScript, and never anything but text where text was
//! given.

#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use super::*;
use crate::model::feedback::{FeedbackRequest, Material};
use crate::planning::partner_view::{PartnerGroup, PartnerLine, PartnerSection, PartnerView};
use crate::values::date::Date;

const HOSTILE: &str =
    "</textarea></title><script>alert(1)</script>\" onfocus='x' autofocus & \u{0}\u{1b}&lt;";

const LINKED: Style<'_> = Style::Linked("/pkg/one-yes.css");

fn request(text: &str) -> FeedbackRequest {
    FeedbackRequest {
        material: Some(Material::Cv),
        title: text.into(),
        text: text.into(),
        link: "https://example.org/cv?a=1&b=2".into(),
        questions: vec!["What would make you say no?".into(), text.into()],
        asks_name: true,
        ..FeedbackRequest::default()
    }
}

fn feedback(text: &str, problem: Option<FormProblem>) -> String {
    let answers = [text.to_owned(), text.to_owned()];
    let form = FeedbackForm {
        action: "/feedback/t",
        answers: &answers,
        name: text,
        problem,
    };
    feedback_page(LINKED, &request(text), &form)
}

fn view(text: &str) -> PartnerView {
    let group = PartnerGroup {
        title: text.into(),
        lines: vec![PartnerLine {
            text: text.into(),
            detail: text.into(),
        }],
        remarks: vec![text.into()],
    };
    PartnerView {
        on: Date::parse("2026-03-13").unwrap(),
        until: Date::parse("2026-06-01").ok(),
        sections: vec![PartnerSection {
            title: "The plan",
            groups: vec![group],
            definition: text.into(),
        }],
    }
}

fn partner(style: Style<'_>, text: &str, problem: Option<FormProblem>) -> String {
    let form = NoteForm {
        action: "/shared/t",
        note: text,
        problem,
    };
    partner_page(style, &view(text), Some(&form))
}

fn every_page(text: &str) -> Vec<String> {
    vec![
        feedback(text, None),
        feedback(text, Some(FormProblem::TooLong)),
        partner(LINKED, text, None),
        partner(LINKED, text, Some(FormProblem::Empty)),
        partner_page(Style::Embedded, &view(text), None),
        partner_page(LINKED, &PartnerView::default(), None),
        answer_thanks_page(LINKED),
        note_thanks_page(LINKED, "/shared/t"),
        gone_page(LINKED),
        unavailable_page(LINKED),
    ]
}

/// The tags of a document, with their attributes.
fn tags(page: &str) -> Vec<&str> {
    let tags = page.split('<').skip(1);
    tags.map(|tag| tag.split_once('>').unwrap().0).collect()
}

#[test]
fn hostile_text_stays_text() {
    let (hostile, kind) = (every_page(HOSTILE), every_page("Kind"));
    for (hostile, kind) in hostile.iter().zip(&kind) {
        let shape = |page: &str| -> Vec<String> {
            let tags = tags(page).into_iter();
            tags.map(|tag| tag.split(' ').next().unwrap().to_owned())
                .collect()
        };
        assert_eq!(shape(hostile), shape(kind));
        for tag in tags(hostile) {
            // Attributes have double quotes alone, and as many as there are attributes.
            let outside: String = tag.split('"').step_by(2).collect();
            assert!(
                !outside.contains("onfocus") && !outside.contains("autofocus"),
                "{tag}"
            );
        }
        assert!(!hostile.contains(['\u{0}', '\u{1b}']));
        assert!(!hostile.contains("<script"));
    }
    assert!(hostile[0].contains("&lt;script&gt;alert(1)"));
    assert!(
        hostile[0].contains("&amp;lt;"),
        "an entity that was typed stays as typed"
    );
}

#[test]
fn a_link_that_could_do_something_is_none() {
    for link in [
        "javascript:alert(1)",
        "data:text/html,x",
        "  ",
        "//x",
        "java\nscript:x",
    ] {
        let request = FeedbackRequest {
            link: link.into(),
            ..request("Kind")
        };
        let form = FeedbackForm {
            action: "/feedback/t",
            answers: &[],
            name: "",
            problem: None,
        };
        let page = feedback_page(LINKED, &request, &form);
        assert!(!page.contains("<a "), "{link}");
    }
    assert!(feedback("Kind", None).contains("href=\"https://example.org/cv?a=1&amp;b=2\""));
}

#[test]
fn every_page_is_a_whole_document_that_nobody_indexes_and_no_script_runs_on() {
    for page in every_page("Kind") {
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
        assert!(page.ends_with("</html>\n"));
        for one in ["<title>", "<h1>", "<main ", "<meta charset=\"utf-8\">"] {
            assert_eq!(page.matches(one).count(), 1, "{one} in {page}");
        }
        assert!(page.contains("content=\"noindex, nofollow\""));
        assert!(page.contains("name=\"viewport\""));
        assert!(!page.contains("<script") && !page.contains("style=\""));
    }
}

#[test]
fn headings_skip_no_level_and_fields_have_labels() {
    for page in every_page("Kind") {
        let levels = tags(&page).into_iter().filter_map(|tag| {
            let level = tag.strip_prefix('h')?.chars().next()?;
            level.to_digit(10)
        });
        levels.fold(0, |before, level| {
            assert!(level <= before + 1, "h{level} after h{before} in {page}");
            level
        });
        for field in tags(&page) {
            let is_field = field.starts_with("textarea ") || field.starts_with("input ");
            if let Some((id, _)) = field
                .split_once("id=\"")
                .filter(|_| is_field)
                .and_then(|(_, rest)| rest.split_once('"'))
            {
                assert!(page.contains(&format!("<label for=\"{id}\"")), "{id}");
            }
        }
    }
}

#[test]
fn what_was_typed_is_there_again_with_the_reason() {
    let page = feedback("\nFirst line", Some(FormProblem::TooLong));
    // A parser drops one line break after the tag: the other one is typed.
    assert_eq!(page.matches("\">\n\nFirst line</textarea>").count(), 2);
    assert!(page.contains("value=\"\nFirst line\""));
    assert!(
        page.contains("role=\"alert\">That’s too long: there’s room for about 5000 characters")
    );
    assert!(page.contains("<title>Not sent yet"));
    let page = partner(LINKED, "A note", Some(FormProblem::NotSaved));
    assert!(page.contains(">\nA note</textarea>") && page.contains("aria-invalid=\"true\""));
    assert!(!feedback("x", None).contains("role=\"alert\""));
}

#[test]
fn at_most_twenty_questions_and_no_name_unless_it_is_asked_for() {
    let request = FeedbackRequest {
        questions: vec!["Why?".into(); 30],
        ..FeedbackRequest::default()
    };
    let form = FeedbackForm {
        action: "/feedback/t",
        answers: &[],
        name: "",
        problem: None,
    };
    let page = feedback_page(LINKED, &request, &form);
    assert_eq!(page.matches("<textarea").count(), 20);
    assert!(page.contains("name=\"q19\"") && !page.contains("name=\"name\""));
}

#[test]
fn a_file_has_no_form_and_asks_nothing_of_a_server() {
    let file = partner_page(Style::Embedded, &view("Kind"), None);
    for part in ["<form", "<link", "href=", "src=", "url(", "@import"] {
        assert!(!file.contains(part), "{part}");
    }
    assert!(file.contains("<style>") && !file.contains("works until"));
    assert!(partner(LINKED, "", None).contains("The link works until Monday 1 June 2026."));
}

#[test]
fn the_pages_as_they_are_sent() {
    insta::assert_snapshot!("feedback", feedback("Kind", None));
    insta::assert_snapshot!("partner", partner(Style::Embedded, "Kind", None));
    insta::assert_snapshot!("gone", gone_page(LINKED));
}

#[test]
fn the_preview_is_the_page_itself_one_level_down() {
    let preview = partner_preview(&view("<h2>Kind</h2>"));
    assert!(preview.starts_with("<h2>How the search is going</h2>"));
    assert!(preview.contains("<h3>The plan</h3>") && preview.contains("&lt;h2&gt;Kind"));
    assert!(!preview.contains("<h1") && !preview.contains("<form"));
    let page = partner(LINKED, "Kind", None);
    for line in partner_preview(&view("Kind")).lines() {
        assert!(line.contains("<h") || page.contains(line), "{line}");
    }
}
