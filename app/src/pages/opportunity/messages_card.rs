//! Messages drafted and sent, so that the next one builds on them.

use domain::journal::Journal;
use domain::method::Occasion;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::actions::touches::name_of_person;
use crate::components::card::Card;
use crate::components::draft::DraftEditor;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::session::session;

/// A message of an opportunity.
#[derive(Clone, Debug, PartialEq, Eq)]
struct MessageLine {
    /// Who it is to, where that is known.
    name: Option<String>,
    subject: String,
    body: String,
    /// “Draft”, or the day it was sent.
    state: String,
    /// Where their answer is kept, where it asks why.
    answer: Option<String>,
}

fn message_lines(journal: &Journal, opportunity: RecordId, today: Date) -> Vec<MessageLine> {
    let no = journal.comeback_of(opportunity);
    let answer = |occasion| {
        let (id, _) = no.filter(|_| occasion == Some(Occasion::AskForReasons))?;
        Some(format!("/feedback/of/{id}"))
    };
    journal
        .messages()
        .of(opportunity)
        .map(|(_, message)| MessageLine {
            name: message.person.map(|person| name_of_person(journal, person)),
            subject: message.subject.clone(),
            body: message.body.clone(),
            state: message.sent_on.map_or_else(
                || "Draft".to_owned(),
                |on| format!("Sent {}", on.relative(today)),
            ),
            answer: message.sent_on.and_then(|_| answer(message.occasion)),
        })
        .collect()
}

/// The card of messages, shown once there is one, or one to write: a follow-up on an application
/// that awaits an answer, or whatever the address asks for (`?write=`).
#[component]
pub(super) fn MessagesCard(id: RecordId) -> impl IntoView {
    let session = session();
    let asked = use_query_map().with_untracked(|query| query.get("write"));
    let asked = asked.and_then(|asked| Occasion::from_id(&asked));
    let occasion = asked.unwrap_or(Occasion::FollowUp);
    let is_writing = RwSignal::new(asked.is_some());
    let can_write = Memo::new(move |_| {
        is_writing.get() || session.read(|journal| journal.standing(id).awaits_answer())
    });
    let messages = Memo::new(move |_| {
        let today = session.today();
        session.read(|journal| message_lines(journal, id, today))
    });
    let rows = move || messages.get().into_iter().map(row).collect_view();
    view! {
        <Show when=move || can_write.get() || !messages.with(Vec::is_empty)>
            <Card name="messages" title="Messages">
                {live(rows)}
                <Show when=can_write>{write(id, occasion, is_writing)}</Show>
            </Card>
        </Show>
    }
    .into_any()
}

/// The button that opens the draft, and the draft.
fn write(id: RecordId, occasion: Occasion, is_writing: RwSignal<bool>) -> AnyView {
    let words = match occasion {
        Occasion::FollowUp => "Write a follow-up",
        occasion => occasion.label(),
    };
    view! {
        <button
            type="button"
            class="btn btn--small"
            aria-expanded=move || is_writing.get().to_string()
            on:click=move |_| is_writing.update(|is_writing| *is_writing = !*is_writing)
        >
            <Icon name="edit" />
            {words}
        </button>
        <Show when=is_writing>
            <DraftEditor opportunity=Some(id) occasion=occasion />
        </Show>
    }
    .into_any()
}

fn row(message: MessageLine) -> AnyView {
    let answer = message.answer.map(|address| {
        view! { <p><a href=address>"What they answered"</a></p> }
    });
    let to = message.name.map(|name| format!("{name} · "));
    view! {
        <details class="why">
            <summary dir="auto">{to} {message.subject} " · " {message.state}</summary>
            <p class="pre" dir="auto">{message.body}</p>
            {answer}
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::model::comeback::Comeback;
    use domain::model::event::{Ending, Event};
    use domain::model::message::Message;
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    #[test]
    fn a_message_says_who_it_is_to_and_whether_it_was_sent() {
        let acme = RecordId::fixed(1);
        let message = |sent_on| Message {
            opportunity: Some(acme),
            person: Some(RecordId::fixed(4)),
            sent_on,
            ..Message::default()
        };
        let ann = Person {
            name: "Ann Lee".into(),
            ..Person::default()
        };
        let yesterday = NOON.today().plus_days(-1);
        let journal = journal_after(&[
            record(RecordId::fixed(4), &ann),
            record(RecordId::fixed(2), &message(None)),
            record(RecordId::fixed(3), &message(Some(yesterday))),
        ]);
        let lines = message_lines(&journal, acme, NOON.today());
        let states: Vec<_> = lines.iter().map(|line| line.state.as_str()).collect();
        assert_eq!(states, ["Draft", "Sent yesterday"]);
        assert_eq!(lines[0].name.as_deref(), Some("Ann Lee"));
    }

    #[test]
    fn a_question_that_was_sent_after_a_no_leads_to_what_they_answered() {
        let (acme, no) = (RecordId::fixed(1), RecordId::fixed(2));
        let asks = |occasion, sent_on| Message {
            opportunity: Some(acme),
            occasion: Some(occasion),
            sent_on,
            ..Message::default()
        };
        let today = NOON.today();
        let why = Occasion::AskForReasons;
        let journal = journal_after(&[
            record(acme, &Opportunity::default()),
            record(no, &Event::ending(acme, Ending::No, today)),
            record(no, &Comeback::new(acme, NOON)),
            record(RecordId::fixed(3), &asks(why, None)),
            record(RecordId::fixed(4), &asks(why, Some(today))),
            record(RecordId::fixed(5), &asks(Occasion::FollowUp, Some(today))),
        ]);
        let lines = message_lines(&journal, acme, today).into_iter();
        let answers: Vec<_> = lines.map(|line| line.answer).collect();
        assert_eq!(answers, [None, Some(format!("/feedback/of/{no}")), None]);
    }
}
