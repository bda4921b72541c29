//! What stands in place of board and list where nothing fits: a sentence, and a way back to all.

use leptos::prelude::*;

use super::state::SearchState;
use crate::session::session;

/// Says that nothing fits, and offers to show everything again.
pub(super) fn nothing_found(state: SearchState) -> AnyView {
    let session = session();
    let clear = move |_| {
        state.clear_filters();
        session.with_platform(|platform| platform.focus("find"));
    };
    view! {
        <div class="none-found">
            <p>"Nothing here fits what you asked for."</p>
            <button type="button" class="btn" on:click=clear>
                "Show everything"
            </button>
        </div>
    }
    .into_any()
}
