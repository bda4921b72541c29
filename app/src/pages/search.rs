//! The tracker: all opportunities as a board or a list, with find, filters, quick add and bulk change.

mod board;
mod choices;
mod figures;
mod filters;
mod found;
mod list;
mod nothing_found;
mod quick_add;
mod state;
mod view_switch;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::session;
use board::Board;
use choices::follow_choices;
use figures::Figures;
use filters::Filters;
use found::found;
use list::List;
use nothing_found::nothing_found;
use quick_add::QuickAdd;
pub use state::SearchState;
use view_switch::ViewSwitch;

/// The page at `/search`.
#[component]
pub fn Search() -> impl IntoView {
    let session = session();
    let state = expect_context::<SearchState>();
    follow_choices(session, state);
    let query = use_query_map();
    Effect::new(move |_| {
        if query.with(|query| query.get("find").is_some()) {
            session.with_platform(|platform| platform.focus("find"));
        }
    });
    let found = Memo::new(move |_| {
        let criteria = state.criteria();
        session.read(|journal| found(journal, &criteria))
    });
    // Remembered, so that a change inside the search does not draw the whole board again.
    let has_none = Memo::new(move |_| session.read(|journal| journal.opportunities().is_empty()));
    let finds_none = Memo::new(move |_| found.with(Vec::is_empty));
    let tracked = move || {
        view! {
            <Filters state=state found=found />
            {live(move || {
                if has_none.get() {
                    empty()
                } else if finds_none.get() {
                    nothing_found(state)
                } else if state.as_list.get() {
                    view! { <List state=state found=found /> }.into_any()
                } else {
                    view! { <Board state=state found=found /> }.into_any()
                }
            })}
        }
        .into_any()
    };
    let shows_figures =
        Memo::new(move |_| query.with(|query| query.get_str("view") == Some("figures")));
    view! {
        <div class="page page--wide tracker">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Tracker"</h1>
                <ViewSwitch state=state shows_figures=shows_figures />
                {live(move || (!shows_figures.get()).then(|| view! { <QuickAdd /> }))}
            </div>
            {live(move || {
                if shows_figures.get() {
                    view! { <Figures /> }.into_any()
                } else {
                    tracked()
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
