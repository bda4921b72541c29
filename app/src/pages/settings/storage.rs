//! How much of this browser's storage the search takes, and what happens should the browser clear
//! it.

use leptos::prelude::*;

use crate::components::card::Card;
use crate::components::live::live;
use crate::platform::StorageUse;
use crate::session::session;

/// The card of storage.
#[component]
pub(super) fn Storage() -> impl IntoView {
    let session = session();
    let taken = Memo::new(move |_| {
        // Follows every change of the journal.
        session.read(|_| ());
        let room = if session.is_loaded() {
            session.with_platform(|platform| platform.storage_use())
        } else {
            StorageUse::default()
        };
        (room.used, room.limit.max(1))
    });
    let words = move || {
        let (used, limit) = taken.get();
        format!(
            "{} of {} thousand characters",
            used.div_ceil(1_000),
            limit / 1_000
        )
    };
    let advice = move || {
        if session.sync().account.is_some() {
            "Your account keeps what is saved everywhere. Should this browser clear it, signing in brings that back."
        } else {
            "Everything stays in this browser. Some browsers clear sites that were not opened for a week: install the app, or keep a backup."
        }
    };
    let set_aside = move || {
        let count = session.unreadable();
        (count > 0).then(|| {
            format!("{count} kept values could not be read. They are set aside, not deleted.")
        })
    };
    view! {
        <Card name="storage" title="Storage on this device">
            <meter
                class="storage"
                min="0"
                max=move || taken.get().1
                high=move || taken.get().1 * 6 / 10
                value=move || taken.get().0
                aria-labelledby="storage-title"
            ></meter>
            <p>{live(words)}</p>
            <p class="field__hint">{live(advice)}</p>
            {live(set_aside)}
        </Card>
    }
    .into_any()
}
