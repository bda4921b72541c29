//! One tab of a browser does the syncing: the one that holds a lock of the browser's. When it
//! closes, another takes over. `web_sys` has the Web Locks API only behind `web_sys_unstable_apis`.

use js_sys::Promise;
use leptos::prelude::window;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Navigator;

const LOCK: &str = "one-yes-sync";

#[wasm_bindgen]
extern "C" {
    /// A navigator that may have locks.
    #[wasm_bindgen(extends = Navigator)]
    type LocksNavigator;

    #[wasm_bindgen(method, getter)]
    fn locks(this: &LocksNavigator) -> Option<LockManager>;

    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        granted: &Closure<dyn FnMut() -> Promise>,
    ) -> Result<Promise, JsValue>;
}

/// Calls back once this tab leads, at once or when the one before has closed. Without locks every
/// tab leads; requests are merely repeated then.
pub(crate) fn when_leader(then: impl FnOnce() + 'static) {
    let navigator: LocksNavigator = window().navigator().unchecked_into();
    let Some(locks) = navigator.locks() else {
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
    let _ = locks.request(LOCK, &granted);
    granted.forget();
}
