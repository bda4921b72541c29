//! An entry for the person's own calendar: as a file for any of them, or as a link that opens Google Calendar with it filled in.

use domain::calendar::{Entry, google_link, write};
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
    let google = google_link(&entry);
    let download = move |_| {
        session.with_platform(|platform| {
            let offset_of = |zone: &str, ms: u64| platform.zone_offset(zone, ms);
            let text = write("One Yes", std::slice::from_ref(&entry), &offset_of);
            platform.download("one-yes.ics", "text/calendar", &text);
        });
        session.toast("A calendar file was made. Open it to add it.".into(), false);
    };
    view! {
        <p class="menu__title">"Into my calendar"</p>
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
