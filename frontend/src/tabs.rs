//! Other tabs of the same browser: their writes are merged like any change, and crossing writes heal themselves.

use app::session::Session;
use domain::protocol::Changes;
use domain::record::Record;
use leptos::ev;
use leptos::prelude::*;

use crate::storage::{ERASED, Store, is_erased, record_key};
use crate::sync::Sync;

/// Follows what other tabs write.
pub(crate) fn follow(session: Session, store: Store, sync: Sync) {
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
        sync.keep_refused(&Changes::from([(key.clone(), record.clone())]));
        session.merge(vec![(key.clone(), record.clone())]);
        let is_same = session.peek(|journal| journal.record(&key) == Some(&record));
        if !is_same {
            // The other tab wrote without having seen our cells: write the merged record, which it will then see.
            session.peek(|journal| store.keep(journal, &[key]));
        }
    });
    // A page that the browser had set aside was told nothing.
    let shown = window_event_listener(ev::pageshow, move |_| {
        if is_erased() {
            let _ = window().location().replace("/");
        }
    });
    on_cleanup(move || {
        listener.remove();
        shown.remove();
    });
}
