//! The browser as the app's platform: time, randomness, focus, dialogs, files, clipboard, theme.

use std::time::Duration;

use app::document::FIRST_VISIT_ID;
use app::platform::{FileRead, Notices, Platform, StorageUse, Theme};
use app::session::Session;
use app::sync::{AccountChange, Method, PasskeyAnswer, PasskeyUse, ServerAnswer};
use domain::exchange::vcard::decode;
use domain::model::person::Person;
use domain::state::record::RecordKey;
use domain::sync::protocol::account::PushWish;
use domain::sync::protocol::{Changes, FirstVisit};
use domain::values::date::Now;
use leptos::ev;
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlAnchorElement, HtmlDialogElement, HtmlElement, HtmlInputElement};

use crate::storage;
use crate::sync::Sync;
use crate::{api, device, notices, passkey, worker};

/// Where the theme of this device is kept; the script in the head of every document reads it, too.
const THEME_KEY: &str = "one-yes:theme";

/// How often the clock on the screen moves on.
const TICK: Duration = Duration::from_secs(30);

/// The browser this tab runs in.
pub(crate) struct Browser {
    sync: Sync,
}

impl Browser {
    pub(crate) const fn new(sync: Sync) -> Self {
        Self { sync }
    }
}

impl Platform for Browser {
    fn now(&self) -> Now {
        let date = js_sys::Date::new_0();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a clock in milliseconds fits, and JavaScript counts in floating point"
        )]
        Now {
            ms: date.get_time().max(0.0) as u64,
            offset_minutes: -(date.get_timezone_offset() as i32),
        }
    }

    fn random(&self) -> u128 {
        random()
    }

    fn keep_edit(&self, written: &Changes) {
        self.sync.keep_edit(written);
    }

    fn import(&self, records: Changes) {
        self.sync.import(records);
    }

    fn erase_everything(&self) {
        let sync = self.sync;
        let erase = move || sync.account_changed(&AccountChange::SignedOutErasing);
        if !sync.has_account() {
            erase();
            return;
        }
        spawn_local(async move {
            // Unreachable or not: this device forgets, and the server ends the session by itself in time.
            let _ = api::ask(Method::Delete, "/session", None).await;
            erase();
        });
    }

    fn copy(&self, text: &str) {
        let promise = window().navigator().clipboard().write_text(text);
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }

    fn download(&self, file_name: &str, media_type: &str, text: &str) {
        // A browser that cannot make a file leaves the page as it is; there is nothing to undo.
        let _ = offer_file(file_name, media_type, text);
    }

    fn read_file(&self, input_id: &str, largest: usize, then: Box<dyn FnOnce(FileRead)>) {
        let input =
            element(input_id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
        let file = input
            .as_ref()
            .and_then(|input| input.files())
            .and_then(|files| files.get(0));
        let (Some(input), Some(file)) = (input, file) else {
            then(FileRead::Unreadable);
            return;
        };
        #[expect(clippy::cast_precision_loss, reason = "a limit far below 2^52")]
        if file.size() > largest as f64 {
            then(FileRead::TooLarge);
            return;
        }
        // Where an input asks for files of other programs, they may be in any encoding; all others are UTF-8.
        let is_ours = input.get_attribute("data-encoding").is_none();
        spawn_local(async move {
            let text = if is_ours {
                let text = JsFuture::from(file.text()).await.ok();
                text.and_then(|text| text.as_string())
            } else {
                let bytes = JsFuture::from(file.array_buffer()).await.ok();
                bytes.map(|bytes| decode(js_sys::Uint8Array::new(&bytes).to_vec()))
            };
            then(text.map_or(FileRead::Unreadable, FileRead::Text));
        });
    }

    fn focus(&self, element_id: &str) {
        let id = element_id.to_owned();
        // After the page has been drawn, so that the element is there.
        request_animation_frame(move || {
            if let Some(element) =
                element(&id).and_then(|found| found.dyn_into::<HtmlElement>().ok())
            {
                let _ = element.focus();
            }
        });
    }

    fn show_dialog(&self, element_id: &str, open: bool) {
        let Some(dialog) =
            element(element_id).and_then(|found| found.dyn_into::<HtmlDialogElement>().ok())
        else {
            return;
        };
        if open && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open {
            dialog.close();
        }
    }

    fn set_title(&self, title: &str) {
        document().set_title(title);
    }

    fn theme(&self) -> Theme {
        let kept = window().local_storage().ok().flatten();
        let word = kept.and_then(|storage| storage.get_item(THEME_KEY).ok().flatten());
        Theme::parse(&word.unwrap_or_default())
    }

    fn set_theme(&self, theme: Theme) {
        if let Some(storage) = window().local_storage().ok().flatten() {
            // Full storage must not keep anyone from changing the theme of this page.
            let _ = match theme {
                Theme::System => storage.remove_item(THEME_KEY),
                _ => storage.set_item(THEME_KEY, theme.id()),
            };
        }
        if let Some(root) = document().document_element() {
            let _ = match theme {
                Theme::System => root.remove_attribute("data-theme"),
                _ => root.set_attribute("data-theme", theme.id()),
            };
        }
    }

    fn storage_use(&self) -> StorageUse {
        self.sync.room()
    }

    fn set_badge(&self, count: usize) {
        let navigator = window().navigator();
        let function = js_sys::Reflect::get(&navigator, &JsValue::from_str("setAppBadge"));
        if let Ok(set_app_badge) = function.and_then(JsCast::dyn_into::<js_sys::Function>) {
            #[expect(clippy::cast_precision_loss, reason = "a handful of due things")]
            let promise = set_app_badge.call1(&navigator, &JsValue::from_f64(count as f64));
            if let Some(promise) = promise
                .ok()
                .and_then(|value| value.dyn_into::<js_sys::Promise>().ok())
            {
                spawn_local(async move {
                    let _ = JsFuture::from(promise).await;
                });
            }
        }
    }

    fn can_share(&self) -> bool {
        device::can_share()
    }

    fn share(&self, title: &str, text: &str) {
        device::share(title, text);
    }

    fn can_pick_contacts(&self) -> bool {
        device::can_pick_contacts()
    }

    fn pick_contacts(&self, then: Box<dyn FnOnce(Vec<Person>)>) {
        spawn_local(async move { then(device::pick_contacts().await) });
    }

    fn notices(&self) -> Notices {
        notices::state()
    }

    fn ask_for_notices(&self, then: Box<dyn FnOnce(bool)>) {
        spawn_local(async move { then(notices::ask().await) });
    }

    fn notify(&self, text: &str) {
        notices::show(text);
    }

    fn shows_notices(&self) -> bool {
        notices::are_chosen()
    }

    fn set_shows_notices(&self, shows: bool) {
        notices::choose(shows);
    }

    fn subscribe(&self, key: &str, then: Box<dyn FnOnce(Option<PushWish>)>) {
        let key = key.to_owned();
        spawn_local(async move { then(notices::subscribe(&key).await) });
    }

    fn unsubscribe(&self) {
        spawn_local(notices::unsubscribe());
    }

    fn origin(&self) -> String {
        window().location().origin().unwrap_or_default()
    }

    fn zone(&self) -> String {
        device::zone()
    }

    fn zone_offset(&self, zone: &str, ms: u64) -> Option<i32> {
        device::zone_offset(zone, ms)
    }

    fn use_new_version(&self) {
        save_typing();
        worker::activate_waiting();
    }

    fn ask_server(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
        then: Box<dyn FnOnce(ServerAnswer)>,
    ) {
        let path = path.to_owned();
        spawn_local(async move { then(api::ask(method, &path, body).await) });
    }

    fn passkey(&self, what: PasskeyUse, options: &Value, then: Box<dyn FnOnce(PasskeyAnswer)>) {
        let options = options.clone();
        spawn_local(async move { then(passkey::ceremony(what, &options).await) });
    }

    fn account_changed(&self, change: AccountChange) {
        self.sync.account_changed(&change);
    }

    fn sync_now(&self) {
        self.sync.wake();
    }

    fn dismiss_refused(&self, record: &RecordKey, field: &str) {
        self.sync.dismiss(record, field);
    }
}

