//! A reason to be in touch, planned: with whom, and on which day. It is added to the plan.

use domain::journal::Journal;
use domain::method::Occasion;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::answering::Answering;
use crate::actions::touches::plan_follow_up;
use crate::components::field::{Select, TextField};
use crate::components::form_draft::FormDraft;
use crate::components::live::{Show, live};

/// A follow-up that is planned already.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Planned {
    person: RecordId,
    name: String,
    due: Date,
}

/// The form, and what was planned with it.
pub(super) fn follow_up(answering: Answering) -> AnyView {
    let Answering {
        session,
        here,
        text,
        ..
    } = answering;
    let people = Memo::new(move |_| session.read(|journal| people(journal, here.opportunity)));
    let planned = Memo::new(move |_| {
        text.with(|text| session.read(|journal| planned(journal, here.opportunity, text)))
    });
    let rows = move || {
        let today = session.today();
        let rows = planned.get().into_iter().map(|planned| {
            view! {
                <li>
                    <span class="tag">{format!("Planned for {}", planned.due.short(today))}</span>
                    " "
                    <a href=format!("/people/{}", planned.person) dir="auto">{planned.name}</a>
                </li>
            }
            .into_any()
        });
        rows.collect_view()
    };
    view! {
        <Show
            when=move || !people.with(Vec::is_empty)
            fallback=|| {
                view! {
                    <p class="quiet-line">
                        "Add who you met there under “Stay in touch”, and you can plan it for them."
                    </p>
                }
            }
        >
            {form(answering, people)}
        </Show>
        <ul class="made" role="status">{live(rows)}</ul>
    }
    .into_any()
}

fn form(answering: Answering, people: Memo<Vec<(String, String)>>) -> AnyView {
    let Answering {
        session,
        here,
        text,
        ..
    } = answering;
    let first = people.with_untracked(|people| people.first().map(|(id, _)| id.clone()));
    let person = RwSignal::new(first.unwrap_or_default());
    let day = RwSignal::new(session.day_of_writing().plus_months(1).to_string());
    let draft = FormDraft::new(
        format!("follow-up:{}", here.id),
        vec![("person", person.into()), ("day", day.into())],
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        answering.keep_text();
        let (Some(with), Ok(due)) = (
            RecordId::parse(&person.get_untracked()),
            Date::parse(&day.get_untracked()),
        ) else {
            return session.announce("Choose a person and a day first.");
        };
        let reason = text.get_untracked();
        session.perform(|journal, moment| {
            let (about, occasion) = (Some(here.opportunity), Occasion::CheckIn);
            plan_follow_up(journal, moment, with, about, due, &reason, occasion)
        });
        draft.done();
    };
    view! {
        <form class="stack" on:submit=submit>
            {draft.line()}
            <div class="field-row">
                <Select id="follow-up-person" label="Who with?" options=people value=person />
                <TextField id="follow-up-day" label="When?" kind="date" value=day />
            </div>
            <p>
                <button type="submit" class="btn btn--small">
                    {answering.question.make_label}
                </button>
            </p>
        </form>
    }
    .into_any()
}

/// The people of an opportunity to choose from: id and name. Those left in peace are not offered.
fn people(journal: &Journal, opportunity: RecordId) -> Vec<(String, String)> {
    let people = journal.people_of(opportunity).into_iter();
    people
        .filter(|(_, person)| !person.at_rest)
        .map(|(id, person)| (id.to_string(), person.name.clone()))
        .collect()
}

/// The follow-ups planned with this reason.
fn planned(journal: &Journal, opportunity: RecordId, reason: &str) -> Vec<Planned> {
    let reason = reason.trim();
    let people = journal.people_of(opportunity).into_iter();
    people
        .flat_map(|(person, about)| {
            let touches = journal.touches().of(person);
            touches.filter_map(move |(id, touch)| {
                let is_this = !id.is_derived()
                    && !reason.is_empty()
                    && touch.opportunity == Some(opportunity)
                    && touch.text == reason;
                Some(Planned {
                    person,
                    name: about.name.clone(),
                    due: touch.due.filter(|_| is_this)?,
                })
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

    #[test]
    fn what_is_planned_for_a_person_says_so_and_who_rests_is_not_offered() {
        let (halden, ann, ben) = (RecordId::fixed(1), RecordId::fixed(2), RecordId::fixed(3));
        let person = |name: &str, at_rest| Person {
            name: name.into(),
            opportunity: Some(halden),
            at_rest,
            ..Person::default()
        };
        let journal = journal_after(&[
            record(halden, &Opportunity::default()),
            record(ann, &person("Ann", false)),
            record(ben, &person("Ben", true)),
        ]);
        assert_eq!(people(&journal, halden), [(ann.to_string(), "Ann".into())]);
        assert!(planned(&journal, halden, "Their talk in May").is_empty());
        let due = NOON.today().plus_months(1);
        let edit = at_noon(|moment| {
            let (about, reason) = (Some(halden), "Their talk in May ");
            plan_follow_up(&journal, moment, ann, about, due, reason, Occasion::CheckIn)
        });
        let expected = Planned {
            person: ann,
            name: "Ann".into(),
            due,
        };
        let journal = apply(&journal, &edit);
        assert_eq!(planned(&journal, halden, " Their talk in May"), [expected]);
        assert!(planned(&journal, halden, "").is_empty());
    }
}
