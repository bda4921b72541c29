//! The page Learned.

use leptos::prelude::*;

/// Learned.
#[component]
pub fn Learned() -> impl IntoView {
    view! {
        <div class="page">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Learned"</h1>
            </div>
        </div>
    }
}
