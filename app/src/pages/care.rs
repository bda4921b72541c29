//! Care: what helps, a light note of the day, help given to others, and the way to the private page.
//! Nothing here is counted.

mod day_notes;
mod help;
mod landed;
mod model;
mod what_helps;

use leptos::prelude::*;

use crate::components::card::Card;
use crate::components::practice_links::practice_links;
use crate::session::session;

/// The page at `/care`.
#[component]
pub fn Care() -> impl IntoView {
    let session = session();
    view! {
        <div class="page page--narrow">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Care"</h1>
            </div>
            <p class="lede">
                "You’re the one who walks into the next interview. Keep what does you good close at hand."
            </p>
            {what_helps::what_helps(session)}
            {day_notes::day_notes(session)}
            {help::help(session)}
            {landed::landed(session)}
            <Card name="private" title="Private page" class="card stack">
                <p>
                    "Write for fifteen minutes, or say a hard sentence the way a fair friend would. It stays on this device."
                </p>
                <p>
                    <a class="btn" href="/private">"Open the private page"</a>
                </p>
            </Card>
            {practice_links(&["self-care", "company-kept", "pay-forward", "landed"])}
        </div>
    }
    .into_any()
}
