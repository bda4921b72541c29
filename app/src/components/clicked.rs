//! Whether it clicked with somebody in a round, by one tap; another takes it back.

use domain::method::Mark;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::rounds;
use crate::session::Session;

/// The marks, each with the word on its button.
const CLICKED: [(Mark, &str); 3] = [
    (Mark::Worked, "Yes"),
    (Mark::Mixed, "Partly"),
    (Mark::Missed, "Not really"),
];

/// The buttons, behind a label.
pub fn clicked(session: Session, round: RecordId, person: RecordId, label: String) -> AnyView {
    let kept =
        Memo::new(move |_| session.read(|journal| journal.round_note(round, Some(person)).clicked));
    let button = |(mark, word): (Mark, &'static str)| {
        let press = move |_| {
            let after = (kept.get_untracked() != Some(mark)).then_some(mark);
            session.perform_quietly(|journal, moment| {
                rounds::note(journal, moment, round, Some(person), |note| {
                    note.clicked = after;
                })
            });
        };
        let is_chosen = move || (kept.get() == Some(mark)).to_string();
        view! {
            <button type="button" class="chip" aria-pressed=is_chosen on:click=press>
                {word}
            </button>
        }
        .into_any()
    };
    let title_id = format!("clicked-{person}");
    let labelled_by = title_id.clone();
    view! {
        <div class="cluster" role="group" aria-labelledby=labelled_by>
            <span id=title_id dir="auto">{label}</span>
            {CLICKED.map(button).into_iter().collect_view()}
        </div>
    }
    .into_any()
}
