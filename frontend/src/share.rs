//! The sheet to share with (Web Share API), on devices that have one.

use leptos::prelude::window;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::ShareData;

use crate::support::has;

/// Whether there is a sheet.
pub(crate) fn is_possible() -> bool {
    has(&window().navigator(), "share")
}

/// Opens the sheet. The person may close it; there is nothing to undo.
pub(crate) fn share(title: &str, text: &str) {
    if !is_possible() {
        return;
    }
    let data = ShareData::new();
    data.set_title(title);
    data.set_text(text);
    let promise = window().navigator().share_with_data(&data);
    spawn_local(async move {
        let _ = JsFuture::from(promise).await;
    });
}
