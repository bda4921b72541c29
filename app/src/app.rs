//! The frame around every page: places, palette, help, messages, announcements, and what happens when the address changes.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;

use crate::components::icon::Icon;
use crate::components::kept_limit::Limits;
use crate::components::live::live;
use crate::pages::search::SearchState;
use crate::parts::{LazyView, fetch_missing, lazy};
use crate::routes::{Pages, title_here};
use crate::session::{Session, session};

/// The places of the app, in the order of the bar: address, icon, name.
const PLACES: [(&str, &str, &str); 7] = [
    ("/", "today", "Today"),
    ("/plan", "calendar", "Plan"),
    ("/search", "board", "Tracker"),
    ("/people", "people", "People"),
    ("/learned", "learned", "Learned"),
    ("/method", "method", "Method"),
    ("/settings", "settings", "Settings"),
];

/// The whole app. It expects a [`crate::session::Session`] in the context.
#[component]
pub fn App() -> impl IntoView {
    provide_context(SearchState::new());
    provide_context(Limits::new());
    view! {
        <Router>
            // The browser follows it, and so moves the focus; the router would only scroll.
            <a class="skip" href="#main" rel="external">"Skip to the content"</a>
            <StartNotice />
            <div class="app">
                <Rail />
                <main class="main" id="main" tabindex="-1">
                    {door()}
                    {sync_line()}
                    {once_complete(LazyView::Notices)}
                    <Pages />
                </main>
            </div>
            <Arrival />
            {once_complete(LazyView::Toasts)}
            {once_complete(LazyView::Commands)}
            {once_complete(LazyView::Reminder)}
        </Router>
    }
}

/// Says that the app does not answer, and offers a way on. It is drawn by the server and shown by
/// the style sheet, for it is wanted when nothing else runs.
#[component]
fn StartNotice() -> impl IntoView {
    view! {
        <div role="status">
            <p class="start-notice">
                <span class="start-notice__stalled">
                    "One Yes hasn’t finished loading and is trying again. What you typed is kept. "
                </span>
                <span class="start-notice__broken">
                    "Something went wrong on this page. Everything you wrote is saved. "
                </span>
                <a href="" data-retry="">
                    "Try again"
                </a>
            </p>
        </div>
    }
    .into_any()
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
            {door()}
            {sync_line()}
        </nav>
    }
}

/// After a change of address: sets the title and moves the focus to the heading, which also makes screen readers say it, or to where it was on a page the person comes back to.
#[component]
fn Arrival() -> impl IntoView {
    let session = session();
    let location = use_location();
    Effect::new(move |before: Option<String>| {
        let path = location.pathname.get();
        let title = title_here(session, &path);
        fetch_missing(session);
        session.with_platform(|platform| {
            if let Some(title) = title {
                platform.set_title(&title);
            }
            if before.as_ref().is_some_and(|before| *before != path) {
                platform.arrive();
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

/// The way in for whoever was just told no, at one place on every page: in the rail on wide
/// screens, and above the page on a phone, whose bar has no room for it. The style sheet shows one.
fn door() -> AnyView {
    view! {
        <a class="no-door" href="/comeback/new">
            <Icon name="rest" />
            <span>"I just heard no"</span>
        </a>
    }
    .into_any()
}

/// Where the search is kept: on this device alone, until the app can say more.
fn sync_line() -> AnyView {
    let session = session();
    let is_due = due_once_complete(session);
    live(move || {
        if is_due.get() {
            lazy(LazyView::SyncLine)
        } else {
            view! {
                <a class="sync-state" href="/account" data-state="well">
                    <span>"Saved here"</span>
                    <span class="vh">
                        ". Everything is saved on this device. With an account it would also be saved elsewhere."
                    </span>
                </a>
            }
            .into_any()
        }
    })
}

/// A view of the frame that has nothing to say or to do before the app is complete.
fn once_complete(view: LazyView) -> AnyView {
    let is_due = due_once_complete(session());
    live(move || is_due.get().then(|| lazy(view)))
}

/// Whether it is time to draw a view of the frame: each in a task of its own, so that a slow phone
/// answers in between.
fn due_once_complete(session: Session) -> RwSignal<bool> {
    let is_due = RwSignal::new(false);
    Effect::new(move |_| {
        if session.is_complete() {
            set_timeout(move || is_due.set(true), Duration::ZERO);
        }
    });
    is_due
}
