//! The foot of the page: turning a job into a project or back, and removing it.

use domain::model::opportunity::{Kind, Opportunity};
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::actions::opportunities;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::session;

/// The two quiet buttons.
#[component]
pub(super) fn KindAndRemoval(id: RecordId, about: Memo<Opportunity>) -> impl IntoView {
    let session = session();
    let navigate = use_navigate();
    let remove = move |_| {
        // First away from the page, which would say that it is missing.
        navigate("/search", NavigateOptions::default());
        session.perform(|journal, _| opportunities::remove(journal, id));
    };
    view! {
        <p class="cluster">
            <button
                type="button"
                class="btn btn--small btn--quiet"
                on:click=move |_| session.perform(|journal, _| opportunities::switch_kind(journal, id))
            >
                {live(move || match about.with(|about| about.kind) {
                    Kind::Project => "Turn into a job",
                    Kind::Job => "Turn into a project",
                })}
            </button>
            <button type="button" class="btn btn--small btn--quiet" on:click=remove>
                <Icon name="trash" />
                "Remove"
            </button>
        </p>
    }
    .into_any()
}
