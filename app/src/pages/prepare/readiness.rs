//! The readiness check: ticks for the last minutes before a round.

use domain::method::{READINESS, ReadinessCheck};
use leptos::prelude::*;

use super::page::Page;
use crate::actions::rounds;
use crate::components::choice::Choice;

pub(super) fn readiness(page: Page) -> AnyView {
    let Page {
        session,
        here,
        prepared,
    } = page;
    let choice = |check: &'static ReadinessCheck| {
        let id = check.id;
        let tick = move |is_ticked| {
            session.perform_quietly(|journal, _| {
                rounds::prepare(journal, here.round, |chosen| {
                    rounds::toggle(&mut chosen.ticks, id.to_owned(), is_ticked);
                })
            });
        };
        let is_ticked = move || {
            prepared.with(|prepared| prepared.chosen.ticks.iter().any(|ticked| ticked == id))
        };
        view! {
            <Choice
                label=check.label
                hint=check.hint
                checked=Signal::derive(is_ticked)
                on_change=Callback::new(tick)
            />
        }
        .into_any()
    };
    view! {
        <fieldset class="choices">
            <legend>"Ready?"</legend>
            {READINESS.iter().map(choice).collect_view()}
        </fieldset>
    }
    .into_any()
}
