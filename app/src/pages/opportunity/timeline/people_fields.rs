//! Ticking the people of an opportunity: who was in a round, or whom a message or talk was with.

use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::touches::name_of_person;
use crate::components::choice::Choice;
use crate::components::live::live;
use crate::session::Session;

/// Said where an opportunity has no people yet.
const NO_PEOPLE: &str = "Add the people you met to this opportunity; then they can be ticked here.";

/// The people of a round.
pub(super) fn who_was_there(
    session: Session,
    opportunity: Option<RecordId>,
    with: RwSignal<Vec<RecordId>>,
) -> AnyView {
    let people = move || {
        let people: Vec<(RecordId, String)> = session.read(|journal| {
            let people = opportunity.map(|id| journal.people_of(id));
            let people = people.unwrap_or_default().into_iter();
            people
                .map(|(id, person)| (id, person.name.clone()))
                .collect()
        });
        if people.is_empty() {
            view! { <p class="field__hint">{NO_PEOPLE}</p> }.into_any()
        } else {
            choices(people, with)
        }
    };
    view! {
        <fieldset class="choices">
            <legend>"Who was there"</legend>
            {live(people)}
        </fieldset>
    }
    .into_any()
}

/// The people of a message or talk.
pub(super) fn with_whom(
    session: Session,
    opportunity: RecordId,
    with: RwSignal<Vec<RecordId>>,
) -> AnyView {
    let people: Vec<(RecordId, String)> = session.read(|journal| {
        let people = journal.people_of(opportunity).into_iter();
        people
            .map(|(id, _)| (id, name_of_person(journal, id)))
            .collect()
    });
    let is_empty = people.is_empty();
    view! {
        <fieldset class="choices">
            <legend>"Who with"</legend>
            {choices(people, with)}
            <p class="field__hint" hidden=!is_empty>
                {NO_PEOPLE}
            </p>
        </fieldset>
    }
    .into_any()
}

fn choices(people: Vec<(RecordId, String)>, with: RwSignal<Vec<RecordId>>) -> AnyView {
    let choice = |(id, name): (RecordId, String)| {
        let tick = Callback::new(move |is_ticked: bool| {
            with.update(|with| {
                with.retain(|other| *other != id);
                with.extend(is_ticked.then_some(id));
            });
        });
        let is_ticked = Signal::derive(move || with.with(|with| with.contains(&id)));
        view! { <Choice label=name dir="auto" checked=is_ticked on_change=tick /> }
    };
    people.into_iter().map(choice).collect_view().into_any()
}