/// 128 bits from the browser's cryptographic generator.
pub(crate) fn random() -> u128 {
    let mut bytes = [0_u8; 16];
    match window().crypto() {
        Ok(crypto) if crypto.get_random_values_with_u8_array(&mut bytes).is_ok() => {}
        _ => {
            // Without the generator, ids need only differ, not be secret.
            for byte in &mut bytes {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "0 to 255 by construction"
                )]
                {
                    *byte = (js_sys::Math::random() * 256.0) as u8;
                }
            }
        }
    }
    u128::from_le_bytes(bytes)
}

/// Whether the document at hand came rendered from the server.
pub(crate) fn is_rendered_by_server() -> bool {
    document()
        .document_element()
        .is_some_and(|root| root.has_attribute("data-rendered"))
}

/// What the server rendered this page from, where someone is signed in.
pub(crate) fn first_visit() -> Option<FirstVisit> {
    let text = element(FIRST_VISIT_ID)?.text_content()?;
    serde_json::from_str(&text).ok()
}

/// Marks this device as a guest's, so that the server draws no account's data here even where signing out could not reach it.
pub(crate) fn set_guest_mark(is_guest: bool) {
    let Ok(document) = document().dyn_into::<web_sys::HtmlDocument>() else {
        return;
    };
    let age = if is_guest { 15_552_000 } else { 0 };
    let protocol = window().location().protocol();
    let mark = if protocol.is_ok_and(|protocol| protocol == "https:") {
        // What earlier versions set goes.
        let _ = document.set_cookie("one-yes-guest=; Path=/; Max-Age=0; SameSite=Lax; Secure");
        format!("__Host-one-yes-guest=1; Path=/; Max-Age={age}; SameSite=Lax; Secure")
    } else {
        // Browsers drop a secure cookie here.
        format!("one-yes-guest=1; Path=/; Max-Age={age}; SameSite=Lax")
    };
    let _ = document.set_cookie(&mark);
}

