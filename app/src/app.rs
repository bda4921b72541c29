//! The frame around every page: places, palette, help, messages, announcements, and what happens when the address changes.

use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;

use crate::commands::{Palette, ShortcutHelp, Shortcuts};
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::notices::{StorageNotice, Toasts, UpdateNotice};
use crate::components::reminder::Reminder;
use crate::components::sync_state::{SyncLine, announce_needs};
use crate::pages::search::SearchState;
use crate::routes::{Pages, full_title};
use crate::session::session;

/// The places of the app, in the order of the bar: address, icon, name.
const PLACES: [(&str, &str, &str); 6] = [
    ("/", "today", "Today"),
    ("/search", "search", "Search"),
    ("/people", "people", "People"),
    ("/learned", "learned", "Learned"),
    ("/method", "method", "Method"),
    ("/settings", "settings", "Settings"),
];

/// The whole app. It expects a [`crate::session::Session`] in the context.
#[component]
pub fn App() -> impl IntoView {
    provide_context(SearchState::new());
    view! {
        <Router>
            <a class="skip" href="#main">"Skip to the content"</a>
            <div class="app">
                <Rail />
                <main class="main" id="main" tabindex="-1">
                    <SyncLine />
                    <UpdateNotice />
                    <StorageNotice />
                    <Pages />
                </main>
            </div>
            <Toasts />
            <Palette />
            <ShortcutHelp />
            <Shortcuts />
            <Arrival />
            <Reminder />
        </Router>
    }
}

#[component]
fn Rail() -> impl IntoView {
    let location = use_location();
    let places = PLACES
        .iter()
        .map(|(address, icon, name)| {
            let is_here = move || {
                let path = location.pathname.get();
                let is_inside = *address != "/" && path.starts_with(address);
                (path == *address || is_inside).then_some("page")
            };
            view! {
                <a class="rail__item" href=*address aria-current=is_here>
                    <Icon name=icon />
                    <span>{*name}</span>
                </a>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <nav class="rail" aria-label="Places">
            <a class="rail__brand" href="/" aria-label="One Yes, today">
                <svg class="wordmark" viewBox="0 0 24 24" aria-hidden="true">
                    <use href="/icons/sprite.svg#ring"></use>
                </svg>
                <span>"One Yes"</span>
            </a>
            {places}
            <a class="rail__add" href="/search?add=" title="Add an opportunity">
                <Icon name="add" />
                <span>"Add"</span>
            </a>
            <SyncLine />
        </nav>
    }
}

/// After a change of address: sets the title and moves the focus to the heading, which also makes screen readers say it.
#[component]
fn Arrival() -> impl IntoView {
    let session = session();
    announce_needs(session);
    let location = use_location();
    Effect::new(move |before: Option<String>| {
        let path = location.pathname.get();
        let title = full_title(&path);
        session.with_platform(|platform| {
            platform.set_title(&title);
            if before.as_ref().is_some_and(|before| *before != path) {
                platform.focus("heading");
            }
        });
        path
    });
    view! {
        <div class="vh" role="status" aria-live="polite">
            {live(move || session.announcement().get())}
        </div>
    }
}
