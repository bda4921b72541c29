//! Asking by message: people of the search, a draft for each, and one for somebody else.

use domain::journal::Journal;
use domain::method::Occasion;
use domain::values::date::Date;
use domain::values::id::RecordId;
use domain::values::sort::sort_by_key;
use domain::values::text::fold;
use leptos::prelude::*;

use super::answer_card::{draft, write};
use crate::actions::feedback;
use crate::actions::touches::name_of_person;
use crate::components::card::Card;
use crate::components::choice::Choice;
use crate::components::live::live;
use crate::session::{Session, session};

/// Somebody who is asked, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    person: RecordId,
    name: String,
    /// The day of the message.
    sent: Option<String>,
}

fn asked(journal: &Journal, request: RecordId, today: Date) -> Vec<Asked> {
    let people = journal.feedback_requests().get(request);
    let people = people.map_or_else(Vec::new, |request| request.people.clone());
    let known = people
        .into_iter()
        .filter(|person| journal.people().get(*person).is_some());
    known
        .map(|person| {
            let mut messages = journal.messages_to(person);
            let sent = messages.find_map(|(_, message)| {
                message
                    .sent_on
                    .filter(|_| message.feedback == Some(request))
            });
            Asked {
                person,
                name: name_of_person(journal, person),
                sent: sent.map(|on| on.relative(today)),
            }
        })
        .collect()
}

/// Everyone to choose from, by name.
fn everyone(journal: &Journal) -> Vec<(RecordId, String)> {
    let people = journal.people().iter();
    let mut people: Vec<_> = people
        .map(|(id, _)| (id, name_of_person(journal, id)))
        .collect();
    sort_by_key(&mut people, |(id, name)| (fold(name), *id));
    people
}

/// The card of messages.
#[component]
pub(super) fn ByMessage(request: RecordId) -> impl IntoView {
    let session = session();
    let people = Memo::new(move |_| {
        let today = session.today();
        session.read(|journal| asked(journal, request, today))
    });
    let someone = move || draft(request, Occasion::AskForFeedback, None, None);
    let write_to = move || {
        let words = if people.with(Vec::is_empty) {
            "Write a message"
        } else {
            "Write to someone else"
        };
        words.to_owned()
    };
    view! {
        <Card name="by-message" title="Ask by message" class="card stack">
            <p>"A draft with your questions in it, to send yourself. It needs no account."</p>
            <ul class="stack" role="list">
                <For
                    each=move || people.get()
                    key=|asked| asked.person
                    children=move |asked| row(request, asked.person, people)
                />
            </ul>
            {live(move || choose(session, request))}
            {write(write_to, someone)}
        </Card>
    }
    .into_any()
}

/// One person, whose draft stays open while it is marked as sent.
fn row(request: RecordId, person: RecordId, people: Memo<Vec<Asked>>) -> AnyView {
    let label = move || {
        people.with(|people| {
            let asked = people.iter().find(|asked| asked.person == person);
            match asked.map(|asked| (&asked.name, &asked.sent)) {
                Some((name, Some(day))) => format!("{name}, asked {day}"),
                Some((name, None)) => format!("Write to {name}"),
                None => String::new(),
            }
        })
    };
    let editor = move || draft(request, Occasion::AskForFeedback, Some(person), None);
    view! { <li>{write(label, editor)}</li> }.into_any()
}

/// The people to tick, folded: there may be many.
fn choose(session: Session, request: RecordId) -> AnyView {
    let people = session.read(everyone);
    if people.is_empty() {
        return ().into_any();
    }
    let is_asked = move |person: RecordId| {
        session.read(|journal| {
            let request = journal.feedback_requests().get(request);
            request.is_some_and(|request| request.people.contains(&person))
        })
    };
    let rows = people.into_iter().map(|(person, name)| {
        let set = move |is_on: bool| {
            session.perform_quietly(|journal, _| {
                feedback::change(journal, request, |request| {
                    request.people.retain(|asked| *asked != person);
                    if is_on {
                        request.people.push(person);
                    }
                })
            });
        };
        view! {
            <Choice
                label=name
                dir="auto"
                checked=Signal::derive(move || is_asked(person))
                on_change=Callback::new(set)
            />
        }
        .into_any()
    });
    view! {
        <details class="disclosure">
            <summary>"Choose from your people"</summary>
            <fieldset class="choices" aria-label="People to ask">
                {rows.collect_view()}
            </fieldset>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::model::feedback::FeedbackRequest;
    use domain::model::message::Message;
    use domain::model::person::Person;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    #[test]
    fn who_was_asked_is_said_and_a_message_about_something_else_does_not_count() {
        let [cv, ann, bob] = [1, 2, 3].map(RecordId::fixed);
        let named = |name: &str| Person {
            name: name.into(),
            ..Person::default()
        };
        let request = FeedbackRequest {
            people: vec![ann, bob, RecordId::fixed(99)],
            ..FeedbackRequest::default()
        };
        let sent = |person, feedback| Message {
            person: Some(person),
            sent_on: Some(NOON.today()),
            feedback,
            ..Message::default()
        };
        let journal = journal_after(&[
            record(ann, &named("Ann Lee")),
            record(bob, &named("Bob Fry")),
            record(cv, &request),
            record(RecordId::fixed(10), &sent(ann, Some(cv))),
            record(RecordId::fixed(11), &sent(bob, None)),
        ]);
        let asked = asked(&journal, cv, NOON.today());
        let said: Vec<_> = asked
            .iter()
            .map(|asked| (&*asked.name, asked.sent.as_deref()))
            .collect();
        assert_eq!(said, [("Ann Lee", Some("today")), ("Bob Fry", None)]);
        let names: Vec<_> = everyone(&journal)
            .into_iter()
            .map(|(_, name)| name)
            .collect();
        assert_eq!(names, ["Ann Lee", "Bob Fry"]);
    }
}
