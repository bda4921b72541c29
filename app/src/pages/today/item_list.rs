//! Lines of the agenda in a list: also due, or in the next days.

use leptos::prelude::*;

use super::item_buttons::item_buttons;
use super::model::AgendaLine;
use crate::session::Session;

/// The lines under a title, or nothing where there are none.
pub(super) fn item_list(session: Session, title: &'static str, lines: Vec<AgendaLine>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines
        .into_iter()
        .map(|line| row(session, line))
        .collect_view();
    view! {
        <section>
            <h2>{title}</h2>
            <ul class="due-list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(session: Session, line: AgendaLine) -> AnyView {
    let buttons = item_buttons(session, &line, false);
    view! {
        <li class="due">
            <div class="due__text">
                <a class="due__what" href=line.words.address>
                    {line.words.title}
                </a>
                <span class="due__about">{line.about}</span>
            </div>
            <span class="due__when">{line.when}</span>
            <div class="due__actions">{buttons}</div>
        </li>
    }
    .into_any()
}
