//! A timed writing, with a clock that says whole minutes and rings for nobody; and earlier ones.

use std::time::Duration;

use domain::exchange::private_entry::{PrivateEntry, PrivateText};
use leptos::prelude::*;

use super::entry::{PrivateField, change, field, with_delete};
use super::model::{MINUTES, clock_words, current, percent_gone, until_ms, written};
use crate::components::card::Card;
use crate::components::field::Select;
use crate::components::live::live;
use crate::components::ring::Ring;
use crate::session::Session;

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(5);

/// What there is of writings.
#[derive(Clone, Default)]
struct Writings {
    current: Option<PrivateEntry>,
    earlier: Vec<PrivateEntry>,
}

impl Writings {
    /// Those of this device. One that was begun, and in which nothing was written, is forgotten once
    /// its time is over.
    fn read(session: Session) -> Self {
        let now_ms = session.exact_now().ms;
        let mut entries = session.private_entries();
        let current = current(&entries, now_ms);
        for entry in &entries {
            if entry.is_writing() && entry.is_empty() && Some(entry.id()) != current {
                session.delete_private(entry.id());
            }
        }
        let earlier = written(&entries, true, current);
        Self {
            current: entries
                .iter()
                .find(|entry| Some(entry.id()) == current)
                .cloned(),
            earlier: {
                entries.retain(|entry| earlier.contains(&entry.id()));
                entries
            },
        }
    }
}

/// The card of writings.
pub(super) fn card(session: Session) -> AnyView {
    let writings = RwSignal::new(Writings::default());
    // The server knows nothing of this device; it is filled in once the page is alive.
    Effect::new(move |_| {
        if session.is_loaded() {
            writings.set(Writings::read(session));
        }
    });
    let body = move || match writings.with(|writings| writings.current.clone()) {
        Some(entry) => goes_on(session, writings, entry),
        None => begin(session, writings),
    };
    let rows = move || {
        let earlier = writings.with(|writings| writings.earlier.clone());
        let rows = earlier.into_iter().map(|entry| row(session, entry));
        rows.collect_view()
    };
    let has_none = move || writings.with(|writings| writings.earlier.is_empty());
    view! {
        <Card name="writing" title="Write for a while" class="card stack">
            {live(body)}
            <details class="disclosure" hidden=has_none>
                <summary>"Earlier entries"</summary>
                <ul class="stack" role="list">{live(rows)}</ul>
            </details>
        </Card>
    }
    .into_any()
}

/// The way to begin.
fn begin(session: Session, writings: RwSignal<Writings>) -> AnyView {
    let minutes = RwSignal::new(MINUTES[0].to_string());
    let options = MINUTES.map(|minutes| (minutes.to_string(), format!("{minutes} minutes")));
    let start = move |_| {
        let minutes = minutes.get_untracked().parse().unwrap_or(MINUTES[0]);
        let until = until_ms(session.exact_now().ms, minutes);
        let entry = PrivateEntry::writing(session.new_id(), until);
        let id = entry.id();
        session.store_private(&entry);
        writings.update(|writings| writings.current = Some(entry));
        session.with_platform(|platform| platform.focus(&format!("writing-{id}")));
    };
    view! {
        <p>
            "What happened, and how it feels. Spelling doesn’t matter, and nobody else will read it. Stop whenever you like."
        </p>
        <Select id="private-minutes" label="How long" options=options.to_vec() value=minutes />
        <p>
            <button id="private-start" type="button" class="btn btn--primary" on:click=start>
                "Start writing"
            </button>
        </p>
    }
    .into_any()
}

/// The writing that goes on, with its clock.
fn goes_on(session: Session, writings: RwSignal<Writings>, entry: PrivateEntry) -> AnyView {
    let id = entry.id();
    let held = StoredValue::new(entry);
    let end = move |_| {
        change(session, held, PrivateEntry::end);
        writings.set(Writings::read(session));
        session.announce("Done. It’s saved on this device only.");
        session.with_platform(|platform| platform.focus("private-start"));
    };
    let shown = PrivateField {
        name: "writing",
        label: "Write whatever comes to mind".to_owned(),
        rows: 12,
        which: PrivateText::Written,
    };
    let until_ms = held.with_value(PrivateEntry::until_ms);
    let from_ms = id.made_ms().unwrap_or(until_ms);
    view! {
        <div class="split">
            {clock(session, from_ms, until_ms)}
            <button type="button" class="btn" on:click=end>
                "End here"
            </button>
        </div>
        {field(session, held, shown)}
    }
    .into_any()
}

/// The quiet clock. That the time is over is said once.
fn clock(session: Session, from_ms: u64, until_ms: u64) -> AnyView {
    let now_ms = RwSignal::new(session.exact_now().ms);
    let look = move || {
        let (before, now) = (now_ms.get_untracked(), session.exact_now().ms);
        if before < until_ms && now >= until_ms {
            session.announce(&clock_words(until_ms, now));
        }
        now_ms.set(now);
    };
    Effect::new(move |_| {
        if let Ok(ticking) = set_interval_with_handle(look, LOOK) {
            on_cleanup(move || ticking.clear());
        }
    });
    let words = Memo::new(move |_| clock_words(until_ms, now_ms.get()));
    let percent = Memo::new(move |_| percent_gone(from_ms, until_ms, now_ms.get()));
    view! {
        <p class="cluster" role="timer">
            <Ring percent=Signal::derive(move || percent.get()) size="s" />
            <span>{live(move || words.get())}</span>
        </p>
    }
    .into_any()
}

/// An earlier writing, to read, to go on with, or to delete.
fn row(session: Session, entry: PrivateEntry) -> AnyView {
    let made_ms = entry.id().made_ms().unwrap_or(entry.written_ms());
    let label = session.exact_now().say(made_ms);
    let held = StoredValue::new(entry);
    let text = move || {
        let shown = PrivateField {
            name: "writing",
            label: label.clone(),
            rows: 4,
            which: PrivateText::Written,
        };
        field(session, held, shown)
    };
    with_delete(session, held, "Delete this entry", text)
}
