//! The page Comeback.

use leptos::prelude::*;

/// Comeback.
#[component]
pub fn ComebackPage() -> impl IntoView {
    view! {
        <div class="page">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Comeback"</h1>
            </div>
        </div>
    }
}
