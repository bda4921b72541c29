//! The bin: what was removed in the last 30 days can be brought back.

use domain::journal::trash::{Removed, trash};
use domain::model::stage::MOST_STAGES;
use domain::state::record::RecordKind;
use domain::values::date::Now;
use leptos::prelude::*;

use super::refused::beginning;
use super::stages::no_more_stages;
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
pub(super) fn Bin() -> impl IntoView {
    let session = session();
    let limit = RwSignal::new(SHOWN_AT_FIRST);
    let list = move || {
        let now = session.now();
        let found = session.read(|journal| trash(journal, now.ms));
        let count = found.len();
        if count == 0 {
            return view! { <p>"Nothing was removed in the last 30 days."</p> }.into_any();
        }
        let shown = limit.get();
        let more = (count > shown).then(|| {
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
        });
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
        <section class="card stack" id="bin" aria-labelledby="bin-title">
            <h2 id="bin-title">"Bin"</h2>
            {live(list)}
        </section>
    }
    .into_any()
}

fn row_id(place: usize) -> String {
    format!("bin-{place}")
}

fn row(session: Session, now: Now, place: usize, removed: Removed) -> AnyView {
    // A learning has no name but its text, which can be a long one.
    let removed = Removed {
        title: beginning(&removed.title, LONGEST_TITLE),
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
    let is_stage = removed.keys.iter().any(|key| key.kind == RecordKind::Stage);
    if is_stage && session.peek(|journal| journal.stages().all().len()) >= MOST_STAGES {
        no_more_stages(session);
    } else {
        session.commit(removed.back());
    }
}
