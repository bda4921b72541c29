//! The list: a plain table with sortable columns and a bar for changing several at once.

mod bulk;
mod row;

use domain::values::id::RecordId;
use leptos::prelude::*;

use super::found::SortBy;
use super::state::SearchState;
use crate::components::kept_limit::kept_limit;
use crate::components::live::Show;
use bulk::Bulk;
use row::ListRow;

/// How many rows are drawn before more are asked for.
const ROWS_AT_FIRST: usize = 100;

const COLUMNS: [(SortBy, &str); 5] = [
    (SortBy::Company, "Company"),
    (SortBy::Role, "Role"),
    (SortBy::Stage, "Stage"),
    (SortBy::Since, "Since"),
    (SortBy::Place, "Place"),
];

/// The list of what was found.
#[component]
pub(super) fn List(state: SearchState, found: Memo<Vec<RecordId>>) -> impl IntoView {
    let limit = kept_limit("list", ROWS_AT_FIRST);
    let heads = COLUMNS
        .into_iter()
        .map(|(column, name)| sort_head(state, column, name))
        .collect_view();
    let is_all_chosen = move || {
        let chosen = state.chosen_count();
        chosen > 0 && chosen == found.with(Vec::len)
    };
    let choose_all = move |input| {
        if event_target_checked(&input) {
            let ids = found.with_untracked(|ids| ids.iter().copied().collect());
            state.chosen.set(ids);
        } else {
            state.choose_none();
        }
    };
    view! {
        <Bulk state=state />
        <div class="table-wrap">
            <table class="table">
                <caption class="vh">"Opportunities"</caption>
                <thead>
                    <tr>
                        <th scope="col" class="table__check">
                            <input
                                type="checkbox"
                                aria-label="Select all"
                                prop:checked=is_all_chosen
                                on:change=choose_all
                            />
                        </th>
                        {heads}
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=move || found.with(|ids| ids.iter().copied().take(limit.get()).collect::<Vec<_>>())
                        key=|id| *id
                        children=move |id| view! { <ListRow state=state id=id /> }
                    />
                </tbody>
            </table>
        </div>
        <Show when=move || { limit.get() < found.with(Vec::len) }>
            <button
                type="button"
                class="btn"
                on:click=move |_| limit.update(|limit| *limit += 2 * ROWS_AT_FIRST)
            >
                "Show more"
            </button>
        </Show>
    }
    .into_any()
}

/// The head of a column: a click sorts by it, another turns the order around.
fn sort_head(state: SearchState, column: SortBy, name: &'static str) -> AnyView {
    let direction = move || {
        let (sort_by, is_ascending) = state.sort.get();
        (sort_by == column).then_some(if is_ascending {
            "ascending"
        } else {
            "descending"
        })
    };
    let sort = move |_| {
        state.sort.update(|(sort_by, is_ascending)| {
            *is_ascending = *sort_by != column || !*is_ascending;
            *sort_by = column;
        });
    };
    view! {
        <th scope="col" aria-sort=direction>
            <button type="button" class="sort" on:click=sort>
                {name}
            </button>
        </th>
    }
    .into_any()
}
