//! The bin: what was removed in the last 30 days can be brought back.

use domain::bin::bin;
use leptos::prelude::*;

use crate::components::live::live;
use crate::session::session;

/// The most entries shown.
const SHOWN: usize = 50;

/// The card with what was removed.
#[component]
pub(super) fn Bin() -> impl IntoView {
    let session = session();
    let list = move || {
        let now = session.now();
        let found = session.read(|journal| bin(journal, now.ms));
        if found.is_empty() {
            return view! { <p>"Nothing was removed in the last 30 days."</p> }.into_any();
        }
        let rows = found.into_iter().take(SHOWN).map(|removed| {
            let when = match removed.keys.len() - 1 {
                0 => format!("Removed {}", now.say(removed.at_ms)),
                1 => format!("Removed {}, with one thing that belongs to it", now.say(removed.at_ms)),
                more => format!("Removed {}, with {more} things that belong to it", now.say(removed.at_ms)),
            };
            let label = format!("Bring back: {}", removed.title);
            let title = removed.title.clone();
            view! {
                <li class="account-row">
                    <span>
                        <strong>{title}</strong>
                        <span class="field__hint">{when}</span>
                    </span>
                    <button type="button" class="btn btn--small" aria-label=label on:click=move |_| session.commit(removed.back())>
                        "Bring back"
                    </button>
                </li>
            }
            .into_any()
        });
        view! { <ul class="account-list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card stack" id="bin" aria-labelledby="bin-title">
            <h2 id="bin-title">"Bin"</h2>
            {live(list)}
        </section>
    }
    .into_any()
}
