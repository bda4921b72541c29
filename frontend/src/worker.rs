//! The service worker seen from the page: registering it, noticing a waiting build, letting it take over.

use app::session::Session;
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

/// Registers the worker and tells the session when a new build waits.
pub(crate) fn register(session: Session) {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let promise = container.register("/sw.js");
        // Without a worker (private windows, plain http) the app works all the same while it is online.
        let Ok(registration) = JsFuture::from(promise).await else {
            return;
        };
        let Ok(registration) = registration.dyn_into::<ServiceWorkerRegistration>() else {
            return;
        };
        watch(&container, registration, session);
    });
}

/// Lets the waiting build take over, then reloads once it has.
pub(crate) fn activate_waiting() {
    let Some(container) = container() else { return };
    let reload = Closure::<dyn FnMut()>::new(|| {
        let _ = window().location().reload();
    });
    let _ = container
        .add_event_listener_with_callback("controllerchange", reload.as_ref().unchecked_ref());
    reload.forget();
    spawn_local(async move {
        let Ok(registration) = JsFuture::from(container.get_registration()).await else {
            return;
        };
        let Ok(registration) = registration.dyn_into::<ServiceWorkerRegistration>() else {
            return;
        };
        if let Some(waiting) = registration.waiting() {
            let message = js_sys::Object::new();
            let _ = js_sys::Reflect::set(
                &message,
                &JsValue::from_str("type"),
                &JsValue::from_str("activate"),
            );
            let _ = waiting.post_message(&message);
        }
    });
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    let has_workers =
        js_sys::Reflect::has(&navigator, &JsValue::from_str("serviceWorker")).unwrap_or(false);
    has_workers.then(|| navigator.service_worker())
}

fn watch(
    container: &ServiceWorkerContainer,
    registration: ServiceWorkerRegistration,
    session: Session,
) {
    let is_update = container.controller().is_some();
    if registration.waiting().is_some() && is_update {
        session.new_version_waits();
    }
    let watched = registration.clone();
    let container = container.clone();
    let found = Closure::<dyn FnMut()>::new(move || {
        let Some(installing) = watched.installing() else {
            return;
        };
        let worker = installing.clone();
        let container = container.clone();
        let changed = Closure::<dyn FnMut()>::new(move || {
            // The first worker ever has no predecessor, so there is nothing new to announce.
            if worker.state() == ServiceWorkerState::Installed && container.controller().is_some() {
                session.new_version_waits();
            }
        });
        let _ = installing
            .add_event_listener_with_callback("statechange", changed.as_ref().unchecked_ref());
        changed.forget();
    });
    let _ = registration
        .add_event_listener_with_callback("updatefound", found.as_ref().unchecked_ref());
    found.forget();
}
