//! The switch between board and list.

use leptos::prelude::*;

use super::state::SearchState;
use crate::components::icon::Icon;

/// Two buttons, of which one is pressed.
#[component]
pub(super) fn ViewSwitch(state: SearchState) -> impl IntoView {
    view! {
        <div class="segmented" role="group" aria-label="View">
            {button(state, false, "board", "Board")}
            {button(state, true, "list", "List")}
        </div>
    }
    .into_any()
}

fn button(state: SearchState, is_list: bool, icon: &'static str, name: &'static str) -> AnyView {
    view! {
        <button
            type="button"
            class="btn btn--small"
            aria-pressed=move || (state.as_list.get() == is_list).to_string()
            on:click=move |_| state.as_list.set(is_list)
        >
            <Icon name=icon />
            {name}
        </button>
    }
    .into_any()
}
