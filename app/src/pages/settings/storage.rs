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
        use_words(used, limit)
    };
    let advice = move || {
        if session.sync().account.is_some() {
            "Everything that has synced is in your account. If this browser ever clears it, sign in and it comes back."
        } else {
            "Everything is saved in this browser. Some browsers clear sites you haven’t opened for a week: install the app, or download a backup."
        }
    };
    let set_aside = move || {
        let count = session.unreadable();
        (count > 0).then(|| match count {
            1 => "One saved value couldn’t be read. It was set aside, not deleted.".to_owned(),
            _ => {
                format!("{count} saved values couldn’t be read. They were set aside, not deleted.")
            }
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

/// The room taken and the room there is: “About 4,000 of 5.2 million characters used”.
fn use_words(used: usize, limit: usize) -> String {
    let (thousands, tenths) = (used.div_ceil(1_000), limit / 100_000);
    let used = match (thousands / 1_000, thousands % 1_000) {
        (0, 0) => "None".to_owned(),
        (0, thousands) => format!("About {thousands},000"),
        (millions, thousands) => format!("About {millions},{thousands:03},000"),
    };
    format!(
        "{used} of {}.{} million characters used",
        tenths / 10,
        tenths % 10
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_taken_is_said_in_round_numbers() {
        let words = |used| use_words(used, 5_242_880);
        assert_eq!(words(3_400), "About 4,000 of 5.2 million characters used");
        assert_eq!(
            words(1_002_000),
            "About 1,002,000 of 5.2 million characters used"
        );
        assert_eq!(words(0), "None of 5.2 million characters used");
    }
}
