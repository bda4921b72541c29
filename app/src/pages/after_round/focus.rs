//! Whether the focus of the round was kept to.

use domain::model::preparation::Preparation;
use domain::planning::preparation::focus_of;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::rounds;
use crate::components::choice::Choice;
use crate::components::live::live;
use crate::session::Session;

/// The question, where there was a focus.
pub(super) fn question(session: Session, round: RecordId) -> AnyView {
    let focus = Memo::new(move |_| session.read(|journal| focus_of(journal, round)));
    let kept = Memo::new(move |_| {
        session.read(|journal| {
            let chosen = journal.preparations().get(Preparation::id(round));
            chosen.and_then(|chosen| chosen.focus_kept)
        })
    });
    let choice = move |id: RecordId, answer: bool, label: &'static str| {
        let keep = move |_| {
            session.perform_quietly(|journal, _| {
                rounds::prepare(journal, round, |chosen| {
                    chosen.focus = Some(id);
                    chosen.focus_kept = Some(answer);
                })
            });
        };
        view! {
            <Choice
                name="focus-kept"
                label=label
                checked=Signal::derive(move || kept.get() == Some(answer))
                on_change=Callback::new(keep)
            />
        }
        .into_any()
    };
    live(move || {
        focus.get().map(|(id, text)| {
            view! {
                <fieldset class="choices">
                    <legend dir="auto">{format!("Your focus: {text}. Did you do it?")}</legend>
                    {choice(id, true, "Yes")}
                    {choice(id, false, "Not this time")}
                </fieldset>
            }
        })
    })
}
