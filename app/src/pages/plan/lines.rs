//! The lines of the week, in the order of their days.

use domain::planning::week::MOST_LINES;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::line_row::line_row;
use super::model::count_words;
use super::page::Page;
use crate::components::live::{Show, live};

pub(super) fn lines(page: Page) -> AnyView {
    let ids = Memo::new(move |_| {
        page.week.with(|week| {
            let lines = week.lines.iter();
            lines.map(|line| line.id).collect::<Vec<RecordId>>()
        })
    });
    let empty = move || {
        let is_over = page.is_over();
        (!is_over && ids.with(Vec::is_empty)).then(|| {
            view! {
                <p class="lede">
                    "Three to five small things, each with a day. A written plan helps more than a good intention."
                </p>
            }
        })
    };
    let words = move || {
        let (count, words) = page.week.with(|week| (week.lines.len(), count_words(week)));
        if count > MOST_LINES {
            format!("{words}. Five lines are plenty; the rest can wait.")
        } else {
            words
        }
    };
    // A week that is over says it in the look back.
    let words = move || (!page.is_over()).then(|| view! { <p class="field__hint">{words()}</p> });
    view! {
        {live(empty)}
        <Show when=move || !ids.with(Vec::is_empty)>
            <section aria-labelledby="lines-title">
                <h2 id="lines-title">"Your lines"</h2>
                <div class="stack">
                    <ul class="due-list">
                        <For
                            each=move || ids.get()
                            key=|id| *id
                            children=move |id| line_row(page, id)
                        />
                    </ul>
                    {live(words)}
                </div>
            </section>
        </Show>
    }
    .into_any()
}
