//! How the no reached the person, and what was said.

use domain::model::comeback::Told;
use domain::state::record::{RecordKey, RecordKind};
use leptos::prelude::*;

use crate::components::choice::Choice;
use crate::components::field::TextArea;
use crate::components::versions::EarlierVersions;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

pub(super) fn triage(session: Session, here: ComebackRef) -> AnyView {
    let comeback = here.peek(session);
    let said = RwSignal::new(comeback.said);
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
            <legend>"How did it reach you?"</legend>
            {ways}
        </fieldset>
        <TextArea
            id="said"
            label="What they said, as it came"
            value=said
            hint="Paste the mail or write a few words. Leave it empty if there is nothing to keep."
            on_change=Callback::new(move |text: String| here.change(session, |comeback| comeback.said = text))
        />
        <EarlierVersions record=RecordKey::new(RecordKind::Comeback, here.id) field="said" shown=said />
    }
    .into_any()
}
