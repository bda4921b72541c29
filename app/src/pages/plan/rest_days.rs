//! Rest days of the week, by one tap each.

use leptos::prelude::*;

use super::page::Page;
use crate::actions::plan;
use crate::components::live::live;

pub(super) fn rest_days(page: Page) -> AnyView {
    let session = page.session;
    let chips = (0..7).map(|days| {
        let day = page.monday.plus_days(days);
        let rests = move || page.week.with(|week| week.rest_days.contains(&day));
        let toggle = move |_| {
            let rests = !untrack(rests);
            session.perform(|journal, moment| plan::set_rest_day(journal, moment, day, rests));
        };
        view! {
            <button type="button" class="chip" aria-pressed=move || rests().to_string() on:click=toggle>
                {day.weekday_name()}
            </button>
        }
        .into_any()
    });
    let chips: Vec<AnyView> = chips.collect();
    let hint = move || {
        if page.week.with(|week| week.rest_days.is_empty()) {
            "A rest day counts. Today then shows only what has a time."
        } else {
            "On these days, Today shows only what has a time."
        }
    };
    view! {
        <section aria-labelledby="rest-title">
            <h2 id="rest-title">"Rest days"</h2>
            <div class="stack">
                <div class="cluster" role="group" aria-labelledby="rest-title">
                    {chips}
                </div>
                <p class="field__hint">{live(hint)}</p>
            </div>
        </section>
    }
    .into_any()
}
