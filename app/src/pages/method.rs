//! The public pages of the method.

use leptos::prelude::*;

/// The index of the method.
#[component]
pub fn MethodIndex() -> impl IntoView {
    view! {
        <div class="page page--narrow">
            <h1 id="heading" tabindex="-1">"Method"</h1>
        </div>
    }
}

/// One practice.
#[component]
pub fn MethodPractice() -> impl IntoView {
    view! {
        <div class="page page--narrow">
            <h1 id="heading" tabindex="-1">"Practice"</h1>
        </div>
    }
}
