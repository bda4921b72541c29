//! Whether a browser has an interface that the types of `web_sys` take for granted.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Whether an object has a member of this name.
pub(crate) fn has(owner: &JsValue, name: &str) -> bool {
    Reflect::has(owner, &JsValue::from_str(name)).unwrap_or(false)
}
