//! The example search: loaded to look around in, and removed in one step.

use domain::journal::Journal;
use leptos::prelude::*;

use crate::actions::settings;
use crate::components::card::Card;
use crate::session::session;

/// The card of the example search.
#[component]
pub(super) fn Demo() -> impl IntoView {
    let session = session();
    let has_demo = Memo::new(move |_| session.read(Journal::has_demo));
    let load = move |_| session.perform(|_, moment| settings::load_demo(moment));
    let remove = move |_| session.perform(|journal, _| settings::remove_demo(journal));
    view! {
        <Card name="demo" title="Example search" anchor="demo">
            <p>
                "Sixty made-up opportunities with their histories, to look around in. They’re marked as an example and can be removed in one step."
            </p>
            <p class="cluster">
                <button type="button" class="btn" disabled=move || has_demo.get() on:click=load>
                    "Load demo search"
                </button>
                <button type="button" class="btn btn--quiet" disabled=move || !has_demo.get() on:click=remove>
                    "Remove demo search"
                </button>
            </p>
        </Card>
    }
    .into_any()
}
