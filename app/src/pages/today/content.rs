//! A day of a search: pauses, the one next thing, what else is due, what comes soon.

use leptos::prelude::*;

use super::item_list::item_list;
use super::model::Day;
use super::next_thing::next_thing;
use super::pauses::pauses;
use super::todos::Todos;
use super::yes_line::yes_line;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::session;

/// The page once something is tracked.
#[component]
pub(super) fn TodayContent(day: Memo<Day>) -> impl IntoView {
    let session = session();
    view! {
        <div class="page__head">
            <h1 id="heading" tabindex="-1">"Today"</h1>
            <p class="page__sub">{live(move || session.today().long())}</p>
        </div>
        {live(move || pauses(day.with(|day| day.pauses.clone())))}
        {live(move || next_thing(session, &day.get()))}
        {yes_line(session)}
        {live(move || {
            let others = day.with(|day| day.due.iter().skip(1).cloned().collect::<Vec<_>>());
            item_list(session, "Also due", others)
        })}
        {live(move || item_list(session, "In the next days", day.with(|day| day.soon.clone())))}
        <Todos day=day />
        <p class="cluster">
            <a class="btn" href="/search?add=">
                <Icon name="add" />
                "Add an opportunity"
            </a>
            <a class="btn btn--quiet" href="/comeback/new">
                "I just heard no"
            </a>
        </p>
    }
    .into_any()
}
