//! Today: what is due, what rests, and the one next thing. On a first visit, two doors, which are
//! in the first WebAssembly file; everything else here is not.

mod care_line;
mod content;
mod first_visit;
mod item_actions;
mod item_buttons;
mod item_list;
mod item_words;
mod join;
mod model;
mod new_answers;
mod next_thing;
mod partner_notes;
mod pauses;
mod todos;
mod yes_line;

use leptos::prelude::*;

use crate::session::{Session, session};
use content::TodayContent;
pub use first_visit::FirstVisit;
use model::Day;

/// The page at `/` once something is tracked.
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
            <TodayContent day=day />
        </div>
    }
    .into_any()
}

fn day_of(session: Session) -> Day {
    let now = session.now();
    session.read(|journal| Day::of(journal, now, &|ms| session.offset_at(ms)))
}
