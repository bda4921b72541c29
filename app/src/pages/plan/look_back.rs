//! The look back at the end of a week: what was done, and one sentence. Ten minutes at most.

use leptos::prelude::*;

use super::model::count_words;
use super::page::Page;
use crate::actions::plan;
use crate::components::card::Card;
use crate::components::live::live;
use crate::components::saved::saved_area;

pub(super) fn look_back(page: Page) -> AnyView {
    let session = page.session;
    let monday = page.monday;
    let kept = Signal::derive(move || page.week.with(|week| week.sentence.clone()));
    let save = Callback::new(move |sentence: String| {
        session.perform_quietly(|journal, _| plan::set_sentence(journal, monday, &sentence));
    });
    let end = move || {
        let looked = page.week.with(|week| week.looked_back_on);
        match looked {
            Some(on) => {
                let words = format!("You looked back at this week on {}.", on.short(session.today()));
                let onward = page.is_over().then(|| view! { <a href="/plan">"On to this week"</a> });
                view! {
                    <p class="quiet-line">{words} " " {onward}</p>
                }
                .into_any()
            }
            None => view! {
                <p>
                    <button
                        type="button"
                        class="btn btn--primary"
                        on:click=move |_| session.perform(|journal, moment| plan::look_back(journal, moment, monday))
                    >
                        "Finish the week"
                    </button>
                </p>
            }
            .into_any(),
        }
    };
    view! {
        <Card name="look-back" title="Look back" class="card card--ahead">
            <p>{live(move || page.week.with(count_words))}</p>
            {saved_area(
                format!("look-back-{monday}"),
                "The week in one sentence",
                2,
                "What made a difference? What would you do again? Ten minutes is plenty.",
                kept,
                save,
            )}
            {live(end)}
        </Card>
    }
    .into_any()
}
