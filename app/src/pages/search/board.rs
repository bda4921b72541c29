//! The board: a section a stage, a card an opportunity; cards move by menu, by Alt and arrows, and
//! by dragging.

mod card;
mod card_note;
mod column;
mod columns;
mod ended;
mod move_menu;

use domain::values::id::RecordId;
use leptos::prelude::*;

use super::state::SearchState;
use crate::components::live::live;
use crate::session::session;
use column::BoardColumn;
use columns::{ENDED, columns_of};
use ended::EndedColumn;

/// The board of what was found.
#[component]
pub(super) fn Board(state: SearchState, found: Memo<Vec<RecordId>>) -> impl IntoView {
    let session = session();
    let dragged = RwSignal::new(None::<RecordId>);
    let columns = Memo::new(move |_| {
        let shows_ended = !state.active_only.get();
        found.with(|found| session.read(|journal| columns_of(journal, found, shows_ended)))
    });
    // Columns are drawn again only where the stages change, not with each card.
    let heads = Memo::new(move |_| {
        columns.with(|columns| {
            columns
                .iter()
                .map(|column| (column.stage.clone(), column.label.clone()))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <div class="board">
            {live(move || {
                heads
                    .get()
                    .into_iter()
                    .map(|(stage, label)| {
                        if stage == ENDED {
                            view! { <EndedColumn state=state columns=columns dragged=dragged /> }
                                .into_any()
                        } else {
                            view! { <BoardColumn stage=stage label=label columns=columns dragged=dragged /> }
                                .into_any()
                        }
                    })
                    .collect_view()
            })}
        </div>
    }
    .into_any()
}
