//! One tab of a browser does the syncing: the one that holds a lock of the browser's. When it closes, another takes over.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

const LOCK: &str = "one-yes-sync";

/// Calls back once this tab is the one, at once or when the one before has closed. Without locks every tab is; requests are
/// merely repeated then.
pub(crate) fn when_leader(then: impl FnOnce() + 'static) {
    let Some((locks, request)) = lock_function() else {
        then();
        return;
    };
    let mut then = Some(then);
    let granted = Closure::<dyn FnMut() -> Promise>::new(move || {
        if let Some(then) = then.take() {
            then();
        }
        // Never settled, so the lock is held for as long as the tab lives.
        Promise::new(&mut |_, _| {})
    });
    let _ = request.call2(
        &locks,
        &JsValue::from_str(LOCK),
        granted.as_ref().unchecked_ref(),
    );
    granted.forget();
}

fn lock_function() -> Option<(JsValue, Function)> {
    let navigator = window().navigator();
    let locks = Reflect::get(&navigator, &JsValue::from_str("locks")).ok()?;
    if locks.is_undefined() {
        return None;
    }
    let request = Reflect::get(&locks, &JsValue::from_str("request")).ok()?;
    Some((locks, request.dyn_into().ok()?))
}
