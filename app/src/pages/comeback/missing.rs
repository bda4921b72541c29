//! The screen where there is no such comeback on this device.

use leptos::prelude::*;

use crate::components::live::live;
use crate::session::Session;

pub(super) fn missing(session: Session) -> AnyView {
    view! {
        <h1 id="heading" tabindex="-1">
            {live(move || {
                if session.is_loaded() { "This comeback isn’t on this device" } else { "One moment" }
            })}
        </h1>
        <p class="lede">"It may have been removed, or it’s on another device."</p>
        <p class="cluster">
            <a class="btn" href="/">
                "Go to Today"
            </a>
            <a class="btn btn--quiet" href="/comeback/new">
                "I just heard no"
            </a>
        </p>
    }
    .into_any()
}
