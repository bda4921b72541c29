//! The switch between board, list and figures.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::state::SearchState;
use crate::components::icon::Icon;

/// The address of the figures.
const FIGURES: &str = "/search?view=figures";

/// Board and list are this device’s choice; the figures have an address of their own.
#[component]
pub(super) fn ViewSwitch(state: SearchState, shows_figures: Memo<bool>) -> impl IntoView {
    let is_here = move || shows_figures.get().then_some("page");
    view! {
        <div class="segmented" role="group" aria-label="View">
            {button(state, shows_figures, false, "board", "Board")}
            {button(state, shows_figures, true, "list", "List")}
            <a class="btn btn--small" href=FIGURES aria-current=is_here>
                <Icon name="figures" />
                <span>"Figures"</span>
            </a>
        </div>
    }
    .into_any()
}

fn button(
    state: SearchState,
    shows_figures: Memo<bool>,
    is_list: bool,
    icon: &'static str,
    name: &'static str,
) -> AnyView {
    let navigate = use_navigate();
    let is_pressed = move || !shows_figures.get() && state.as_list.get() == is_list;
    view! {
        <button
            type="button"
            class="btn btn--small"
            aria-pressed=move || is_pressed().to_string()
            on:click=move |_| {
                state.as_list.set(is_list);
                if shows_figures.get_untracked() {
                    navigate("/search", NavigateOptions::default());
                }
            }
        >
            <Icon name=icon />
            <span>{name}</span>
        </button>
    }
    .into_any()
}
