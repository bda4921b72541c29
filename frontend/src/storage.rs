//! Local storage as the disk of a tab; blocked, full and erased storage are all survived. What is
//! written there, and when, is decided in [`domain::sync::tab`].

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the one place that reaches the browser’s storage"
)]

use std::cell::OnceCell;

use domain::sync::tab::Disk;
use domain::sync::tab::names::{ERASED, PREFIX, RESTORE_NOTE};
use gloo_storage::{LocalStorage, Storage as _};
use leptos::prelude::window;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Storage;

use crate::clock;
use crate::place::PLACES;

thread_local! {
    /// The value of [`ERASED`] when this page began.
    static ERASED_BEFORE: Option<String> = get(ERASED);

    /// The storage of this browser, from the first time it could be reached.
    static REACHED: OnceCell<Storage> = const { OnceCell::new() };
}

/// The id of a tab, in the storage that the browser keeps for it.
const TAB_ID: &str = "one-yes:tab";

/// UTF-16 code units Chromium gives an origin; the others give about as many.
pub(crate) const LIMIT: usize = 5_242_880;

/// The storage of this browser, shared by all its tabs.
#[derive(Clone, Copy)]
pub(crate) struct LocalDisk;

impl Disk for LocalDisk {
    fn get(&self, name: &str) -> Option<String> {
        get(name)
    }

    fn set(&self, name: &str, text: &str) -> bool {
        set(name, text)
    }

    fn remove(&self, name: &str) {
        remove(name);
    }

    fn names(&self) -> Option<Vec<String>> {
        with_storage(|storage| {
            let count = storage.length().ok()?;
            let names = (0..count).filter_map(|position| storage.key(position).ok().flatten());
            Some(names.filter(|name| name.starts_with(PREFIX)).collect())
        })
    }

    fn is_erased(&self) -> bool {
        is_erased()
    }
}

/// Deletes everything of this product from this device; the mark it leaves tells the other tabs.
pub(crate) fn erase() {
    set_in_tab(RESTORE_NOTE, None);
    set_in_tab(PLACES, None);
    // Marked first, so that nothing is written between the deletions.
    let mark = js_sys::Date::now().to_string();
    let mut is_marked = set(ERASED, &mark);
    for name in LocalDisk.names().unwrap_or_default() {
        if name != ERASED {
            remove(&name);
            // As soon as there is room, before another tab finds some.
            is_marked = is_marked || set(ERASED, &mark);
        }
    }
}

/// Whether the person, or the browser, forbids storage. Asked often: reading all names would take
/// 20 ms with many records.
pub(crate) fn is_blocked() -> bool {
    with_storage(|storage| storage.length().ok()).is_none()
}

/// Reads a value.
pub(crate) fn get(name: &str) -> Option<String> {
    with_storage(|storage| storage.get_item(name).ok().flatten())
}

/// Writes a value; says whether there was room. After everything was erased, by whichever tab, a
/// page that began before writes nothing more: its memory still holds what the person wanted gone.
pub(crate) fn set(name: &str, text: &str) -> bool {
    !is_erased() && with_storage(|storage| storage.set_item(name, text).ok()).is_some()
}

/// Whether everything was erased since this page began. Asked once at the start, so that it knows
/// how things were. A mark that is gone was cleared by the browser, together with all else.
pub(crate) fn is_erased() -> bool {
    ERASED_BEFORE.with(|before| {
        let mark = get(ERASED);
        mark.is_some() && mark != *before
    })
}

/// Deletes a value.
pub(crate) fn remove(name: &str) {
    with_storage(|storage| storage.remove_item(name).ok());
}

/// The tab this page is in. Its id outlives a reload and the browser's own dropping of a page; a
/// tab that is duplicated shares it.
pub(crate) fn tab() -> String {
    thread_local! {
        static TAB: OnceCell<String> = const { OnceCell::new() };
    }
    TAB.with(|tab| {
        let make = || {
            get_in_tab(TAB_ID).unwrap_or_else(|| {
                let id = format!("{:016x}", clock::random() & u128::from(u64::MAX));
                // Where it cannot be kept, the next page is another tab's.
                set_in_tab(TAB_ID, Some(&id));
                id
            })
        };
        tab.get_or_init(make).clone()
    })
}

/// Reads a value from the storage that the browser keeps for this tab alone, which has room of its
/// own.
pub(crate) fn get_in_tab(name: &str) -> Option<String> {
    let storage = window().session_storage().ok().flatten()?;
    storage.get_item(name).ok().flatten()
}

/// Writes a value to the storage of this tab, or deletes it.
pub(crate) fn set_in_tab(name: &str, text: Option<&str>) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = match text {
            Some(text) => storage.set_item(name, text),
            None => storage.remove_item(name),
        };
    }
}

/// Asks the browser not to clear the data of this site by itself.
pub(crate) fn ask_to_persist() {
    if let Ok(promise) = window().navigator().storage().persist() {
        // Denied or granted: nothing on the screen depends on it.
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}

/// Uses the storage, if it can be reached. All values are texts already, so they go through the raw
/// storage: `set` and `get` of gloo-storage would wrap each in JSON once more, which escapes every
/// quote of a record, and other builds, the boot script and installed apps read them as they are.
/// Its methods also panic where a browser withdraws storage later.
fn with_storage<T>(with: impl FnOnce(&Storage) -> Option<T>) -> Option<T> {
    REACHED.with(|reached| {
        if reached.get().is_none() && is_reachable() {
            let _ = reached.set(LocalStorage::raw());
        }
        reached.get().and_then(with)
    })
}

/// Whether the browser hands out its storage at all: the accessor throws where the person has
/// blocked it, and [`LocalStorage::raw`] panics then.
fn is_reachable() -> bool {
    matches!(window().local_storage(), Ok(Some(_)))
}
