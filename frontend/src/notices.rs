//! Notices: what this device shows while the app is open, and the subscription by which the server reaches it when it is closed.

use app::platform::Notices;
use domain::sync::protocol::account::PushWish;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::{device, storage};

/// Where this device keeps whether it shows notices of its own; nothing else ever reads it.
const CHOSEN: &str = "one-yes:notices";

/// What the device can do.
pub(crate) fn state() -> Notices {
    let Some(class) = class() else {
        return Notices::Missing;
    };
    match text(&class, "permission").as_str() {
        "granted" => Notices::Allowed,
        "denied" => Notices::Refused,
        _ => Notices::Askable,
    }
}

/// Asks the person; says whether notices are allowed.
pub(crate) async fn ask() -> bool {
    if let Some(class) = class()
        && let Some(promise) = call(&class, "requestPermission", &[])
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
    let body = body.to_owned();
    wasm_bindgen_futures::spawn_local(async move {
        let options = Object::new();
        set(&options, "body", &body.as_str().into());
        set(&options, "tag", &"digest".into());
        set(&options, "icon", &"/icons/icon-192.png".into());
        if show_by_worker(&options).await.is_none() {
            show_directly(&options);
        }
    });
}

async fn show_by_worker(options: &Object) -> Option<()> {
    let shown = call(
        &registration().await?,
        "showNotification",
        &["One Yes".into(), options.into()],
    )?;
    JsFuture::from(shown).await.ok()?;
    Some(())
}

fn show_directly(options: &Object) {
    if let Some(class) = class().and_then(|class| class.dyn_into::<Function>().ok()) {
        // Browsers that only have notices of workers throw here; then there is no other way.
        let _ = Reflect::construct(&class, &js_sys::Array::of2(&"One Yes".into(), options));
    }
}

/// Whether this device shows notices of its own.
pub(crate) fn are_chosen() -> bool {
    storage::get(CHOSEN).as_deref() == Some("on")
}

/// Chooses whether this device shows notices of its own.
pub(crate) fn choose(shows: bool) {
    storage::set(CHOSEN, if shows { "on" } else { "off" });
}

/// Subscribes at the browser's push service; none where there is none, or it cannot be reached.
pub(crate) async fn subscribe(key: &str) -> Option<PushWish> {
    let manager = member(&registration().await?, "pushManager")?;
    let subscription = match subscribe_with(&manager, key).await? {
        Ok(subscription) => subscription,
        // The server has another key than the one this browser subscribed with before.
        Err(error) if text(&error, "name") == "InvalidStateError" => {
            unsubscribe().await;
            subscribe_with(&manager, key).await?.ok()?
        }
        Err(_) => return None,
    };
    let json: Function = member(&subscription, "toJSON")?.dyn_into().ok()?;
    let json = json.call0(&subscription).ok()?;
    let keys = member(&json, "keys")?;
    Some(PushWish {
        endpoint: text(&json, "endpoint"),
        p256dh: text(&keys, "p256dh"),
        auth: text(&keys, "auth"),
        zone: device::zone(),
        ..PushWish::default()
    })
}

async fn subscribe_with(manager: &JsValue, key: &str) -> Option<Result<JsValue, JsValue>> {
    let options = Object::new();
    set(&options, "userVisibleOnly", &JsValue::TRUE);
    set(&options, "applicationServerKey", &key.into());
    let subscribing = call(manager, "subscribe", &[options.into()])?;
    Some(JsFuture::from(subscribing).await)
}

/// Ends the subscription, if there is one.
pub(crate) async fn unsubscribe() {
    let end = async {
        let manager = member(&registration().await?, "pushManager")?;
        let found = JsFuture::from(call(&manager, "getSubscription", &[])?)
            .await
            .ok()?;
        JsFuture::from(call(&found, "unsubscribe", &[])?).await.ok()
    };
    let _ = end.await;
}

async fn registration() -> Option<JsValue> {
    let container = member(&window().navigator(), "serviceWorker")?;
    let found = JsFuture::from(call(&container, "getRegistration", &[])?)
        .await
        .ok()?;
    (!found.is_undefined()).then_some(found)
}

fn class() -> Option<JsValue> {
    member(&window(), "Notification")
}

fn member(owner: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(owner, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

fn text(owner: &JsValue, name: &str) -> String {
    member(owner, name)
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

fn set(owner: &Object, name: &str, value: &JsValue) {
    // Setting a member of a plain object made here cannot fail.
    let _ = Reflect::set(owner, &JsValue::from_str(name), value);
}

fn call(owner: &JsValue, name: &str, arguments: &[JsValue]) -> Option<Promise> {
    let function: Function = member(owner, name)?.dyn_into().ok()?;
    let arguments: js_sys::Array = arguments.iter().collect();
    function.apply(owner, &arguments).ok()?.dyn_into().ok()
}
