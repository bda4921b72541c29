//! Local storage as the disk of a tab, blocked and erased all survived. What is written there, and when, is decided in [`domain::sync::tab`].

use domain::sync::tab::Disk;
use domain::sync::tab::names::{ALL, ERASED};
use leptos::prelude::window;

thread_local! {
    /// What [`ERASED`] held when this page began.
    static ERASED_BEFORE: Option<String> = get(ERASED);
}

/// UTF-16 code units Chromium gives an origin; the others give about as many.
pub(crate) const LIMIT: usize = 5_242_880;

/// The storage of this browser, as every tab has it.
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
        let storage = raw()?;
        let count = storage.length().ok()?;
        let names = (0..count).filter_map(|position| storage.key(position).ok().flatten());
        Some(names.filter(|name| name.starts_with(ALL)).collect())
    }

    fn is_erased(&self) -> bool {
        is_erased()
    }
}

/// Forgets everything of this product on this device and tells the other tabs.
pub(crate) fn erase() {
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

/// Whether the person, or the browser, lets nothing be kept. Asked often: reading all names would take 20 ms with many records.
pub(crate) fn is_blocked() -> bool {
    raw().and_then(|storage| storage.length().ok()).is_none()
}

/// Reads a value.
pub(crate) fn get(name: &str) -> Option<String> {
    raw()?.get_item(name).ok().flatten()
}

/// Writes a value; says whether there was room. After everything was erased, by whichever tab, a page that began before writes nothing
/// more: what it still has in memory is what the person wanted gone.
pub(crate) fn set(name: &str, text: &str) -> bool {
    !is_erased() && raw().is_some_and(|storage| storage.set_item(name, text).is_ok())
}

/// Whether everything was erased since this page began. Asked once at the start, so that it knows how things were.
pub(crate) fn is_erased() -> bool {
    ERASED_BEFORE.with(|before| get(ERASED) != *before)
}

/// Deletes a value.
pub(crate) fn remove(name: &str) {
    if let Some(storage) = raw() {
        let _ = storage.remove_item(name);
    }
}

fn raw() -> Option<web_sys::Storage> {
    // Reaching for local storage throws where the person has blocked it.
    window().local_storage().ok().flatten()
}
