//! The driver of this tab, as the rest of the browser uses it.

use app::platform::StorageUse;
use app::session::Session;
use app::sync::AccountChange;
use domain::state::record::RecordKey;
use domain::sync::protocol::{Changes, FirstVisit};
use domain::sync::tab::TabRequest;
use leptos::ev;
use leptos::prelude::*;

use super::other_tabs::{self, TabEvent};
use super::state::Handle;
use crate::storage::{self, LIMIT};
use crate::{dom, guest_mark, leader};

/// The driver of this tab, wired to the browser; cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct SyncDriver(Handle);

impl SyncDriver {
    pub(crate) fn new() -> Self {
        Self(Handle::empty())
    }

    /// Names the session whose records it stores.
    pub(crate) fn serve(self, session: Session) {
        self.0.fill(session);
    }

    /// Takes over the data the server rendered this page from, on a device that knew of no account.
    pub(crate) fn adopt(self, visit: FirstVisit) {
        self.0.with(|state| state.tab.adopt(visit));
    }

    /// Reads the storage of this device, and begins.
    pub(crate) fn start(self, session: Session) {
        let handle = self.0;
        let unreadable = handle.with(|state| state.tab.load()).flatten();
        session.finish_loading(unreadable.unwrap_or_default());
        let checkpoint = handle.with(|state| state.tab.checkpoint()).flatten();
        if let Some(checkpoint) = checkpoint {
            session.set_clock_offset(checkpoint.offset_ms);
        }
        handle.report();
        // Nothing tells of storage that is cleared from within this very tab. The present moves on
        // twice a minute, and when the page is shown again.
        Effect::new(move |_| {
            let _ = session.now();
            handle.look_after_storage();
        });
        let visible = window_event_listener(ev::visibilitychange, move |_| {
            handle.look_after_storage();
        });
        other_tabs::follow(move |event| on_tab_event(handle, &event));
        let shown = window_event_listener(ev::focus, move |_| handle.ask(&TabRequest::Wake));
        let online = window_event_listener(ev::online, move |_| handle.ask(&TabRequest::Online));
        let offline = window_event_listener(ev::offline, move |_| handle.report());
        on_cleanup(move || {
            shown.remove();
            visible.remove();
            online.remove();
            offline.remove();
        });
        leader::when_leader(move || {
            handle.with(|state| state.tab.lead());
            handle.step();
        });
    }

    /// Stores the cells of an edit, and sends them if there is an account.
    pub(crate) fn store_edit(self, written: &Changes) {
        self.0.with(|state| state.tab.record_edit(written));
        self.has_stored();
    }

    /// Merges records of a backup file, stores and sends them.
    pub(crate) fn store_import(self, records: Changes) {
        self.0.with(|state| state.tab.record_import(records));
        self.has_stored();
    }

    /// Tries now.
    pub(crate) fn wake(self) {
        self.0.ask(&TabRequest::Wake);
    }

    /// Takes an entry off the list of what the server rejected.
    pub(crate) fn dismiss(self, key: &RecordKey, field: &str) {
        self.0.ask(&TabRequest::Dismiss {
            key: key.clone(),
            field: field.to_owned(),
        });
    }

    /// Whether this device belongs to an account.
    pub(crate) fn has_account(self) -> bool {
        let has_account = self.0.with(|state| state.tab.has_account());
        has_account.unwrap_or_default()
    }

    /// The records that have not found room.
    pub(crate) fn unwritten(self) -> Vec<RecordKey> {
        self.0
            .with(|state| state.tab.unwritten())
            .unwrap_or_default()
    }

    /// How much of the storage is taken.
    pub(crate) fn storage_use(self) -> StorageUse {
        StorageUse {
            used: self.0.with(|state| state.tab.used()).unwrap_or_default(),
            limit: LIMIT,
        }
    }

    /// Takes note that this device now belongs to another account, or to none.
    pub(crate) fn account_changed(self, change: &AccountChange) {
        guest_mark::set(!matches!(change, AccountChange::SignedIn { .. }));
        match change {
            AccountChange::SignedIn {
                id,
                name,
                is_shared,
            } => {
                self.0.with(|state| state.tab.sign_in(id, name, *is_shared));
            }
            AccountChange::SignedOutKeeping => {
                self.0.with(|state| state.tab.sign_out());
            }
            AccountChange::SignedOutErasing => {
                self.0.with(|state| state.tab.sign_out());
                storage::erase();
                dom::restart();
                return;
            }
        }
        self.0.step();
    }

    fn has_stored(self) {
        self.0.ask_to_persist();
        self.0.step_soon();
        self.0.report();
    }
}

/// Follows an event from another tab.
fn on_tab_event(handle: Handle, event: &TabEvent<'_>) {
    match *event {
        TabEvent::Status => handle.report(),
        TabEvent::Value(name, value) => {
            handle.with(|state| state.tab.on_storage_event(name, value));
            handle.step_soon();
        }
        TabEvent::Cleared => handle.look_after_storage(),
        TabEvent::Resumed => {
            handle.look_after_storage();
            handle.with(|state| state.tab.load());
            handle.step_soon();
        }
    }
}
