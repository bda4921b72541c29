//! Typing that nobody has finished: taken over before the page goes.

use leptos::ev;
use leptos::prelude::*;

use crate::storage;

/// Saves whenever the page is hidden or left.
pub(crate) fn save_when_hidden() {
    let hidden = window_event_listener(ev::visibilitychange, |_| save());
    let left = window_event_listener(ev::pagehide, |_| save());
    on_cleanup(move || {
        hidden.remove();
        left.remove();
    });
}

/// Takes over what is being typed, as if the person had left the field.
pub(crate) fn save() {
    if storage::is_erased() {
        return;
    }
    if let Some(field) = document().active_element()
        && matches!(field.tag_name().as_str(), "INPUT" | "TEXTAREA")
    {
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        if let Ok(change) = web_sys::Event::new_with_event_init_dict("change", &init) {
            let _ = field.dispatch_event(&change);
        }
    }
}
