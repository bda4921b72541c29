//! How the no reached the person, and what was said.

use domain::model::comeback::Told;
use leptos::prelude::*;

use super::their_words::their_words;
use crate::components::choice::Choice;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

pub(super) fn triage(session: Session, here: ComebackRef) -> AnyView {
    let comeback = here.peek(session);
    let ways = Told::ALL
        .into_iter()
        .map(|told| {
            view! {
                <Choice
                    name="told"
                    label=told.label()
                    checked=comeback.told == Some(told)
                    on_change=Callback::new(move |_| {
                        here.change(session, |comeback| comeback.told = Some(told));
                    })
                />
            }
            .into_any()
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend>"How did you hear?"</legend>
            {ways}
        </fieldset>
        {their_words(session, here)}
    }
    .into_any()
}
