//! The facts of a person: who, where, how to reach them, tags, rhythm, holiday.

mod form;
mod keeping_in_touch;
mod tags;

use domain::model::person::Person;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::card::Card;
use crate::components::form_draft::open_with_draft;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::session;

use form::{Form, draft_name};
use keeping_in_touch::KeepingInTouch;
use tags::Tags;

/// The card of facts, to read and to edit.
#[component]
pub(super) fn Facts(
    /// Whose record it is.
    id: RecordId,
    /// The record.
    about: Memo<Person>,
) -> impl IntoView {
    let editing = RwSignal::new(false);
    open_with_draft(draft_name(id), editing);
    let edit = view! {
        <button
            type="button"
            class="btn btn--small"
            aria-expanded=move || editing.get().to_string()
            on:click=move |_| editing.update(|editing| *editing = !*editing)
        >
            <Icon name="edit" />
            "Edit"
        </button>
    };
    view! {
        <Card name="person-facts" title="Details" class="card stack" beside=edit.into_any()>
            {live(move || {
                if editing.get() {
                    view! { <Form id=id before=about.get_untracked() open=editing /> }.into_any()
                } else {
                    view! { <Shown about=about /> }.into_any()
                }
            })}
            <KeepingInTouch id=id about=about />
            <Tags id=id about=about />
        </Card>
    }
    .into_any()
}

#[component]
fn Shown(about: Memo<Person>) -> impl IntoView {
    let session = session();
    let rows = move || {
        let today = session.today();
        about
            .with(|person| known(person, today))
            .into_iter()
            .map(|(name, value)| {
                view! {
                    <div>
                        <dt>{name}</dt>
                        <dd dir="auto">{value}</dd>
                    </div>
                }
                .into_any()
            })
            .collect_view()
    };
    view! { <dl class="facts">{live(rows)}</dl> }
}

/// The facts that are known, by name.
fn known(person: &Person, today: Date) -> Vec<(&'static str, String)> {
    let met = match (person.met_on, person.met.trim()) {
        (Some(on), "") => on.short(today),
        (Some(on), how) => format!("{how}, {}", on.short(today)),
        (None, how) => how.to_owned(),
    };
    let facts = [
        ("Role", person.role.clone()),
        ("Company", person.company.clone()),
        ("Email", person.mail.clone()),
        ("Phone", person.phone.clone()),
        ("Profile", person.profile.clone()),
        ("Met", met),
    ];
    facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::NOON;

    #[test]
    fn only_known_facts_are_shown_and_how_and_when_they_met_on_one_line() {
        let today = NOON.today();
        let person = Person {
            role: "Lead".into(),
            met: "At a fair".into(),
            met_on: Some(today),
            ..Person::default()
        };
        let met = format!("At a fair, {}", today.short(today));
        assert_eq!(
            known(&person, today),
            [("Role", "Lead".to_owned()), ("Met", met)]
        );
        assert!(known(&Person::default(), today).is_empty());
    }
}
