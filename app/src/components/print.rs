//! Paper: what a screen shows bit by bit is printed whole.

use leptos::prelude::*;

/// Lifts the limit of a list that is drawn bit by bit, once the page is printed.
pub fn print_whole(limit: RwSignal<usize>) {
    // Effects run in the browser only, where there is a window to listen to.
    Effect::new(move |_| {
        let listener = window_event_listener_untyped("beforeprint", move |_| limit.set(usize::MAX));
        on_cleanup(move || listener.remove());
    });
}
