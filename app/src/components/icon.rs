//! Icons: one drawn family in a sprite.

use leptos::prelude::*;

/// An icon of the sprite. It says nothing by itself; the text beside it or the label of its button does.
#[component]
pub fn Icon(
    /// The name of the symbol in `public/icons/sprite.svg`.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=format!("/icons/sprite.svg#{name}")></use>
        </svg>
    }
    .into_any()
}
