//! What this device keeps: one key a record in local storage, with storage full, blocked and corrupt all survived.

use std::collections::{BTreeMap, BTreeSet};

use app::platform::StorageUse;
use app::session::{Session, StorageState};
use domain::journal::Journal;
use domain::protocol::Changes;
use domain::record::{Record, RecordKey};
use domain::sync::client::EntryName;
use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::*;

/// Before every key of a record; the number is the version of the format.
const PREFIX: &str = "one-yes:1:";

/// Before the key of a value that could not be read. Such values are never deleted by the app itself.
const ASIDE: &str = "one-yes:aside:";

/// Before the key of cells that the server has not confirmed; the name of the entry follows.
pub(crate) const UNSENT: &str = "one-yes:unsent:1:";

/// Says that a value was set aside, so that everything is to be fetched once more.
pub(crate) const REFETCH: &str = "one-yes:refetch";

/// Written when everything was deleted, so that other tabs start anew as well.
pub(crate) const ERASED: &str = "one-yes:erased";

thread_local! {
    /// What [`ERASED`] held when this page began.
    static ERASED_BEFORE: Option<String> = get(ERASED);
}

/// UTF-16 code units Chromium gives an origin; the others give about as many.
const LIMIT: usize = 5_242_880;

/// The store of this tab; a handle that is cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Store {
    session: StoredValue<Option<Session>>,
    /// Records that are in memory but could not be written yet.
    waiting: StoredValue<BTreeSet<RecordKey>>,
    /// Unsent entries that could not be written yet. They go before any record: a record without its entry would never be sent.
    waiting_entries: StoredValue<BTreeMap<EntryName, Record>>,
    used: StoredValue<usize>,
    asked_to_persist: StoredValue<bool>,
    /// Something could not be read, and is to be fetched, marked on the disk or not.
    is_damaged: StoredValue<bool>,
}

impl Default for Store {
    fn default() -> Self {
        Self {
            session: StoredValue::new(None),
            waiting: StoredValue::new(BTreeSet::new()),
            waiting_entries: StoredValue::new(BTreeMap::new()),
            used: StoredValue::new(0),
            asked_to_persist: StoredValue::new(false),
            is_damaged: StoredValue::new(false),
        }
    }
}

impl Store {
    /// Tells the store whom to report to.
    pub(crate) fn reports_to(self, session: Session) {
        self.session.set_value(Some(session));
    }

    /// Reads everything into memory. What cannot be read is set aside under another key.
    pub(crate) fn load(self, session: Session) {
        let Some(keys) = all_keys() else {
            session.storage_changed(StorageState::Blocked);
            session.finish_loading(0);
            return;
        };
        let mut records = Vec::with_capacity(keys.len());
        let mut entries = Vec::new();
        let mut used = 0;
        let mut unreadable = 0;
        for name in keys {
            let Some(text) = get(&name) else { continue };
            used += name.len() + utf16_length(&text);
            if name.starts_with(ASIDE) {
                unreadable += 1;
            }
            if let Some(entry) = name.strip_prefix(UNSENT) {
                match read_entry(entry, &text) {
                    Some((entry, cells)) => entries.push((entry.key, cells)),
                    // The tab that leads sets it aside.
                    None => unreadable += 1,
                }
                continue;
            }
            let Some(key_text) = name.strip_prefix(PREFIX) else {
                continue;
            };
            match (RecordKey::parse(key_text), Record::from_text(&text)) {
                (Some(key), Ok(record)) => records.push((key, record)),
                _ => {
                    unreadable += 1;
                    // The mark comes first: what is put aside has to come back from the server, where there is one.
                    self.is_damaged.set_value(true);
                    if set(REFETCH, "1") && set(&format!("{ASIDE}{key_text}"), &text) {
                        LocalStorage::delete(&name);
                    }
                }
            }
        }
        self.used.set_value(used);
        session.merge(records);
        // An entry is written before its record: after a crash in between, the entry has what the record lacks.
        let recovered = session.merge(entries);
        session.finish_loading(unreadable);
        self.report_room();
        if !recovered.is_empty() {
            session.peek(|journal| self.keep(journal, &recovered));
        }
    }

