//! The readiness check: ticks for the last minutes before a round.

use domain::method::{READINESS, ReadinessCheck};
use domain::model::event::RoundForm;
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
    let form = session.peek(|journal| {
        let round = journal.round(here.opportunity, here.round);
        round.and_then(|round| round.form)
    });
    let checks = READINESS.iter().filter(|check| fits(check.id, form));
    view! {
        <fieldset class="choices">
            <legend>"Ready?"</legend>
            {checks.map(choice).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// Whether a check makes sense for how a round is held: a camera is for a round that has one.
fn fits(check: &str, form: Option<RoundForm>) -> bool {
    let has_no_camera = matches!(form, Some(RoundForm::OnSite | RoundForm::Phone));
    !(has_no_camera && matches!(check, "camera" | "light-sound"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_is_checked_only_where_there_may_be_one() {
        let count = |form| {
            READINESS
                .iter()
                .filter(|check| fits(check.id, form))
                .count()
        };
        assert_eq!(count(None), READINESS.len());
        assert_eq!(count(Some(RoundForm::Video)), READINESS.len());
        assert_eq!(count(Some(RoundForm::OnSite)), READINESS.len() - 2);
        assert_eq!(count(Some(RoundForm::Phone)), READINESS.len() - 2);
    }
}
