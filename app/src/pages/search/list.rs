//! The list: a plain table with sortable columns and a bar for changing several at once.

use domain::values::id::RecordId;
use leptos::prelude::*;

use super::{SearchState, SortBy};
use crate::actions::opportunities::{end_with, move_to_stage};
use crate::components::live::{Show, live};
use crate::components::stage_badge::{stage_badge, standing_words};
use crate::components::stage_options::{Destination, MoveTo};
use crate::session::{Session, session};

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
    let session = session();
    let limit = RwSignal::new(ROWS_AT_FIRST);
    let heads = COLUMNS
        .into_iter()
        .map(|(column, name)| sort_head(state, column, name))
        .collect_view();
    let all_chosen = move || {
        let chosen = state.chosen.with(std::collections::BTreeSet::len);
        chosen > 0 && chosen == found.with(Vec::len)
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
                                aria-label="Choose all"
                                prop:checked=all_chosen
                                on:change=move |input| {
                                    if event_target_checked(&input) {
                                        state.chosen.set(found.with(|ids| ids.iter().copied().collect()));
                                    } else {
                                        state.chosen.update(std::collections::BTreeSet::clear);
                                    }
                                }
                            />
                        </th>
                        {heads}
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=move || found.with(|ids| ids.iter().copied().take(limit.get()).collect::<Vec<_>>())
                        key=|id| *id
                        children=move |id| row(session, state, id)
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

fn sort_head(state: SearchState, column: SortBy, name: &'static str) -> AnyView {
    let direction = move || {
        let (sort_by, ascending) = state.sort.get();
        (sort_by == column).then_some(if ascending { "ascending" } else { "descending" })
    };
    view! {
        <th scope="col" aria-sort=direction>
            <button
                type="button"
                class="sort"
                on:click=move |_| {
                    state
                        .sort
                        .update(|(sort_by, ascending)| {
                            *ascending = if *sort_by == column { !*ascending } else { true };
                            *sort_by = column;
                        });
                }
            >
                {name}
            </button>
        </th>
    }
    .into_any()
}

fn row(session: Session, state: SearchState, id: RecordId) -> AnyView {
    let today = session.today();
    let cells = Memo::new(move |_| {
        session.read(|journal| {
            let opportunity = journal.opportunities().get(id).cloned().unwrap_or_default();
            let standing = journal.standing(id);
            (opportunity, standing_words(journal, &standing), standing)
        })
    });
    let name = move || {
        let company = cells.with(|(opportunity, ..)| opportunity.company.clone());
        if company.is_empty() {
            "No company yet".to_owned()
        } else {
            company
        }
    };
    view! {
        <tr>
            <td class="table__check">
                <input
                    type="checkbox"
                    aria-label=move || format!("Choose {}", cells.with(|(opportunity, ..)| opportunity.title()))
                    prop:checked=move || state.chosen.with(|chosen| chosen.contains(&id))
                    on:change=move |input| {
                        let is_chosen = event_target_checked(&input);
                        state
                            .chosen
                            .update(|chosen| {
                                if is_chosen {
                                    chosen.insert(id);
                                } else {
                                    chosen.remove(&id);
                                }
                            });
                    }
                />
            </td>
            <th scope="row" data-label="Company">
                <a href=format!("/search/{id}") dir="auto">{live(name)}</a>
            </th>
            <td data-label="Role" dir="auto">
                {live(move || cells.with(|(opportunity, ..)| opportunity.role.clone()))}
            </td>
            <td data-label="Stage">
                {live(move || cells.with(|(_, words, standing)| stage_badge(words.clone(), standing)))}
            </td>
            <td data-label="Since">
                {live(move || {
                    cells.with(|(_, _, standing)| standing.since.map(|since| since.short(today)))
                })}
            </td>
            <td data-label="Place" dir="auto">
                {live(move || cells.with(|(opportunity, ..)| opportunity.place.clone()))}
            </td>
        </tr>
    }
    .into_any()
}

/// Changes the stage of all chosen rows in one go; one “Undo” takes it back.
#[component]
fn Bulk(state: SearchState) -> impl IntoView {
    let session = session();
    let apply = Callback::new(move |destination| {
        let ids: Vec<RecordId> = state.chosen.with(|chosen| chosen.iter().copied().collect());
        match destination {
            Destination::Ending(ending) => {
                session.perform_and_tell(|journal, moment| end_with(journal, moment, &ids, ending));
            }
            Destination::Stage(stage) => {
                session.perform(|journal, moment| move_to_stage(journal, moment, &ids, &stage))
            }
        }
        state.chosen.update(std::collections::BTreeSet::clear);
    });
    view! {
        <Show when=move || state.chosen.with(|chosen| !chosen.is_empty())>
            <div class="bulk" role="group" aria-label="Change the chosen ones">
                <span role="status">
                    {live(move || format!("{} chosen", state.chosen.with(std::collections::BTreeSet::len)))}
                </span>
                <MoveTo
                    id="bulk-stage"
                    label="Change stage of the chosen ones"
                    word="Change stage"
                    here=None
                    on_choose=apply
                />
                <button
                    type="button"
                    class="btn btn--small btn--quiet"
                    on:click=move |_| state.chosen.update(std::collections::BTreeSet::clear)
                >
                    "Choose none"
                </button>
            </div>
        </Show>
    }
    .into_any()
}
