//! The trash, called Bin on the page: things removed in the last 30 days can be brought back.

use domain::journal::trash::{Removed, trash};
use domain::values::date::Now;
use leptos::prelude::*;

use super::excerpt::excerpt;
use super::stages::say_board_is_full;
use crate::actions;
use crate::components::card::Card;
use crate::components::live::live;
use crate::session::{Session, session};

/// How many entries are shown at first: what else is in Settings is not to be far below.
const SHOWN_AT_FIRST: usize = 12;

/// How many times as many each “Show more” shows: thousands are a few taps away, and nobody waits for them unasked.
const TIMES_MORE: usize = 4;

/// How many characters of a title are shown.
const LONGEST_TITLE: usize = 80;

/// The card with what was removed.
#[component]
pub(super) fn Trash() -> impl IntoView {
    let session = session();
    let limit = RwSignal::new(SHOWN_AT_FIRST);
    let list = move || {
        let now = session.now();
        let found = session.read(|journal| trash(journal, now.ms));
        let count = found.len();
        if count == 0 {
            return view! { <p>"You haven’t removed anything in the last 30 days."</p> }.into_any();
        }
        let shown = limit.get();
        let more = (count > shown).then(|| show_more(session, limit, count));
        let rows = found
            .into_iter()
            .take(shown)
            .enumerate()
            .map(|(place, removed)| row(session, now, place, removed))
            .collect_view();
        view! {
            <p class="field__hint">"What you remove stays here for 30 days."</p>
            <ul class="account-list">{rows}</ul>
            {more}
        }
        .into_any()
    };
    view! {
        <Card name="bin" title="Bin" anchor="bin" class="card stack">
            {live(list)}
        </Card>
    }
    .into_any()
}

/// The button that shows more of them, and how many are shown.
fn show_more(session: Session, limit: RwSignal<usize>, count: usize) -> AnyView {
    let shown = limit.get_untracked();
    let show_more = move |_| {
        let next = TIMES_MORE * shown;
        limit.set(next);
        session.announce(&format!("{} of {count} are shown.", next.min(count)));
        // Whoever goes by keys goes on where the new ones begin.
        session.with_platform(|platform| platform.focus(&row_id(shown)));
    };
    view! {
        <div class="cluster">
            <button type="button" class="btn btn--small" on:click=show_more>
                "Show more"
            </button>
            <span class="field__hint">{format!("{shown} of {count} are shown.")}</span>
        </div>
    }
    .into_any()
}

fn row_id(place: usize) -> String {
    format!("bin-{place}")
}

fn row(session: Session, now: Now, place: usize, removed: Removed) -> AnyView {
    // A learning has no name but its text, which can be a long one.
    let removed = Removed {
        title: excerpt(&removed.title, LONGEST_TITLE),
        ..removed
    };
    let when = match removed.keys.len() - 1 {
        0 => format!("Removed {}", now.say(removed.at_ms)),
        1 => format!(
            "Removed {}, with one thing that belongs to it",
            now.say(removed.at_ms)
        ),
        more => format!(
            "Removed {}, with {more} things that belong to it",
            now.say(removed.at_ms)
        ),
    };
    let label = format!("Bring back: {}", removed.title);
    let title = removed.title.clone();
    view! {
        <li class="account-row">
            <span>
                <strong dir="auto">{title}</strong>
                <span class="field__hint">{when}</span>
            </span>
            <button
                type="button"
                class="btn btn--small"
                id=row_id(place)
                aria-label=label
                on:click=move |_| bring_back(session, &removed)
            >
                "Bring back"
            </button>
        </li>
    }
    .into_any()
}

/// Brings it back, unless it is a stage and there is no room for one.
fn bring_back(session: Session, removed: &Removed) {
    match session.edit_of(|journal, _| actions::trash::bring_back(journal, removed)) {
        Some(edit) => session.commit(edit),
        None => say_board_is_full(session),
    }
}
