//! The service worker seen from the page: registering it, noticing a waiting build, letting it take
//! over.

use app::session::Session;
use js_sys::Object;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

#[wasm_bindgen]
extern "C" {
    /// A message to the worker.
    #[wasm_bindgen(extends = Object)]
    type Message;

    #[wasm_bindgen(method, setter, js_name = "type")]
    fn set_kind(this: &Message, kind: &str);
}

/// Registers the worker and tells the session when a new build waits.
pub(crate) fn register(session: Session) {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let promise = container.register("/sw.js");
        // Without a worker (private windows, plain http) the app works all the same while it is
        // online.
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
        let registration = registration().await;
        // WebKit says that a worker is installed a moment before it calls it waiting.
        let next = registration.and_then(|it| it.waiting().or_else(|| it.installing()));
        if let Some(waiting) = next {
            let message: Message = Object::new().unchecked_into();
            message.set_kind("activate");
            let _ = waiting.post_message(&message);
        }
    });
}

/// The registration of the worker, if there is one.
pub(crate) async fn registration() -> Option<ServiceWorkerRegistration> {
    let finding = container()?.get_registration();
    JsFuture::from(finding).await.ok()?.dyn_into().ok()
}

/// The workers of this site; `None` in browsers, or at addresses, without.
fn container() -> Option<ServiceWorkerContainer> {
    let container = window().navigator().service_worker();
    (!container.is_undefined()).then_some(container)
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
