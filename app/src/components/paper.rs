//! A paper: what a page is about, to print or to send, without the page around it. Both follow from
//! one plain text, and what is empty is in neither.

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::print::PrintButton;
use crate::session::session;

/// What is printed or copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperText {
    /// The heading: “First ninety days”.
    pub title: String,
    /// What it is about, below the heading: “Data engineer at Acme”.
    pub about: String,
    /// Headings and their texts.
    pub sections: Vec<(String, String)>,
}

impl PaperText {
    /// A paper without sections.
    #[must_use]
    pub fn new(title: impl Into<String>, about: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            about: about.into(),
            sections: Vec::new(),
        }
    }

    /// Adds a section; an empty one is left out.
    #[must_use]
    pub fn section(mut self, heading: impl Into<String>, text: &str) -> Self {
        let text = text.trim();
        if !text.is_empty() {
            self.sections.push((heading.into(), text.to_owned()));
        }
        self
    }

    /// The whole paper as plain text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let sections = self.sections.iter();
        let sections = sections.map(|(heading, text)| format!("{heading}\n{text}"));
        let head = [self.title.trim(), self.about.trim()];
        let head: Vec<&str> = head.into_iter().filter(|line| !line.is_empty()).collect();
        let parts: Vec<String> = std::iter::once(head.join("\n")).chain(sections).collect();
        parts.join("\n\n")
    }
}

/// The buttons that print a paper and copy it, and the paper itself, which only a printer sees.
///
/// To be a direct child of an element of the class `page--paper`: nothing else of that is printed.
#[component]
pub fn Paper(
    /// What is printed or copied.
    #[prop(into)]
    text: Signal<PaperText>,
) -> impl IntoView {
    let session = session();
    let copy = move |_| session.copy(&text.with_untracked(PaperText::to_text), "Text");
    view! {
        <p class="cluster">
            <PrintButton />
            <button type="button" class="btn btn--small" on:click=copy>
                <Icon name="copy" />
                "Copy as text"
            </button>
        </p>
        <article class="paper">{live(move || text.with(sheet))}</article>
    }
    .into_any()
}

fn sheet(text: &PaperText) -> AnyView {
    let sections = text.sections.iter().map(|(heading, text)| {
        view! {
            <section class="paper__section">
                <h2 dir="auto">{heading.clone()}</h2>
                <p dir="auto">{text.clone()}</p>
            </section>
        }
        .into_any()
    });
    view! {
        <h1 dir="auto">{text.title.clone()}</h1>
        <p class="paper__about" dir="auto">{text.about.clone()}</p>
        {sections.collect_view()}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_empty_is_neither_printed_nor_copied() {
        let text = PaperText::new("A piece of work", "Acme")
            .section("The problem", " Plans are late. \n")
            .section("Price", "  ")
            .section("Time", "Two weeks");
        assert_eq!(
            text.to_text(),
            "A piece of work\nAcme\n\nThe problem\nPlans are late.\n\nTime\nTwo weeks"
        );
        assert_eq!(text.sections.len(), 2);
        assert_eq!(PaperText::new("Plan", "").to_text(), "Plan");
    }
}
