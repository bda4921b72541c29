//! The page Opportunity.

use leptos::prelude::*;

/// Opportunity.
#[component]
pub fn OpportunityPage() -> impl IntoView {
    view! {
        <div class="page">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Opportunity"</h1>
            </div>
        </div>
    }
}
