//! What helped, kept for others, and help given onward.

use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::yes::{help_planned, keep_what_helped, plan_help, what_helped};
use crate::components::card::Card;
use crate::components::field::{TextArea, follow_text};
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::session;

/// The field, saved on leaving it, and shown on Learned from then on.
#[component]
pub(super) fn WhatHelped(id: RecordId) -> impl IntoView {
    let session = session();
    let helped = follow_text(move || session.read(|journal| what_helped(journal, id)));
    let save = Callback::new(move |text: String| {
        session.perform_quietly(|journal, _| keep_what_helped(journal, id, &text));
    });
    view! {
        <Card name="helped" title="What helped" class="card stack">
            <TextArea
                id="what-helped"
                label="What made the difference?"
                value=helped
                rows=3
                hint="For whoever asks you how you did it. It’s also on your Learned page."
                on_change=save
            />
        </Card>
    }
    .into_any()
}

/// The line, and the button that puts a to-do into Today, once.
#[component]
pub(super) fn Onward(id: RecordId) -> impl IntoView {
    let session = session();
    let planned = Memo::new(move |_| session.read(|journal| help_planned(journal, id)));
    let add = move |_| session.perform(|journal, moment| plan_help(journal, moment, id));
    let state = move || match planned.get() {
        None => view! {
            <button type="button" class="btn btn--small" on:click=add>
                <Icon name="add" />
                "Put it in Today"
            </button>
        }
        .into_any(),
        Some((due, is_done)) => {
            let words = planned_words(due, is_done, session.today());
            view! {
                <span class="tag">
                    <Icon name="check" />
                    {words}
                </span>
            }
            .into_any()
        }
    };
    view! {
        <Card name="onward" title="Someone else is still searching" class="card stack">
            <p>"A tip, an introduction or half an hour of listening goes a long way. You know how it feels."</p>
            <p class="cluster">
                {live(state)} <a href="/care#help">"Log help you gave"</a>
                <a href="/method/pay-forward">"Why it helps"</a>
            </p>
        </Card>
    }
    .into_any()
}

fn planned_words(due: Option<Date>, is_done: bool, today: Date) -> String {
    match (due, is_done) {
        (_, true) => "Done".to_owned(),
        (Some(due), false) => format!("In Today on {}", due.short(today)),
        (None, false) => "In your to-dos".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::NOON;

    #[test]
    fn help_that_is_planned_says_when() {
        let today = NOON.today();
        let words = |due, is_done| planned_words(due, is_done, today);
        assert_eq!(words(Some(today.plus_days(7)), false), "In Today on 25 Mar");
        assert_eq!(words(Some(today), true), "Done");
        assert_eq!(words(None, false), "In your to-dos");
    }
}
