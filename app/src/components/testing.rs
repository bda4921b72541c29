//! Markup in tests, as the server renders it.

use leptos::prelude::*;

/// The markup of a view, an element a line.
pub(crate) fn html_of(view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new();
    let html = owner.with(|| view().to_html());
    html.replace("><", ">\n<")
}
