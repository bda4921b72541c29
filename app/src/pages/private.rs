//! The private page: a timed writing, and two columns. It stays on this device; the only way out is
//! a backup for which it was asked for.

mod entry;
mod model;
mod sentences;
mod writing;

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::practice_links::practice_links;
use crate::session::session;

/// The page at `/private`. No translator, spelling service or form filler is to read it, as far as
/// a page can say that.
#[component]
pub fn Private() -> impl IntoView {
    let session = session();
    view! {
        <div class="page page--narrow">
            <div class="page__head">
                <div>
                    <p class="page__back">
                        <a href="/care">
                            <Icon name="arrow-left" />
                            "Care"
                        </a>
                    </p>
                    <h1 id="heading" tabindex="-1">"Private page"</h1>
                </div>
            </div>
            <p class="lede">
                "What you write here stays on this device: it’s never synced, and it’s only in an export or backup if you ask for it that time."
            </p>
            <p class="quiet-line">
                "There is no other copy, and anyone who can open this browser can read it. “Delete everything” in "
                <a href="/settings#erase-all">"Settings"</a> " deletes it too."
            </p>
            <div class="stack" translate="no">
                {writing::card(session)}
                {sentences::card(session)}
            </div>
            {practice_links(&["company-kept", "self-care"])}
        </div>
    }
    .into_any()
}
