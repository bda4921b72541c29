//! What earlier weeks left open: carried on, for later, or let go. Nobody asks why.

use domain::planning::week::Line;
use leptos::prelude::*;

use super::model::about;
use super::page::Page;
use crate::actions::plan;

/// The lines, each with its three ways; nothing where there are none.
pub(super) fn carried(page: Page) -> AnyView {
    let lines = page.week.with(|week| week.carried.clone());
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines.into_iter().map(|line| row(page, line)).collect_view();
    view! {
        <section aria-labelledby="carried-title">
            <h2 id="carried-title">"Still open from before"</h2>
            <p class="quiet-line">"Weeks rarely go to plan. Bring along what still matters, and let the rest go."</p>
            <ul class="due-list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(page: Page, line: Line) -> AnyView {
    let session = page.session;
    let id = line.id;
    let about = session.read(|journal| about(journal, &line));
    let text = line.action.text;
    let name = |what: &str| format!("{what}: {text}");
    let carry = move |weeks: i32| {
        session.perform(|journal, moment| {
            let monday = moment.today().monday().plus_days(7 * weeks);
            plan::carry_to(journal, moment, id, monday)
        });
    };
    view! {
        <li class="due">
            <div class="due__text">
                <span class="due__what" dir="auto">
                    {text.clone()}
                </span>
                <span class="due__about" dir="auto">
                    {about}
                </span>
            </div>
            <div class="due__actions">
                <button type="button" class="btn btn--small" aria-label=name("This week") on:click=move |_| carry(0)>
                    "This week"
                </button>
                <button type="button" class="btn btn--small btn--quiet" aria-label=name("Next week") on:click=move |_| carry(1)>
                    "Next week"
                </button>
                <button
                    type="button"
                    class="btn btn--small btn--quiet"
                    aria-label=name("Let go")
                    on:click=move |_| session.perform(|journal, moment| plan::let_go(journal, moment, id))
                >
                    "Let go"
                </button>
                <button
                    type="button"
                    class="btn btn--small btn--quiet"
                    aria-label=name("Done")
                    on:click=move |_| session.perform(|journal, moment| plan::finish(journal, moment, id))
                >
                    "Done"
                </button>
            </div>
        </li>
    }
    .into_any()
}
