//! The page Search.

use leptos::prelude::*;

/// Search.
#[component]
pub fn Search() -> impl IntoView {
    view! {
        <div class="page">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Search"</h1>
            </div>
        </div>
    }
}
