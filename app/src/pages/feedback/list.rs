//! Requests and companies, a line each that leads to its page.

use leptos::prelude::*;

use super::model::Line;

/// A heading and its lines; nothing where there are none.
pub(super) fn list(title: &'static str, lines: Vec<Line>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines.into_iter().map(row).collect_view();
    view! {
        <section aria-label=title>
            <h2>{title}</h2>
            <ul class="due-list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(line: Line) -> AnyView {
    view! {
        <li class="due">
            <div class="due__text">
                <a class="due__what" href=line.address dir="auto">
                    {line.title}
                </a>
                <span class="due__about">{line.words}</span>
            </div>
        </li>
    }
    .into_any()
}
