//! Typing into a field that saves by itself, which nobody has finished: taken over before the page
//! goes. Forms with a button are kept as drafts instead (`app::components::form_draft`).

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use crate::storage;

/// Saves whenever the page is hidden or left, for another site or another page of the app.
pub(crate) fn save_when_hidden() {
    let hidden = window_event_listener(ev::visibilitychange, |_| save());
    let left = window_event_listener(ev::pagehide, |_| save());
    before_the_router("popstate");
    on_cleanup(move || {
        hidden.remove();
        left.remove();
    });
}

/// Saves on an event before the router hears of it and the field is gone: in the capturing phase,
/// since the router listens from the start and this may come later.
fn before_the_router(event: &str) {
    let listener = Closure::<dyn Fn()>::new(save);
    let _ = window().add_event_listener_with_callback_and_bool(
        event,
        listener.as_ref().unchecked_ref(),
        true,
    );
    // For as long as the page is there.
    listener.forget();
}

/// Fields to type in. A change of any other has happened already: a box would be ticked once more,
/// a file read once more.
const TEXT: &str = "textarea, input:not([type=checkbox], [type=radio], [type=file])";

/// Takes over what is being typed, as if the person had left the field.
pub(crate) fn save() {
    if storage::is_erased() {
        return;
    }
    if let Some(field) = document().active_element()
        && field.matches(TEXT).unwrap_or_default()
    {
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        if let Ok(change) = web_sys::Event::new_with_event_init_dict("change", &init) {
            let _ = field.dispatch_event(&change);
        }
    }
}
