//! The “Move to” menu of a card: the other stages, and the ways it can end.

use domain::model::event::Ending;
use domain::model::opportunity::Kind;
use domain::model::stage::Stage;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::opportunities::{end_with, move_to_stage};
use crate::actions::yes::page_after;
use crate::components::stage_options::ending_words;
use crate::session::Session;

/// The choices. `go` leads to the page that an ending has opened.
pub(super) fn move_menu(session: Session, id: RecordId, go: Callback<String>) -> AnyView {
    let (stages, current) = session.peek(|journal| {
        let standing = journal.standing(id);
        let current = standing.is_active().then_some(standing.stage);
        let kind = journal
            .opportunities()
            .get(id)
            .map_or(Kind::Job, |about| about.kind);
        (journal.stages().of(kind).to_vec(), current)
    });
    let moves = stages
        .into_iter()
        .filter(|stage| Some(&stage.id) != current.as_ref())
        .map(|stage| stage_button(session, id, stage))
        .collect_view();
    let endings = Ending::ALL
        .into_iter()
        .map(|ending| ending_button(session, id, ending, go))
        .collect_view();
    view! {
        <div class="menu__list" role="group" aria-label="Move to">
            <p class="menu__title">"Move to"</p>
            {moves}
            <p class="menu__title">"It ended"</p>
            {endings}
        </div>
    }
    .into_any()
}

fn stage_button(session: Session, id: RecordId, stage: Stage) -> AnyView {
    let move_there = move |_| {
        session.perform(|journal, moment| move_to_stage(journal, moment, &[id], &stage.id));
        session.with_platform(|platform| platform.focus(&format!("card-{id}")));
    };
    view! {
        <button type="button" on:click=move_there>
            {stage.label}
        </button>
    }
    .into_any()
}

fn ending_button(session: Session, id: RecordId, ending: Ending, go: Callback<String>) -> AnyView {
    let end = move |_| {
        let comeback =
            session.perform_and_tell(|journal, moment| end_with(journal, moment, &[id], ending));
        if let Some(address) = page_after(&[id], ending, comeback) {
            go.run(address);
        }
    };
    view! {
        <button type="button" on:click=end>
            {ending_words(ending)}
        </button>
    }
    .into_any()
}
