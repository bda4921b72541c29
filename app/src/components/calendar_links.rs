//! An entry for the person's own calendar: as a file for any of them, or as a link that opens Google Calendar with it filled in.

use domain::exchange::icalendar::{Entry, google_link, write};
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::session::session;

/// The two ways, to stand in a menu.
#[component]
pub fn CalendarLinks(
    /// The entry.
    entry: Entry,
) -> impl IntoView {
    let session = session();
    let for_google = entry.clone();
    let google = move || {
        // The server knows no zones, and both must draw the same first picture.
        let is_loaded = session.is_loaded();
        session.with_platform(|platform| {
            let offset_of = |zone: &str, ms: u64| {
                let offset = is_loaded.then(|| platform.zone_offset(zone, ms));
                offset.flatten()
            };
            let own_zone = if is_loaded {
                platform.zone()
            } else {
                String::new()
            };
            google_link(&for_google, &own_zone, &offset_of)
        })
    };
    let download = move |_| {
        session.with_platform(|platform| {
            let offset_of = |zone: &str, ms: u64| platform.zone_offset(zone, ms);
            let entries = std::slice::from_ref(&entry);
            let text = write("One Yes", &platform.zone(), entries, &offset_of);
            platform.download("one-yes.ics", "text/calendar", &text);
        });
        session.toast(
            "Calendar file ready. Open it to add the date.".into(),
            false,
        );
    };
    view! {
        <p class="menu__title">"Add to my calendar"</p>
        <button type="button" on:click=download>
            <Icon name="calendar" />
            "Calendar file"
        </button>
        <a href=google target="_blank" rel="noopener noreferrer">
            <Icon name="external" />
            "Google Calendar"
        </a>
    }
    .into_any()
}
