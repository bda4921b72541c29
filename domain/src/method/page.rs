//! What the index page of the method says of itself: title, description and opening lines.

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
        "A no ends one process. You’re left with people who know you, and an interview you can learn from.",
        "These practices use both, in the order most people need them. Take what helps and leave the rest.",
    ],
};
