//! The page Today.

use leptos::prelude::*;

/// Today.
#[component]
pub fn Today() -> impl IntoView {
    view! {
        <div class="page">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Today"</h1>
            </div>
        </div>
    }
}
