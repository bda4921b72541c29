//! The ring: open, patient, closing as something moves on. Used for windows, comebacks and how far an opportunity went.

use leptos::prelude::*;

/// A ring filled to some part. The words beside it say the same, so it is hidden from screen readers.
#[component]
pub fn Ring(
    /// How much is filled, 0 to 100.
    #[prop(into)]
    percent: Signal<u32>,
    /// `s`, `m` or `l`.
    #[prop(default = "m")]
    size: &'static str,
) -> impl IntoView {
    view! {
        <svg class=format!("ring ring--{size}") viewBox="0 0 100 100" aria-hidden="true" focusable="false">
            <circle class="ring__track" cx="50" cy="50" r="42" fill="none"></circle>
            <circle
                class="ring__arc"
                cx="50"
                cy="50"
                r="42"
                fill="none"
                pathLength="100"
                stroke-dasharray=move || format!("{} 100", percent.get().min(100))
                transform="rotate(-90 50 50)"
            ></circle>
        </svg>
    }
    .into_any()
}
