//! Members that the types of `web_sys` take for granted, and errors by their name.

use js_sys::Reflect;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    /// Any error, of whatever class.
    type NamedError;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn name(this: &NamedError) -> Result<JsValue, JsValue>;
}

/// Whether an object has a member of this name that is neither `undefined` nor `null`.
#[expect(
    clippy::disallowed_methods,
    reason = "no type of `web_sys` admits that a member may be missing"
)]
pub(crate) fn has(owner: &JsValue, name: &str) -> bool {
    Reflect::get(owner, &JsValue::from_str(name))
        .is_ok_and(|member| !member.is_undefined() && !member.is_null())
}

/// Whether an error goes by this name; not every browser makes it a `DOMException`.
pub(crate) fn is_named(error: &JsValue, name: &str) -> bool {
    let found = error.unchecked_ref::<NamedError>().name();
    found.is_ok_and(|found| found.as_string().as_deref() == Some(name))
}
