//! The bar that changes all chosen rows in one go.

use domain::model::opportunity::Kind;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::super::state::SearchState;
use crate::actions::opportunities::{end_with, move_to_stage};
use crate::components::live::{Show, live};
use crate::components::stage_options::{Destination, MoveTo};
use crate::session::session;

/// The bar, shown while any row is chosen; one “Undo” takes the whole change back.
#[component]
pub(super) fn Bulk(state: SearchState) -> impl IntoView {
    let session = session();
    let apply = Callback::new(move |destination| {
        let ids: Vec<RecordId> = state
            .chosen
            .with_untracked(|chosen| chosen.iter().copied().collect());
        session.perform(|journal, moment| match destination {
            Destination::Ending(ending) => end_with(journal, moment, &ids, ending).0,
            Destination::Stage(stage) => move_to_stage(journal, moment, &ids, &stage),
        });
        state.choose_none();
    });
    view! {
        <Show when=move || { state.chosen_count() > 0 }>
            <div class="bulk" role="group" aria-label="Change the chosen ones">
                <span role="status">
                    {live(move || format!("{} chosen", state.chosen_count()))}
                </span>
                <MoveTo
                    id="bulk-stage"
                    label="Change stage of the chosen ones"
                    word="Change stage"
                    here=None
                    kind=Signal::stored(Kind::Job)
                    on_choose=apply
                />
                <button
                    type="button"
                    class="btn btn--small btn--quiet"
                    on:click=move |_| state.choose_none()
                >
                    "Choose none"
                </button>
            </div>
        </Show>
    }
    .into_any()
}
