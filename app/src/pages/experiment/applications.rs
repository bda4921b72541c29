//! The applications sent while it ran: each counts as a part of it unless the person says otherwise.

use domain::planning::experiments::sent_during;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::ExperimentHere;
use crate::actions::experiments;
use crate::actions::opportunities::name_of;
use crate::components::choice::Choice;
use crate::components::live::Show;

/// How many are listed; the others count all the same.
const MOST_LISTED: usize = 30;

/// The list, folded, or nothing where there are none.
pub(super) fn applications(here: ExperimentHere) -> AnyView {
    let ExperimentHere { session, id, .. } = here;
    let sent = Memo::new(move |_| {
        let today = session.today();
        let sent = session.read(|journal| sent_during(journal, id, today));
        sent.into_iter()
            .take(MOST_LISTED)
            .collect::<Vec<(RecordId, bool)>>()
    });
    let row = move |opportunity: RecordId| {
        let name = session.peek(|journal| name_of(journal, opportunity));
        let is_part = Signal::derive(move || sent.with(|sent| sent.contains(&(opportunity, true))));
        let count_in = move |is_part: bool| {
            session.perform(|journal, _| experiments::count_in(journal, id, opportunity, is_part));
        };
        view! {
            <li>
                <Choice label=name dir="auto" checked=is_part on_change=Callback::new(count_in) />
            </li>
        }
        .into_any()
    };
    let ids = move || sent.with(|sent| sent.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    view! {
        <Show when=move || !sent.with(Vec::is_empty)>
            <details class="why">
                <summary>"What you sent during these days"</summary>
                <p class="field__hint">"Untick those you sent without it. They won’t be counted."</p>
                <ul class="learning-list">
                    <For each=ids key=|id| *id children=row />
                </ul>
            </details>
        </Show>
    }
    .into_any()
}
