//! Paper: what a screen shows bit by bit is printed whole, and the button that prints.

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::session::session;

/// Opens the browser's own dialog for printing.
#[component]
pub fn PrintButton() -> impl IntoView {
    let session = session();
    let print = move |_| session.with_platform(|platform| platform.print());
    view! {
        <button type="button" class="btn btn--small" on:click=print>
            <Icon name="print" />
            "Print"
        </button>
    }
    .into_any()
}

/// Lifts the limit of a list that is drawn bit by bit, once the page is printed.
pub fn print_whole(limit: RwSignal<usize>) {
    // Effects run in the browser only, where there is a window to listen to.
    Effect::new(move |_| {
        let listener = window_event_listener_untyped("beforeprint", move |_| limit.set(usize::MAX));
        on_cleanup(move || listener.remove());
    });
}
