//! Other tabs of the same browser: their writes are merged like any change, and crossing writes heal themselves.

use app::session::Session;
use domain::record::Record;
use leptos::ev;
use leptos::prelude::*;

use crate::storage::{ERASED, Store, record_key};

/// Follows what other tabs write.
pub(crate) fn follow(session: Session, store: Store) {
    let listener = window_event_listener(ev::storage, move |event| {
        let Some(name) = event.key() else { return };
        if name == ERASED {
            let _ = window().location().replace("/");
            return;
        }
        let (Some(key), Some(text)) = (record_key(&name), event.new_value()) else {
            return;
        };
        let Ok(record) = Record::from_text(&text) else {
            return;
        };
        session.merge(vec![(key.clone(), record.clone())]);
        let is_same = session.peek(|journal| journal.record(&key) == Some(&record));
        if !is_same {
            // The other tab wrote without having seen our cells: write the merged record, which it will then see.
            session.peek(|journal| store.keep(journal, &[key]));
        }
    });
    on_cleanup(move || listener.remove());
}
