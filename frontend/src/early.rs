//! The browser before the rest of the app is here: what the first picture needs, and nothing that
//! would have to be stored.

use app::parts::fetch_missing;
use app::platform::{Device, Files, NoticeBoard, Page, Server, Store};
use app::session::Session;
use domain::values::date::Now;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlScriptElement, RequestCache, RequestInit, Response};

use crate::{clock, dom};

/// The platform until the whole one is here. Everything it lacks does nothing: no page that asks
/// for it is here either.
pub(crate) struct EarlyBrowser;

impl Device for EarlyBrowser {
    fn now(&self) -> Now {
        clock::now()
    }

    fn random(&self) -> u128 {
        clock::random()
    }
}

impl Page for EarlyBrowser {
    fn focus(&self, element_id: &str) {
        dom::focus(element_id);
    }

    fn arrive(&self) {
        dom::focus("heading");
    }

    fn set_title(&self, title: &str) {
        document().set_title(title);
    }

    fn ask_whether_outdated(&self, then: Box<dyn FnOnce(bool)>) {
        ask_whether_outdated(then);
    }

    fn reload(&self) {
        dom::reload();
    }
}

impl Store for EarlyBrowser {}
impl Files for EarlyBrowser {}
impl NoticeBoard for EarlyBrowser {}
impl Server for EarlyBrowser {}

/// Asks the server for the script that started this page. Its name is that of the build, so a
/// server with another build has none.
pub(crate) fn ask_whether_outdated(then: Box<dyn FnOnce(bool)>) {
    spawn_local(async move { then(is_outdated().await.unwrap_or_default()) });
}

async fn is_outdated() -> Option<bool> {
    let script = document()
        .query_selector("script[src*='/pkg/boot.']")
        .ok()??;
    let address = dom::cast::<HtmlScriptElement>(script)?.src();
    let init = RequestInit::new();
    init.set_method("HEAD");
    init.set_cache(RequestCache::NoStore);
    let asked = window().fetch_with_str_and_init(&address, &init);
    let answer = JsFuture::from(asked).await.ok()?;
    Some(dom::cast::<Response>(answer)?.status() == 404)
}

/// Fetches what did not arrive once the network is back, or the person.
pub(crate) fn follow_network(session: Session) {
    let again = move || fetch_missing(session);
    let online = window_event_listener(ev::online, move |_| again());
    let focus = window_event_listener(ev::focus, move |_| again());
    let shown = window_event_listener(ev::visibilitychange, move |_| again());
    on_cleanup(move || {
        online.remove();
        focus.remove();
        shown.remove();
    });
}
