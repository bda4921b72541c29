//! The browser as the app's platform: each part handed on to the file that knows it.

use app::platform::{
    Device, Encoding, FileRead, Files, NoticeBoard, Notices, Page, Server, StorageUse, Store, Theme,
};
use app::sync::{AccountChange, Method, PasskeyAnswer, PasskeyUse, ServerAnswer};
use domain::model::person::Person;
use domain::state::record::RecordKey;
use domain::sync::protocol::account::PushWish;
use domain::sync::protocol::{Changes, paths};
use domain::sync::tab::names::{LINK, RESTORE_NOTE, TRACKER};
use domain::values::date::Now;
use domain::values::id::RecordId;
use leptos::prelude::{document, window};
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;

use crate::sync::SyncDriver;
use crate::{
    api, clock, contacts, dom, early, files, form_drafts, notices, passkey, place, private_page,
    push, share, storage, theme, typing, worker, zone,
};

/// The browser this tab runs in.
pub(crate) struct Browser {
    sync: SyncDriver,
}

impl Browser {
    pub(crate) const fn new(sync: SyncDriver) -> Self {
        Self { sync }
    }
}

impl Device for Browser {
    fn now(&self) -> Now {
        clock::now()
    }

    fn random(&self) -> u128 {
        clock::random()
    }

    fn origin(&self) -> String {
        window().location().origin().unwrap_or_default()
    }

    fn zone(&self) -> String {
        zone::name()
    }

    fn zone_offset(&self, zone: &str, ms: u64) -> Option<i32> {
        zone::offset(zone, ms)
    }
}

impl Store for Browser {
    fn store_edit(&self, written: &Changes) {
        self.sync.store_edit(written);
    }

    fn store_import(&self, records: Changes) {
        self.sync.store_import(records);
    }

    fn erase_everything(&self) {
        let sync = self.sync;
        let erase = move || sync.account_changed(&AccountChange::SignedOutErasing);
        if !sync.has_account() {
            erase();
            return;
        }
        spawn_local(async move {
            // Unreachable or not: this device forgets, and the server ends the session by itself in
            // time.
            let _ = api::ask(Method::Delete, paths::SESSION, None).await;
            erase();
        });
    }

    fn tab(&self) -> String {
        storage::tab()
    }

    fn read_form(&self, form: &str) -> Option<String> {
        form_drafts::read(form)
    }

    fn write_form(&self, form: &str, text: Option<&str>) -> bool {
        form_drafts::write(form, text)
    }

    fn private_entries(&self) -> Vec<String> {
        private_page::entries()
    }

    fn private_entry(&self, id: RecordId) -> Option<String> {
        private_page::entry(id)
    }

    fn write_private_entry(&self, id: RecordId, text: Option<&str>) -> bool {
        private_page::write(id, text)
    }

    fn read_link(&self, record: RecordId) -> Option<String> {
        storage::get(&format!("{LINK}{record}"))
    }

    fn write_link(&self, record: RecordId, text: Option<&str>) -> bool {
        let name = format!("{LINK}{record}");
        let Some(text) = text else {
            storage::remove(&name);
            return true;
        };
        storage::set(&name, text)
    }

    fn tracker_choices(&self) -> Option<String> {
        storage::get(TRACKER)
    }

    fn keep_tracker_choices(&self, choices: &str) {
        // As at first, nothing is kept; full storage must not keep anyone from looking.
        if choices.is_empty() {
            storage::remove(TRACKER);
        } else if storage::get(TRACKER).as_deref() != Some(choices) {
            storage::set(TRACKER, choices);
        }
    }

    fn unwritten(&self) -> Vec<RecordKey> {
        self.sync.unwritten()
    }

    fn restore_note(&self) -> Option<String> {
        storage::get(RESTORE_NOTE).or_else(|| storage::get_in_tab(RESTORE_NOTE))
    }

    fn keep_restore_note(&self, note: Option<&str>) {
        let is_kept = note.is_some_and(|note| storage::set(RESTORE_NOTE, note));
        if note.is_none() {
            storage::remove(RESTORE_NOTE);
        }
        // Where the storage is full to the brim, the tab has room of its own.
        storage::set_in_tab(RESTORE_NOTE, note.filter(|_| !is_kept));
    }

    fn storage_use(&self) -> StorageUse {
        self.sync.storage_use()
    }
}

impl Files for Browser {
    fn copy(&self, text: &str, then: Box<dyn FnOnce(bool)>) {
        files::copy(text, then);
    }

    fn copy_selected(&self, field_id: &str, text: &str) -> bool {
        files::copy_selected(field_id, text)
    }

    fn download(&self, file_name: &str, media_type: &str, text: &str) {
        files::download(file_name, media_type, text);
    }

    fn read_file(
        &self,
        input_id: &str,
        largest: usize,
        encoding: Encoding,
        then: Box<dyn FnOnce(FileRead)>,
    ) {
        files::read(input_id, largest, encoding, then);
    }

    fn can_share(&self) -> bool {
        share::is_possible()
    }

    fn share(&self, title: &str, text: &str) {
        share::share(title, text);
    }

    fn can_pick_contacts(&self) -> bool {
        contacts::is_possible()
    }

    fn pick_contacts(&self, then: Box<dyn FnOnce(Vec<Person>)>) {
        spawn_local(async move { then(contacts::pick().await) });
    }
}

impl Page for Browser {
    fn focus(&self, element_id: &str) {
        dom::focus(element_id);
    }

    fn scroll_to(&self, element_id: &str) {
        dom::scroll_to(element_id);
    }

    fn arrive(&self) {
        place::arrive();
    }

    fn show_dialog(&self, element_id: &str, open: bool) {
        dom::show_dialog(element_id, open);
    }

    fn set_title(&self, title: &str) {
        document().set_title(title);
    }

    fn theme(&self) -> Theme {
        theme::chosen()
    }

    fn set_theme(&self, theme: Theme) {
        theme::choose(theme);
    }

    fn use_new_version(&self) {
        typing::save();
        worker::activate_waiting();
    }

    fn ask_whether_outdated(&self, then: Box<dyn FnOnce(bool)>) {
        early::ask_whether_outdated(then);
    }

    fn print(&self) {
        typing::save();
        dom::print();
    }

    fn reload(&self) {
        typing::save();
        dom::reload();
    }
}

impl NoticeBoard for Browser {
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
        spawn_local(async move { then(push::subscribe(&key).await) });
    }

    fn unsubscribe(&self) {
        spawn_local(push::unsubscribe());
    }

    fn set_badge(&self, count: usize) {
        notices::set_badge(count);
    }
}

impl Server for Browser {
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

    fn dismiss_rejected(&self, record: &RecordKey, field: &str) {
        self.sync.dismiss(record, field);
    }
}
