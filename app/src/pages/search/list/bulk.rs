//! The bar that changes all chosen rows in one go.

use domain::model::event::Ending;
use domain::model::opportunity::Kind;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::super::state::SearchState;
use crate::actions::opportunities::{end_with, move_to_stage};
use crate::actions::yes::page_after;
use crate::components::live::{Show, live};
use crate::components::stage_options::{Destination, MoveTo};
use crate::session::session;

/// The bar, shown while any row is chosen; one “Undo” takes the whole change back.
#[component]
pub(super) fn Bulk(state: SearchState) -> impl IntoView {
    let session = session();
    let navigate = use_navigate();
    let apply = Callback::new(move |destination| {
        let ids: Vec<RecordId> = state
            .chosen
            .with_untracked(|chosen| chosen.iter().copied().collect());
        let address = match destination {
            Destination::Ending(ending) => {
                let comeback = session
                    .perform_and_tell(|journal, moment| end_with(journal, moment, &ids, ending));
                // A no of one row is no reason to leave the list; a yes is.
                page_after(&ids, ending, comeback).filter(|_| ending == Ending::Yes)
            }
            Destination::Stage(stage) => {
                session.perform(|journal, moment| move_to_stage(journal, moment, &ids, &stage));
                None
            }
        };
        state.choose_none();
        if let Some(address) = address {
            navigate(&address, NavigateOptions::default());
        }
    });
    view! {
        <Show when=move || { state.chosen_count() > 0 }>
            <div class="bulk" role="group" aria-label="Change the selected ones">
                <span role="status">
                    {live(move || format!("{} selected", state.chosen_count()))}
                </span>
                <MoveTo
                    id="bulk-stage"
                    label="Change the stage of the selected ones"
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
                    "Clear selection"
                </button>
            </div>
        </Show>
    }
    .into_any()
}
