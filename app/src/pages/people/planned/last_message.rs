//! The message sent last to someone.

use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::session::session;

/// The message sent last, so that the next message builds on it.
#[component]
pub(super) fn LastMessage(person: RecordId) -> impl IntoView {
    let session = session();
    let last = session.peek(|journal| {
        journal
            .messages_to(person)
            .filter(|(_, message)| message.sent_on.is_some())
            .max_by_key(|(id, message)| (message.sent_on, *id))
            .map(|(_, message)| message.clone())
    });
    last.map(|message| {
        let today = session.day_of_writing();
        let on = message
            .sent_on
            .map(|on| on.short(today))
            .unwrap_or_default();
        view! {
            <details class="why">
                <summary>{format!("Your last message, {on}: {}", message.subject)}</summary>
                <p class="pre" dir="auto">
                    {message.body}
                </p>
            </details>
        }
    })
}
