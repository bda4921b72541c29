//! The private page of this device. It goes past the journal on purpose: what is no record cannot
//! be synced, exported or undone on another device.

use std::cmp::Reverse;

use domain::exchange::private_entry::PrivateEntry;
use domain::values::id::RecordId;
use domain::values::sort::sort_by_key;

use super::state::Session;

impl Session {
    /// The entries of the private page, the latest first.
    #[must_use]
    pub fn private_entries(&self) -> Vec<PrivateEntry> {
        let stored = self.with_platform(|platform| platform.private_entries());
        let entries = stored.iter().filter_map(|text| PrivateEntry::parse(text));
        let mut entries: Vec<PrivateEntry> = entries.collect();
        sort_by_key(&mut entries, |entry| Reverse(entry.id()));
        entries
    }

    /// One entry of the private page as it is stored now, if it is.
    #[must_use]
    pub fn private_entry(&self, id: RecordId) -> Option<PrivateEntry> {
        let stored = self.with_platform(|platform| platform.private_entry(id));
        PrivateEntry::parse(&stored?)
    }

    /// Whether there is anything on the private page.
    #[must_use]
    pub fn has_private(&self) -> bool {
        let entries = self.private_entries();
        entries.iter().any(|entry| !entry.is_empty())
    }

    /// Stores an entry of the private page on this device. Returns whether there was room.
    pub fn store_private(&self, entry: &PrivateEntry) -> bool {
        let text = entry.to_value().to_string();
        self.with_platform(|platform| platform.write_private_entry(entry.id(), Some(&text)))
    }

    /// Deletes an entry of the private page.
    pub fn delete_private(&self, id: RecordId) {
        self.with_platform(|platform| platform.write_private_entry(id, None));
    }

    /// Takes the private page of a backup over: what is not here, and what was written to later
    /// than here. Returns whether there was room.
    pub fn restore_private(&self, restored: &[PrivateEntry]) -> bool {
        let here = self.private_entries();
        let is_news = |entry: &&PrivateEntry| {
            let held = here.iter().find(|held| held.id() == entry.id());
            held.is_none_or(|held| held.written_ms() < entry.written_ms())
        };
        let mut all_fit = true;
        for entry in restored.iter().filter(is_news) {
            all_fit &= self.store_private(entry);
        }
        all_fit
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex};

    use domain::exchange::backup;
    use domain::exchange::private_entry::PrivateText;
    use domain::model::care::CareItem;
    use domain::state::edit::Edit;
    use domain::sync::protocol::Changes;
    use domain::values::date::Now;
    use leptos::prelude::*;

    use super::*;
    use crate::platform::{Device, Files, NoticeBoard, Page, Server, Store};
    use crate::sync::{Method, ServerAnswer};

    /// Words that stand nowhere else.
    const MARKER: &str = "zq7 lantern fjord";

    /// A device that writes down whatever it is handed, and has a private page.
    #[derive(Default)]
    struct Recorder {
        handed: Mutex<String>,
        private: Mutex<BTreeMap<RecordId, String>>,
    }

    impl Recorder {
        fn hand(&self, text: &str) {
            self.handed.lock().unwrap().push_str(text);
        }
    }

    impl Device for Recorder {
        fn now(&self) -> Now {
            crate::actions::testing::NOON
        }

        fn random(&self) -> u128 {
            7
        }
    }

    impl Store for Recorder {
        fn store_edit(&self, written: &Changes) {
            self.hand(&format!("{written:?}"));
        }

        fn store_import(&self, records: Changes) {
            self.hand(&format!("{records:?}"));
        }

        fn write_form(&self, _form: &str, text: Option<&str>) -> bool {
            self.hand(text.unwrap_or_default());
            true
        }

        fn private_entries(&self) -> Vec<String> {
            self.private.lock().unwrap().values().cloned().collect()
        }

        fn private_entry(&self, id: RecordId) -> Option<String> {
            self.private.lock().unwrap().get(&id).cloned()
        }

        fn write_private_entry(&self, id: RecordId, text: Option<&str>) -> bool {
            let mut private = self.private.lock().unwrap();
            match text {
                Some(text) => drop(private.insert(id, text.to_owned())),
                None => drop(private.remove(&id)),
            }
            true
        }
    }

    impl Files for Recorder {
        fn download(&self, file_name: &str, media_type: &str, text: &str) {
            self.hand(&format!("{file_name}{media_type}{text}"));
        }
    }

    impl Page for Recorder {
        fn set_title(&self, title: &str) {
            self.hand(title);
        }
    }

    impl NoticeBoard for Recorder {
        fn notify(&self, text: &str) {
            self.hand(text);
        }
    }

    impl Server for Recorder {
        fn ask_server(
            &self,
            _method: Method,
            path: &str,
            body: Option<String>,
            _then: Box<dyn FnOnce(ServerAnswer)>,
        ) {
            self.hand(path);
            self.hand(&body.unwrap_or_default());
        }
    }

    fn written(id: u128, text: &str, at_ms: u64) -> PrivateEntry {
        let mut entry = PrivateEntry::sentence(RecordId::fixed(id));
        entry.write(PrivateText::Came, text, at_ms);
        entry
    }

    #[test]
    fn what_is_private_reaches_nothing_but_its_own_place() {
        let device = Arc::new(Recorder::default());
        Owner::new().with(|| {
            let session = Session::new(device.clone(), 1);
            assert!(!session.has_private());
            assert!(session.store_private(&written(1, MARKER, 1)));
            let item = CareItem {
                text: "Swim".into(),
                ..CareItem::default()
            };
            session.commit(Edit::new("Added").create(RecordId::fixed(9), &item));
            let file = session.peek(|journal| backup::export(journal, session.exact_now()));
            assert!(file.contains("Swim") && !file.contains(MARKER), "{file}");
            assert_eq!(session.undoable(), ["Added"]);
            assert!(session.has_private());
            session.delete_private(RecordId::fixed(1));
            assert!(!session.has_private());
        });
        let handed = device.handed.lock().unwrap();
        assert!(
            handed.contains("Swim") && !handed.contains(MARKER),
            "{handed}"
        );
    }

    #[test]
    fn a_backup_brings_back_what_is_not_here_and_what_was_written_later() {
        Owner::new().with(|| {
            let session = Session::new(Arc::new(Recorder::default()), 1);
            session.store_private(&written(1, "as it is here", 5));
            session.store_private(&written(2, "old", 5));
            let restored = [
                written(1, "older", 4),
                written(2, "newer", 6),
                written(3, "only there", 1),
            ];
            assert!(session.restore_private(&restored));
            let entries = session.private_entries();
            let texts: Vec<&str> = entries
                .iter()
                .map(|entry| entry.text(PrivateText::Came))
                .collect();
            assert_eq!(texts, ["only there", "newer", "as it is here"]);
        });
    }
}
