//! A day of a search: pauses, the one next thing, what else is due, what comes soon. While a no
//! rests, and on a rest day, only what has an hour.

use leptos::prelude::*;

use super::care_line::{care_line, care_link};
use super::item_list::item_list;
use super::model::{Day, WaitingLines};
use super::new_answers::new_answers_line;
use super::next_thing::next_thing;
use super::partner_notes::partner_notes;
use super::pauses::pauses;
use super::todos::Todos;
use super::yes_line::yes_line;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::session::{Session, session};

/// The page once something is tracked.
#[component]
pub(super) fn TodayContent(day: Memo<Day>) -> impl IntoView {
    let session = session();
    let is_shown = RwSignal::new(false);
    view! {
        <div class="page__head">
            <h1 id="heading" tabindex="-1">"Today"</h1>
            <a class="btn btn--small" href="/plan">
                <Icon name="calendar" />
                "Plan"
            </a>
            <p class="page__sub">{live(move || session.today().long())}</p>
        </div>
        {live(move || pauses(day.with(|day| day.pauses.clone())))}
        {care_line(session, day)}
        {yes_line(session)}
        {new_answers_line(session, day)}
        {live(move || match day.with(|day| day.waiting.clone()) {
            Some(waiting) => {
                let rounds = item_list(session, "Still on today", day.with(|day| day.due.clone()));
                view! {
                    {rounds}
                    {quiet_day(session, waiting, is_shown)}
                }
                    .into_any()
            }
            None => whole_day(session, &day.get()),
        })}
        // Not drawn again with the day: somebody may be typing.
        <Show when=move || day.with(|day| day.waiting.is_none())>
            <Todos day=day />
        </Show>
        <p class="cluster">
            <a class="btn" href="/search?add=">
                <Icon name="add" />
                "Add an opportunity"
            </a>
            {care_link()}
        </p>
    }
    .into_any()
}

/// The one next thing, and all the rest of the day.
fn whole_day(session: Session, day: &Day) -> AnyView {
    let others = day.due.iter().skip(1).cloned().collect();
    view! {
        {next_thing(session, day)}
        {partner_notes(session)}
        {item_list(session, "Also due", others)}
        {item_list(session, "In the next days", day.soon.clone())}
    }
    .into_any()
}

/// One line that says until when everything else waits, with a way to see it.
fn quiet_day(session: Session, waiting: WaitingLines, is_shown: RwSignal<bool>) -> AnyView {
    let WaitingLines { words, due, soon } = waiting;
    if due.is_empty() && soon.is_empty() {
        return view! { <p class="quiet-line">{words}</p> }.into_any();
    }
    let lists = move || {
        is_shown.get().then(|| {
            view! {
                {item_list(session, "Waiting", due.clone())}
                {item_list(session, "In the next days", soon.clone())}
            }
        })
    };
    view! {
        <p class="quiet-line">
            {words} " "
            <button
                type="button"
                class="link-button"
                aria-expanded=move || is_shown.get().to_string()
                on:click=move |_| is_shown.update(|is_shown| *is_shown = !*is_shown)
            >
                "Show what’s waiting"
            </button>
        </p>
        {live(lists)}
    }
    .into_any()
}
