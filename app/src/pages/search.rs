//! Search: all opportunities as a board or a list, with find, filters, quick add and bulk change.

mod board;
mod list;
mod quick_add;

use std::collections::BTreeSet;

use domain::journal::Journal;
use domain::model::history::Standing;
use domain::model::opportunity::{Kind, Opportunity};
use domain::values::id::RecordId;
use domain::values::sort::{sort_by_cached_key, sort_by_key};
use domain::values::text::Query;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::session;

/// The column a list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SortBy {
    Company,
    Role,
    Stage,
    Since,
    Place,
}

/// What the person looks at in Search; it outlives the page so that going back finds it as it was.
#[derive(Clone, Copy)]
pub struct SearchState {
    find: RwSignal<String>,
    as_list: RwSignal<bool>,
    active_only: RwSignal<bool>,
    stage: RwSignal<String>,
    kind: RwSignal<String>,
    sort: RwSignal<(SortBy, bool)>,
    chosen: RwSignal<BTreeSet<RecordId>>,
}

impl SearchState {
    /// The state of a first look: a board of everything open.
    #[must_use]
    pub fn new() -> Self {
        Self {
            find: RwSignal::new(String::new()),
            as_list: RwSignal::new(false),
            active_only: RwSignal::new(false),
            stage: RwSignal::new(String::new()),
            kind: RwSignal::new(String::new()),
            sort: RwSignal::new((SortBy::Since, false)),
            chosen: RwSignal::new(BTreeSet::new()),
        }
    }
}

impl Default for SearchState {
    fn default() -> Self {
        Self::new()
    }
}

/// The page at `/search`.
#[component]
pub fn Search() -> impl IntoView {
    let session = session();
    let state = expect_context::<SearchState>();
    let query = use_query_map();
    Effect::new(move |_| {
        let asked = |name| query.with(|query| query.get(name).is_some());
        if asked("find") {
            session.with_platform(|platform| platform.focus("find"));
        }
    });
    let found = Memo::new(move |_| found(state));
    // Remembered, so that a change inside the search does not draw the whole board anew.
    let has_none = Memo::new(move |_| session.read(|journal| journal.opportunities().is_empty()));
    let count_line = move || {
        let total = session.read(|journal| journal.opportunities().len());
        let shown = found.with(Vec::len);
        if shown == total {
            match total {
                1 => "1 opportunity".to_owned(),
                _ => format!("{total} opportunities"),
            }
        } else {
            format!("{shown} of {total} opportunities")
        }
    };
    view! {
        <div class="page page--wide">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Search"</h1>
                <ViewSwitch state=state />
            </div>
            <quick_add::QuickAdd />
            <Filters state=state />
            <p class="count" role="status">{live(count_line)}</p>
            {live(move || {
                if has_none.get() {
                    empty()
                } else if state.as_list.get() {
                    view! { <list::List state=state found=found /> }.into_any()
                } else {
                    view! { <board::Board state=state found=found /> }.into_any()
                }
            })}
        </div>
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <div class="empty">
            <Icon name="ring" />
            <p>"Nothing here yet. Type a company and a role above, or paste a posting."</p>
            <p>
                <a class="btn" href="/settings#demo">
                    "Look around with an example search"
                </a>
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn ViewSwitch(state: SearchState) -> impl IntoView {
    let button = move |is_list: bool, icon: &'static str, name: &'static str| {
        view! {
            <button
                type="button"
                class="btn btn--small"
                aria-pressed=move || (state.as_list.get() == is_list).to_string()
                on:click=move |_| state.as_list.set(is_list)
            >
                <Icon name=icon />
                {name}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="segmented" role="group" aria-label="View">
            {button(false, "board", "Board")}
            {button(true, "list", "List")}
        </div>
    }
    .into_any()
}

#[component]
fn Filters(state: SearchState) -> impl IntoView {
    let session = session();
    let stages = Memo::new(move |_| {
        session.read(|journal| {
            journal
                .stages()
                .all()
                .iter()
                .map(|stage| (stage.id.clone(), stage.label.clone()))
                .collect::<Vec<_>>()
        })
    });
    let select = move |id: &'static str,
                       label: &'static str,
                       all: &'static str,
                       value: RwSignal<String>,
                       options: Vec<(String, String)>| {
        let options = options
            .into_iter()
            .map(|(word, shown)| {
                let is_chosen = value.get_untracked() == word;
                view! { <option value=word selected=is_chosen>{shown}</option> }
            })
            .collect_view();
        view! {
            <label class="vh" for=id>{label}</label>
            <select id=id on:change=move |input| value.set(event_target_value(&input))>
                <option value="">{all}</option>
                {options}
            </select>
        }
        .into_any()
    };
    view! {
        <div class="filters" role="search">
            <div class="find">
                <label class="vh" for="find">"Find in everything"</label>
                <Icon name="search" />
                <input
                    id="find"
                    type="search"
                    placeholder="Find in everything"
                    autocomplete="off"
                    prop:value=move || state.find.get()
                    on:input=move |input| state.find.set(event_target_value(&input))
                />
            </div>
            <button
                type="button"
                class="chip"
                aria-pressed=move || state.active_only.get().to_string()
                on:click=move |_| state.active_only.update(|only| *only = !*only)
            >
                "Active only"
            </button>
            {live(move || select("filter-stage", "Stage", "Any stage", state.stage, stages.get()))}
            {select(
                "filter-kind",
                "Kind",
                "Jobs and projects",
                state.kind,
                Kind::ALL
                    .iter()
                    .map(|kind| (kind.id().to_owned(), format!("{}s only", kind.label())))
                    .collect(),
            )}
        </div>
    }
    .into_any()
}

/// The opportunities that fit the find and the filters, in the order asked for.
fn found(state: SearchState) -> Vec<RecordId> {
    let query = state.find.with(|text| Query::parse(text));
    let active_only = state.active_only.get();
    let stage = state.stage.get();
    let kind = state.kind.get();
    let (sort_by, ascending) = state.sort.get();
    session().read(|journal| {
        let mut rows: Vec<(RecordId, &Opportunity, &Standing)> = journal
            .standings()
            .filter_map(|(id, standing)| Some((id, journal.opportunities().get(id)?, standing)))
            .filter(|(id, opportunity, standing)| {
                (!active_only || standing.is_active())
                    && (stage.is_empty() || standing.stage == stage)
                    && (kind.is_empty() || opportunity.kind.id() == kind)
                    && (query.is_empty() || query.matches(journal.haystack(*id)))
            })
            .collect();
        sort(journal, &mut rows, sort_by);
        if !ascending {
            rows.reverse();
        }
        rows.into_iter().map(|(id, ..)| id).collect()
    })
}

fn sort(journal: &Journal, rows: &mut [(RecordId, &Opportunity, &Standing)], sort_by: SortBy) {
    let by_text = |rows: &mut [(RecordId, &Opportunity, &Standing)],
                   part: fn(&Opportunity) -> &str| {
        sort_by_cached_key(rows, |(id, row, _)| (part(row).to_lowercase(), *id));
    };
    match sort_by {
        SortBy::Company => by_text(rows, |row| &row.company),
        SortBy::Role => by_text(rows, |row| &row.role),
        SortBy::Place => by_text(rows, |row| &row.place),
        SortBy::Since => sort_by_key(rows, |(id, _, standing)| (standing.since, *id)),
        SortBy::Stage => sort_by_key(rows, |(id, _, standing)| {
            let rank = journal.stages().rank(&standing.stage);
            (standing.ending, rank, *id)
        }),
    }
}
