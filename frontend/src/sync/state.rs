//! The state behind the driver: the tab, the session it serves, a timer, the stream of pokes.

use app::session::Session;
use domain::sync::tab::Tab;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::pokes::Pokes;
use super::view::SessionView;
use super::{other_tabs, status};
use crate::storage::{self, LocalDisk};

/// A handle on the state, cheap to copy into callbacks. Empty until [`Self::fill`].
#[derive(Clone, Copy)]
pub(super) struct Handle(StoredValue<Option<State>, LocalStorage>);

/// The tab, wired to the browser.
pub(super) struct State {
    pub(super) session: Session,
    pub(super) tab: Tab<LocalDisk, SessionView>,
    pub(super) is_gathering: bool,
    pub(super) timer: Option<TimeoutHandle>,
    pub(super) pokes: Option<Pokes>,
    asked_to_persist: bool,
}

impl Handle {
    pub(super) fn empty() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// Makes the tab that serves a session.
    pub(super) fn fill(self, session: Session) {
        self.0.set_value(Some(State {
            session,
            tab: Tab::new(LocalDisk, SessionView(session)),
            is_gathering: false,
            timer: None,
            pokes: None,
            asked_to_persist: false,
        }));
    }

    /// Works with the state. `None` before there is one, and after the app has gone.
    pub(super) fn with<T>(self, with: impl FnOnce(&mut State) -> T) -> Option<T> {
        let value = self.0.try_update_value(|state| state.as_mut().map(with));
        debug_assert!(value.is_some(), "what the tab does must not call it again");
        value.flatten()
    }

    /// Reports how things are to the session and, if this tab leads, to the other tabs.
    pub(super) fn report(self) {
        self.with(|state| {
            let generation = state.tab.generation();
            if let Some(pokes) = state.pokes.take_if(|pokes| !pokes.is_for(generation)) {
                pokes.close();
            }
            let storage = status::of_storage(&state.tab, storage::is_blocked());
            state.session.storage_changed(storage);
            let status = status::of(&state.tab, is_online(), other_tabs::told);
            if state.tab.client().is_some() && status.account.is_some() {
                other_tabs::tell(status.state);
            }
            state.session.sync_changed(status);
        });
    }

    /// Looks whether the storage was cleared under this page, which writes everything again then.
    pub(super) fn look_after_storage(self) {
        if self.with(|state| state.tab.restore_cleared()) == Some(true) {
            self.step_soon();
            self.report();
        }
    }

    /// Asks the browser once not to clear this site's data by itself, now that there is something
    /// to lose.
    pub(super) fn ask_to_persist(self) {
        let has_asked = self.with(|state| std::mem::replace(&mut state.asked_to_persist, true));
        if has_asked == Some(false) {
            storage::ask_to_persist();
        }
    }
}

/// Whether the browser believes there is a network.
pub(super) fn is_online() -> bool {
    window().navigator().on_line()
}
