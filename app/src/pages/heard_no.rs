//! The page I just heard no.

use leptos::prelude::*;

/// I just heard no.
#[component]
pub fn HeardNo() -> impl IntoView {
    view! {
        <div class="page">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"I just heard no"</h1>
            </div>
        </div>
    }
}
