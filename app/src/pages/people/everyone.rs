//! Everyone, as a list to find somebody in.

use domain::planning::plan::Plan;
use leptos::prelude::*;

use super::filters::Filters;
use super::model::{SortBy, filtered, how_many, rows};
use super::row::person_row;
use crate::components::icon::Icon;
use crate::components::kept_limit::kept_limit;
use crate::components::live::{Show, live};
use crate::session::session;

/// How many rows are drawn before more are asked for.
const ROWS_AT_FIRST: usize = 100;

/// The list with its filters, or a first suggestion while nobody is here.
#[component]
pub(super) fn Everyone(
    /// Everything planned.
    planned: Memo<Plan>,
) -> impl IntoView {
    let session = session();
    let query = RwSignal::new(String::new());
    let tag = RwSignal::new(String::new());
    let sort = RwSignal::new(SortBy::default());
    let limit = kept_limit("people", ROWS_AT_FIRST);
    let rows = Memo::new(move |_| {
        let now = session.now();
        planned.with(|plan| session.read(|journal| rows(journal, now, &plan.touches)))
    });
    let shown = Memo::new(move |_| filtered(rows.get(), &query.get(), &tag.get(), sort.get()));
    let drawn = move || {
        shown.with(|rows| {
            let drawn = rows.iter().take(limit.get()).cloned();
            drawn.collect::<Vec<_>>()
        })
    };
    let has_people = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    view! {
        <Show when=move || has_people.get() fallback=nobody>
            <section class="stack" aria-labelledby="all-people-title">
                <h2 id="all-people-title">"Everyone"</h2>
                <Filters query=query tag=tag sort=sort rows=rows />
                <p class="quiet-line" role="status">
                    {live(move || shown.with(|rows| how_many(rows)))}
                </p>
                <ul class="people">
                    <For
                        each=drawn
                        key=|row| (row.id, row.last, row.next, row.name.clone(), row.place.clone(), row.tags.clone())
                        children=move |row| person_row(session, row)
                    />
                </ul>
                <Show when=move || { limit.get() < shown.with(Vec::len) }>
                    <button type="button" class="btn" on:click=move |_| limit.update(|limit| *limit += ROWS_AT_FIRST)>
                        "Show more"
                    </button>
                </Show>
            </section>
        </Show>
    }
    .into_any()
}

fn nobody() -> AnyView {
    view! {
        <div class="empty">
            <Icon name="people" />
            <p>"Nobody is here yet. Start with someone who was kind to you."</p>
        </div>
    }
    .into_any()
}
