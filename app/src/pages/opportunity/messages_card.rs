//! Messages drafted and sent, so that the next one builds on them.

use domain::journal::Journal;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::card::Card;
use crate::components::live::{Show, live};
use crate::session::session;

/// A message of an opportunity.
#[derive(Clone, Debug, PartialEq, Eq)]
struct MessageLine {
    subject: String,
    body: String,
    /// “Draft”, or the day it was sent.
    state: String,
}

fn message_lines(journal: &Journal, opportunity: RecordId, today: Date) -> Vec<MessageLine> {
    journal
        .messages()
        .of(opportunity)
        .map(|(_, message)| MessageLine {
            subject: message.subject.clone(),
            body: message.body.clone(),
            state: message.sent_on.map_or_else(
                || "Draft".to_owned(),
                |on| format!("Sent {}", on.relative(today)),
            ),
        })
        .collect()
}

/// The card of messages, shown once there is one.
#[component]
pub(super) fn MessagesCard(id: RecordId) -> impl IntoView {
    let session = session();
    let messages = Memo::new(move |_| {
        let today = session.today();
        session.read(|journal| message_lines(journal, id, today))
    });
    let rows = move || messages.get().into_iter().map(row).collect_view();
    view! {
        <Show when=move || !messages.with(Vec::is_empty)>
            <Card name="messages" title="Messages">
                {live(rows)}
            </Card>
        </Show>
    }
    .into_any()
}

fn row(message: MessageLine) -> AnyView {
    view! {
        <details class="why">
            <summary dir="auto">{message.subject} " · " {message.state}</summary>
            <p class="pre" dir="auto">{message.body}</p>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::model::message::Message;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    #[test]
    fn a_message_says_whether_it_was_sent() {
        let acme = RecordId::fixed(1);
        let message = |sent_on| Message {
            opportunity: Some(acme),
            sent_on,
            ..Message::default()
        };
        let yesterday = NOON.today().plus_days(-1);
        let journal = journal_after(&[
            record(RecordId::fixed(2), &message(None)),
            record(RecordId::fixed(3), &message(Some(yesterday))),
        ]);
        let lines = message_lines(&journal, acme, NOON.today());
        let states: Vec<_> = lines.iter().map(|line| line.state.as_str()).collect();
        assert_eq!(states, ["Draft", "Sent yesterday"]);
    }
}
