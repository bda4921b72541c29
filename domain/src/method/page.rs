//! What the public pages of the method say of themselves: title, description and opening lines.

use super::practice::practice;

/// The words at the top of the method's index page.
#[derive(Debug)]
pub struct MethodPage {
    /// The heading.
    pub title: &'static str,
    /// One line for search results and shared links.
    pub description: &'static str,
    /// Opening paragraphs.
    pub intro: &'static [&'static str],
}

/// The index page.
pub static PAGE: MethodPage = MethodPage {
    title: "What to do with a no",
    description: "A calm method for the days after a rejection. Pause, understand, review, \
                  reconnect, grow and carry on.",
    intro: &[
        "A no ends one process. It leaves behind people who know you, and an interview you can learn from.",
        "These practices make use of both, in the order most people need them. Take what helps, and leave the rest.",
    ],
};

/// Title and description of the index page (no id) or of one practice's page.
pub fn page_head(id: Option<&str>) -> Option<(&'static str, &'static str)> {
    match id {
        None => Some((PAGE.title, PAGE.description)),
        Some(id) => practice(id).map(|found| (found.title, found.summary)),
    }
}
