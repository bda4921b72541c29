//! The cookie that marks this device as a guest's, so that the server draws no account's data here
//! even where signing out could not reach it.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

/// Half a year, in seconds.
const KEPT_FOR: u32 = 15_552_000;

/// Sets or removes the mark.
pub(crate) fn set(is_guest: bool) {
    let Ok(document) = document().dyn_into::<HtmlDocument>() else {
        return;
    };
    let age = if is_guest { KEPT_FOR } else { 0 };
    let protocol = window().location().protocol();
    let mark = if protocol.is_ok_and(|protocol| protocol == "https:") {
        // The name that earlier versions used is removed.
        let _ = document.set_cookie("one-yes-guest=; Path=/; Max-Age=0; SameSite=Lax; Secure");
        format!("__Host-one-yes-guest=1; Path=/; Max-Age={age}; SameSite=Lax; Secure")
    } else {
        // Browsers drop a secure cookie here.
        format!("one-yes-guest=1; Path=/; Max-Age={age}; SameSite=Lax")
    };
    let _ = document.set_cookie(&mark);
}
