//! The page Settings.

use leptos::prelude::*;

/// Settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! {
        <div class="page">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Settings"</h1>
            </div>
        </div>
    }
}