    /// Writes records, together with whatever another tab wrote into them meanwhile. Says whether there was room for all.
    pub(crate) fn keep(self, journal: &Journal, changed: &[RecordKey]) -> bool {
        let mut has_room = self.write_entries();
        for key in changed {
            // After one refusal the rest is not tried: with thousands of records each try would cost.
            has_room = has_room && self.write(journal, key);
            self.waiting.update_value(|waiting| {
                if has_room {
                    waiting.remove(key);
                } else {
                    waiting.insert(key.clone());
                }
            });
        }
        while has_room {
            let mut next = None;
            self.waiting
                .update_value(|waiting| next = waiting.pop_first());
            let Some(key) = next else { break };
            has_room = self.write(journal, &key);
            if !has_room {
                self.waiting.update_value(|waiting| {
                    waiting.insert(key);
                });
            }
        }
        if has_room {
            self.report_room();
            self.ask_to_persist();
        } else {
            self.report(if all_keys().is_none() {
                StorageState::Blocked
            } else {
                StorageState::Full
            });
        }
        has_room
    }

    /// Writes cells in place of those stored, whatever their stamps.
    pub(crate) fn replace(self, cells: &Changes) -> bool {
        cells.iter().all(|(key, cells)| {
            let name = format!("{PREFIX}{key}");
            let stored = get(&name).map(|text| Record::from_text(&text));
            if matches!(stored, Some(Err(_))) && !set(REFETCH, "1") {
                return false;
            }
            let mut record = stored.and_then(Result::ok).unwrap_or_default();
            record.replace(cells.clone());
            let text = record.to_text();
            // Under a full storage the same words fit where they were.
            set(&name, &text) || {
                remove(&name);
                set(&name, &text)
            }
        })
    }

    /// Takes an unsent entry, to be written before the next record.
    pub(crate) fn take_entry(self, name: EntryName, cells: Record) {
        self.waiting_entries.update_value(|waiting| {
            waiting.insert(name, cells);
        });
    }

    /// Deletes an unsent entry.
    pub(crate) fn forget_entry(self, name: &EntryName) {
        self.waiting_entries.update_value(|waiting| {
            waiting.remove(name);
        });
        remove(&format!("{UNSENT}{name}"));
    }

    /// Writes the entries that wait; says whether there was room for all.
    pub(crate) fn write_entries(self) -> bool {
        let mut has_room = true;
        self.waiting_entries.update_value(|waiting| {
            waiting.retain(|name, cells| {
                let name = format!("{UNSENT}{name}");
                let stored = get(&name).and_then(|text| Record::from_text(&text).ok());
                let mut merged = stored.unwrap_or_default();
                merged.merge(cells.clone());
                has_room = has_room && set(&name, &merged.to_text());
                !has_room
            });
        });
        has_room
    }

    /// The entries that are in memory only.
    pub(crate) fn entries_in_memory(self) -> BTreeMap<EntryName, Record> {
        self.waiting_entries.get_value()
    }

    /// Forgets entries that wait and are stamped after a limit, in milliseconds: they are being stamped anew.
    pub(crate) fn forget_entries_ahead(self, limit_ms: u64) {
        self.waiting_entries.update_value(|waiting| {
            waiting.retain(|name, _| name.stamp.ms <= limit_ms);
        });
    }

    /// Whether something turned out damaged since this was asked last.
    pub(crate) fn take_damage(self) -> bool {
        let is_damaged = self.is_damaged.get_value();
        self.is_damaged.set_value(false);
        is_damaged
    }

    /// Whether everything in memory is on the disk, too.
    pub(crate) fn has_written_all(self) -> bool {
        self.waiting.with_value(BTreeSet::is_empty)
    }

    /// Whether this device keeps no record at all.
    pub(crate) fn is_empty(self) -> bool {
        names_after(PREFIX).is_empty()
    }

    /// How much of the room is taken.
    pub(crate) fn room(self) -> StorageUse {
        StorageUse {
            used: self.used.get_value(),
            limit: LIMIT,
        }
    }

