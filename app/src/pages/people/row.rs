//! One person in the list: who, where, since when it has been quiet, what comes next.

use domain::planning::plan::due_words;
use leptos::prelude::*;

use super::model::{Row, gap};
use crate::actions::touches::what;
use crate::session::Session;

pub(super) fn person_row(session: Session, row: Row) -> AnyView {
    let today = session.day_of_writing();
    let gap = gap(row.last, today);
    let next = row.next.map(|(occasion, on)| {
        let when = due_words(occasion, on, today);
        let words = format!("{when}: {}", what(occasion, "them"));
        view! { <span class="people__next">{words}</span> }.into_any()
    });
    let tags = row
        .tags
        .into_iter()
        .map(|tag| view! { <span class="tag">{tag}</span> }.into_any())
        .collect_view();
    view! {
        <li class="people__row">
            <div class="people__who">
                <a href=format!("/people/{}", row.id) dir="auto">
                    {row.name}
                </a>
                <span class="due__about" dir="auto">
                    {row.place}
                </span>
            </div>
            <div class="people__tags">{tags}</div>
            <div class="people__when">
                <span>{gap}</span>
                {next}
            </div>
        </li>
    }
    .into_any()
}
