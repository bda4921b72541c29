//! Pages of a few sentences: what is said after a form was sent, and where a link leads nowhere.

use super::document::{Style, document};
use super::html::Html;

/// The thanks for an answer to a request for feedback.
#[must_use]
pub fn answer_thanks_page(style: Style<'_>) -> String {
    page(
        style,
        "Thank you",
        "Your answer has arrived. An honest answer takes time, and it helps.",
        "You can close this page.",
    )
}

/// The thanks for a partner’s note, with the way back to the page at this path.
#[must_use]
pub fn note_thanks_page(style: Style<'_>, back: &str) -> String {
    let mut body = head(
        "Thank you",
        "Your note has arrived. It will be on their Today page.",
    );
    body.raw("<p><a href=\"")
        .text(back)
        .raw("\">Back to the page</a></p>\n");
    document(style, "Thank you · One Yes", &body)
}

/// The one page for every link that leads nowhere: unknown, expired, ended or full. It must not tell
/// these apart, or links could be guessed.
#[must_use]
pub fn gone_page(style: Style<'_>) -> String {
    page(
        style,
        "This page isn’t available",
        "The link may have ended, or part of it may be missing.",
        "If you were sent it, ask the person who sent it for a new one.",
    )
}

/// The page while the server cannot show the right one: it is busy, or asked too often.
#[must_use]
pub fn unavailable_page(style: Style<'_>) -> String {
    page(
        style,
        "This page can’t be shown just now",
        "The server is busy, or was asked a lot in a short time.",
        "Please try again in a minute.",
    )
}

fn page(style: Style<'_>, heading: &'static str, says: &'static str, next: &'static str) -> String {
    let mut body = head(heading, says);
    body.raw("<p>").raw(next).raw("</p>\n");
    document(style, &format!("{heading} · One Yes"), &body)
}

fn head(heading: &'static str, says: &'static str) -> Html {
    let mut body = Html::default();
    body.raw("<h1>")
        .raw(heading)
        .raw("</h1>\n<p class=\"lede\">")
        .raw(says)
        .raw("</p>\n");
    body
}
