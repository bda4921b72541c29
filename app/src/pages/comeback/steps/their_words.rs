//! Their words, and who said them: saved as they are typed, and never required.

use domain::state::record::{RecordKey, RecordKind};
use leptos::prelude::*;

use crate::actions::decision;
use crate::actions::reviews::was_asked_why;
use crate::components::choice::Choice;
use crate::components::field::{LineForm, TextArea, follow_text};
use crate::components::live::{Show, live};
use crate::components::versions::EarlierVersions;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

/// The two fields, as the pause and the step after it have them.
pub(in crate::pages::comeback) fn their_words(session: Session, here: ComebackRef) -> AnyView {
    let said = RwSignal::new(here.peek(session).said);
    let keep = move |text: String| {
        let now = session.exact_now();
        here.change(session, |comeback| comeback.note_words(text, now));
    };
    view! {
        <TextArea
            id="said"
            label="What they said, in their words"
            value=said
            hint="Paste the email or jot down a few words. Or leave it blank."
            on_change=Callback::new(keep)
        />
        <EarlierVersions record=RecordKey::new(RecordKind::Comeback, here.id) field="said" shown=said />
        {teller(session, here)}
    }
    .into_any()
}

/// What they answered, once they were asked for their reasons.
pub(in crate::pages::comeback) fn their_reasons(session: Session, here: ComebackRef) -> AnyView {
    let answered = follow_text(move || here.comeback(session).their_reasons);
    let is_asked = Memo::new(move |_| {
        let is_answered = !here.comeback(session).their_reasons.is_empty();
        is_answered || session.read(|journal| was_asked_why(journal, here.id, here.opportunity))
    });
    let save = move |text: String| here.change(session, |comeback| comeback.their_reasons = text);
    let record = RecordKey::new(RecordKind::Comeback, here.id);
    view! {
        <Show when=is_asked>
            <TextArea
                id="their-reasons"
                label="What they answered"
                value=answered
                rows=3
                hint="You’ll see it beside “Was it in your hands?”"
                on_change=Callback::new(save)
            />
            <EarlierVersions record=record.clone() field="their_reasons" shown=answered />
            <p>
                <a href=format!("/feedback/of/{}", here.id)>"Thank them, or make something of it"</a>
            </p>
        </Show>
    }
    .into_any()
}

/// Who told them: one of the people met there, or somebody else by name.
fn teller(session: Session, here: ComebackRef) -> AnyView {
    let people = Memo::new(move |_| {
        session.read(|journal| {
            let people = journal.people_of(here.opportunity).into_iter();
            people
                .map(|(id, person)| (id, person.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let choices = move || {
        let people = people.get().into_iter();
        people
            .map(|(id, name)| {
                let is_told_by = move || here.comeback(session).told_by == Some(id);
                let choose = move |_| {
                    session.perform_quietly(|journal, _| {
                        decision::told_by(journal, here.id, Some(id))
                    });
                };
                view! {
                    <Choice
                        name="told-by"
                        label=name
                        dir="auto"
                        checked=Signal::derive(is_told_by)
                        on_change=Callback::new(choose)
                    />
                }
                .into_any()
            })
            .collect_view()
    };
    let someone = RwSignal::new(String::new());
    let note = move |name: String| {
        session.perform_quietly(|journal, moment| {
            decision::note_teller(journal, moment, here.id, &name)
        });
        someone.set(String::new());
    };
    view! {
        <fieldset class="choices">
            <legend>"Who told you?"</legend>
            {live(choices)}
        </fieldset>
        <LineForm
            id="teller"
            about=here.id.to_string()
            label="Someone else’s name"
            button="Add"
            value=someone
            on_submit=Callback::new(note)
        />
    }
    .into_any()
}
