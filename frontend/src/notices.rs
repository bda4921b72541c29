//! Notices that this device shows while the app is open, and the count on the app's icon.

use app::platform::Notices;
use js_sys::Promise;
use leptos::prelude::window;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Navigator, Notification, NotificationOptions, NotificationPermission};

use crate::support::has;
use crate::{storage, worker};

/// Where this device stores whether it shows notices of its own; nothing else ever reads it.
const CHOSEN: &str = "one-yes:notices";

const TITLE: &str = "One Yes";

#[wasm_bindgen]
extern "C" {
    /// A navigator that may have the Badging API, which `web_sys` lacks.
    #[wasm_bindgen(extends = Navigator)]
    type BadgingNavigator;

    #[wasm_bindgen(method, catch, js_name = setAppBadge)]
    fn set_app_badge(this: &BadgingNavigator, count: f64) -> Result<Promise, JsValue>;
}

/// The permission of this device.
pub(crate) fn state() -> Notices {
    if !has(&window(), "Notification") {
        return Notices::Missing;
    }
    match Notification::permission() {
        NotificationPermission::Granted => Notices::Allowed,
        NotificationPermission::Denied => Notices::Refused,
        _ => Notices::Askable,
    }
}

/// Asks the person; says whether notices are allowed.
pub(crate) async fn ask() -> bool {
    if has(&window(), "Notification")
        && let Ok(promise) = Notification::request_permission()
        // Old browsers take a callback and return nothing.
        && promise.is_instance_of::<Promise>()
    {
        let _ = JsFuture::from(promise).await;
    }
    state() == Notices::Allowed
}

/// Shows a notice through the service worker, or directly where there is none.
pub(crate) fn show(body: &str) {
    if state() != Notices::Allowed {
        return;
    }
    let options = NotificationOptions::new();
    options.set_body(body);
    options.set_tag("digest");
    options.set_icon("/icons/icon-192.png");
    spawn_local(async move {
        if show_by_worker(&options).await.is_none() {
            // Browsers that only have notices of workers throw here; then there is no other way.
            let _ = Notification::new_with_options(TITLE, &options);
        }
    });
}

async fn show_by_worker(options: &NotificationOptions) -> Option<()> {
    let registration = worker::registration().await?;
    let shown = registration
        .show_notification_with_options(TITLE, options)
        .ok()?;
    JsFuture::from(shown).await.ok()?;
    Some(())
}

/// Whether this device shows notices of its own.
pub(crate) fn are_chosen() -> bool {
    storage::get(CHOSEN).as_deref() == Some("on")
}

/// Chooses whether this device shows notices of its own.
pub(crate) fn choose(shows: bool) {
    storage::set(CHOSEN, if shows { "on" } else { "off" });
}

/// Shows a count on the app's icon. Without the Badging API the call fails, and nothing is shown.
pub(crate) fn set_badge(count: usize) {
    let navigator: BadgingNavigator = window().navigator().unchecked_into();
    #[expect(clippy::cast_precision_loss, reason = "a handful of due things")]
    if let Ok(promise) = navigator.set_app_badge(count as f64) {
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}