/// Takes away what the offline shell shows until the app is there.
pub(crate) fn remove_splash() {
    if let Ok(Some(splash)) = document().query_selector("[data-splash]") {
        splash.remove();
    }
}

/// Keeps the clock on the screen going.
pub(crate) fn follow_time(session: Session) {
    let _ = set_interval_with_handle(move || session.refresh_now(), TICK);
    let listener = window_event_listener(ev::focus, move |_| session.refresh_now());
    on_cleanup(move || listener.remove());
}

/// Takes over what is being typed whenever the page is hidden or left, as if the person had left the field.
pub(crate) fn save_typing_when_hidden() {
    let hidden = window_event_listener(ev::visibilitychange, |_| save_typing());
    let left = window_event_listener(ev::pagehide, |_| save_typing());
    on_cleanup(move || {
        hidden.remove();
        left.remove();
    });
}

fn save_typing() {
    if storage::is_erased() {
        return;
    }
    if let Some(field) = document().active_element()
        && matches!(field.tag_name().as_str(), "INPUT" | "TEXTAREA")
    {
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        if let Ok(change) = web_sys::Event::new_with_event_init_dict("change", &init) {
            let _ = field.dispatch_event(&change);
        }
    }
}

fn element(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

fn offer_file(file_name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(file_name);
    link.click();
    // The download has the file by then; a minute is ample.
    set_timeout(
        move || {
            let _ = web_sys::Url::revoke_object_url(&address);
        },
        Duration::from_secs(60),
    );
    Ok(())
}
