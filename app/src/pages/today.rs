//! Today: what is due, what rests, and the one next thing. On a first visit, two doors.

mod content;
mod first_visit;
mod item_actions;
mod item_buttons;
mod item_list;
mod item_words;
mod model;
mod next_thing;
mod pauses;

use leptos::prelude::*;

use crate::components::live::Show;
use crate::session::{Session, session};
use content::TodayContent;
use first_visit::FirstVisit;
use model::Day;

/// The page at `/`.
#[component]
pub fn Today() -> impl IntoView {
    let session = session();
    let day = Memo::new(move |_| day_of(session));
    Effect::new(move |_| {
        let count = day.with(|day| day.reminders);
        session.with_platform(|platform| platform.set_badge(count));
    });
    view! {
        <div class="page page--today">
            <Show
                when=move || !day.with(|day| day.is_first_visit)
                fallback=|| view! { <FirstVisit /> }
            >
                <TodayContent day=day />
            </Show>
        </div>
    }
    .into_any()
}

fn day_of(session: Session) -> Day {
    let now = session.now();
    session.read(|journal| {
        session.with_platform(|platform| {
            let offset_at = |ms: u64| platform.zone_offset(&platform.zone(), ms);
            Day::of(journal, now, &offset_at)
        })
    })
}