    /// Forgets everything of this product on this device and tells the other tabs.
    pub(crate) fn erase(self) {
        // Marked first, so that nothing is written between the deletions; and last, where there was no room before.
        let mark = js_sys::Date::now().to_string();
        let is_marked = set(ERASED, &mark);
        for name in all_keys().unwrap_or_default() {
            if name != ERASED {
                remove(&name);
            }
        }
        if !is_marked {
            set(ERASED, &mark);
        }
    }

    fn write(self, journal: &Journal, key: &RecordKey) -> bool {
        let Some(record) = journal.record(key) else {
            return true;
        };
        let name = format!("{PREFIX}{key}");
        let before = get(&name);
        let mut merged = record.clone();
        match before.as_deref().map(Record::from_text) {
            Some(Ok(other)) => {
                merged.merge(other);
            }
            Some(Err(_)) => {
                // Damaged while the page was open: put aside like at the start, or left as it is.
                let text = before.as_deref().unwrap_or_default();
                if !set(REFETCH, "1") || !set(&format!("{ASIDE}{key}"), text) {
                    return false;
                }
            }
            None => {}
        }
        let text = merged.to_text();
        if before.as_deref() == Some(text.as_str()) {
            return true;
        }
        if !set(&name, &text) {
            return false;
        }
        let length_before = before.map_or(0, |before| name.len() + utf16_length(&before));
        self.used.update_value(|used| {
            *used = (*used + name.len() + utf16_length(&text)).saturating_sub(length_before);
        });
        true
    }

    fn report_room(self) {
        let is_filling = self.used.get_value() * 10 > LIMIT * 6;
        self.report(if is_filling {
            StorageState::FillingUp
        } else {
            StorageState::Kept
        });
    }

    fn report(self, state: StorageState) {
        if let Some(session) = self.session.get_value() {
            session.storage_changed(state);
        }
    }

    /// Asks the browser once not to clear this site's data by itself, now that there is something to lose.
    fn ask_to_persist(self) {
        if self.asked_to_persist.get_value() {
            return;
        }
        self.asked_to_persist.set_value(true);
        let storage = window().navigator().storage();
        if let Ok(promise) = storage.persist() {
            // Refused or granted: nothing on the screen depends on it.
            wasm_bindgen_futures::spawn_local(async move {
                let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
            });
        }
    }
}

/// The key of a record in local storage, if the name is one.
pub(crate) fn record_key(name: &str) -> Option<RecordKey> {
    RecordKey::parse(name.strip_prefix(PREFIX)?)
}

fn raw() -> Option<web_sys::Storage> {
    // Reaching for local storage throws where the person has blocked it; `gloo_storage` would panic there.
    window().local_storage().ok().flatten()
}

fn all_keys() -> Option<Vec<String>> {
    let storage = raw()?;
    let count = storage.length().ok()?;
    Some(
        (0..count)
            .filter_map(|position| storage.key(position).ok().flatten())
            .filter(|name| name.starts_with("one-yes:"))
            .collect(),
    )
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

/// Reads an unsent entry from its name and text; none where it is damaged.
pub(crate) fn read_entry(name: &str, text: &str) -> Option<(EntryName, Record)> {
    EntryName::parse(name).zip(Record::from_text(text).ok())
}

/// Puts a damaged entry aside; says whether it could.
pub(crate) fn set_entry_aside(name: &str, text: &str) -> bool {
    let is_kept = set(&format!("{ASIDE}unsent:{name}"), text);
    if is_kept {
        remove(&format!("{UNSENT}{name}"));
    }
    is_kept
}

/// Deletes a value.
pub(crate) fn remove(name: &str) {
    if let Some(storage) = raw() {
        let _ = storage.remove_item(name);
    }
}

/// The names after a prefix, of all values whose name begins with it.
pub(crate) fn names_after(prefix: &str) -> Vec<String> {
    let keys = all_keys().unwrap_or_default();
    keys.iter()
        .filter_map(|name| name.strip_prefix(prefix).map(ToOwned::to_owned))
        .collect()
}

fn utf16_length(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.encode_utf16().count()
    }
}
