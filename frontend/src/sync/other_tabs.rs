//! The other tabs of this browser: what they write comes as storage events, and the leading tab
//! says how syncing goes.

use app::sync::SyncState;
use domain::sync::tab::names::{ERASED, FORM, REJECTIONS, STATE};
use leptos::ev;
use leptos::prelude::*;

use crate::{dom, storage};

/// An event from another tab.
pub(super) enum TabEvent<'event> {
    /// How syncing goes has changed.
    Status,
    /// A value was written, or deleted.
    Value(&'event str, Option<&'event str>),
    /// Everything was deleted at once, by something else than this product.
    Cleared,
    /// The browser had set this page aside, so events were missed.
    Resumed,
}

/// Follows the other tabs for as long as the app runs. If one of them erases everything, this page
/// starts over.
pub(super) fn follow(on_tab_event: impl Fn(TabEvent<'_>) + Copy + 'static) {
    let written = window_event_listener(ev::storage, move |event| match event.key().as_deref() {
        Some(ERASED) => dom::restart(),
        Some(STATE | REJECTIONS) => on_tab_event(TabEvent::Status),
        // A form reads its own when the page is shown.
        Some(name) if name.starts_with(FORM) => {}
        Some(name) => on_tab_event(TabEvent::Value(name, event.new_value().as_deref())),
        None => on_tab_event(TabEvent::Cleared),
    });
    let shown = window_event_listener(ev::pageshow, move |event| {
        if storage::is_erased() {
            dom::restart();
        } else if event.persisted() {
            on_tab_event(TabEvent::Resumed);
        }
    });
    on_cleanup(move || {
        written.remove();
        shown.remove();
    });
}

/// Tells the other tabs how syncing goes.
pub(super) fn tell(state: SyncState) {
    if storage::get(STATE).as_deref() != Some(word(state)) {
        storage::set(STATE, word(state));
    }
}

/// How syncing goes, as the leading tab says.
pub(super) fn told() -> SyncState {
    state_from(&storage::get(STATE).unwrap_or_default())
}

const fn word(state: SyncState) -> &'static str {
    match state {
        SyncState::Guest => "guest",
        SyncState::Working => "working",
        SyncState::Everywhere => "everywhere",
        SyncState::Offline => "offline",
        SyncState::Unreachable => "unreachable",
        SyncState::SignedOut => "signed-out",
    }
}

fn state_from(word: &str) -> SyncState {
    match word {
        "everywhere" => SyncState::Everywhere,
        "offline" => SyncState::Offline,
        "unreachable" => SyncState::Unreachable,
        "signed-out" => SyncState::SignedOut,
        _ => SyncState::Working,
    }
}
