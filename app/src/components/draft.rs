//! A draft: subject and text to edit, copy, open in the mail program, and mark as sent. The app never sends anything by itself.

use domain::date::Date;
use domain::edit::Edit;
use domain::id::RecordId;
use domain::link::mailto;
use domain::method::{DraftFacts, Occasion, draft};
use domain::notebook::Message;
use domain::record::{RecordKey, RecordKind};
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::versions::EarlierVersions;
use crate::session::{Session, session};

/// The editor of one message for one occasion. A message begun before is taken up again.
#[component]
pub fn DraftEditor(
    /// What the message is about.
    opportunity: RecordId,
    /// What it is for.
    occasion: Occasion,
    /// To whom, where it is one person.
    #[prop(optional_no_strip)]
    person: Option<RecordId>,
) -> impl IntoView {
    let session = session();
    let (id, message) = begun(session, opportunity, occasion, person);
    let subject = RwSignal::new(message.subject);
    let body = RwSignal::new(message.body);
    let sent = Memo::new(move |_| {
        session.read(|journal| {
            journal
                .messages()
                .get(id)
                .and_then(|message| message.sent_on)
        })
    });
    let keep = move |sent_on| {
        let message = Message {
            opportunity: Some(opportunity),
            person,
            occasion: Some(occasion),
            subject: subject.get_untracked(),
            body: body.get_untracked(),
            sent_on: None,
        };
        keep(session, id, message, sent_on);
    };
    let field_id = format!("draft-{}", occasion.id());
    let subject_id = format!("{field_id}-subject");
    view! {
        <div class="draft">
            <div class="field">
                <label for=subject_id.clone()>"Subject"</label>
                <input
                    id=subject_id
                    type="text"
                    dir="auto"
                    prop:value=move || subject.get()
                    on:input=move |input| subject.set(event_target_value(&input))
                    on:change=move |_| keep(None)
                />
            </div>
            <div class="field">
                <label for=field_id.clone()>{occasion.label()}</label>
                <textarea
                    id=field_id
                    rows="10"
                    dir="auto"
                    prop:value=move || body.get()
                    on:input=move |input| body.set(event_target_value(&input))
                    on:change=move |_| keep(None)
                ></textarea>
            </div>
            <EarlierVersions record=RecordKey::new(RecordKind::Message, id) field="body" shown=body />
            <div class="draft__actions cluster">
                <button
                    type="button"
                    class="btn btn--small"
                    on:click=move |_| session.copy(&format!("{}\n\n{}", subject.get_untracked(), body.get_untracked()), "Message")
                >
                    <Icon name="copy" />
                    "Copy"
                </button>
                <a
                    class="btn btn--small"
                    href=move || mailto("", &subject.get(), &body.get())
                    on:click=move |_| keep(None)
                >
                    <Icon name="mail" />
                    "Open in mail"
                </a>
                <button
                    type="button"
                    class="btn btn--small"
                    aria-pressed=move || sent.get().is_some().to_string()
                    on:click=move |_| {
                        let today = session.day_of_writing();
                        keep(Some(sent.get_untracked().is_none().then_some(today)));
                    }
                >
                    <Icon name="check" />
                    {move || if sent.get().is_some() { "Sent" } else { "I sent it" }}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn begun(
    session: Session,
    opportunity: RecordId,
    occasion: Occasion,
    person: Option<RecordId>,
) -> (RecordId, Message) {
    let known = session.peek(|journal| {
        journal
            .messages()
            .of(opportunity)
            .filter(|(_, message)| message.occasion == Some(occasion) && message.person == person)
            .max_by_key(|(id, _)| *id)
            .map(|(id, message)| (id, message.clone()))
    });
    known.unwrap_or_else(|| {
        let draft = session.peek(|journal| {
            let about = journal
                .opportunities()
                .get(opportunity)
                .cloned()
                .unwrap_or_default();
            let people: Vec<_> = journal.people().of(opportunity).collect();
            let addressee = match (person, people.as_slice()) {
                (Some(person), _) => journal.people().get(person),
                (None, [(_, only)]) => Some(*only),
                _ => None,
            };
            let name = addressee.map_or("", |person| person.name.as_str());
            let learned = journal
                .comeback_of(opportunity)
                .map_or("", |(_, comeback)| comeback.learned.as_str());
            draft(
                occasion,
                &DraftFacts {
                    company: &about.company,
                    role: &about.role,
                    person: name,
                    mine: &journal.settings().name,
                    learned,
                },
            )
        });
        let message = Message {
            opportunity: Some(opportunity),
            person,
            occasion: Some(occasion),
            subject: draft.subject,
            body: draft.body,
            ..Message::default()
        };
        (session.new_id(), message)
    })
}

/// Writes the message. `sent_on` changes the mark only where it is given.
fn keep(session: Session, id: RecordId, mut message: Message, sent_on: Option<Option<Date>>) {
    let before = session.peek(|journal| journal.messages().get(id).cloned());
    let held_mark = before.as_ref().and_then(|before| before.sent_on);
    message.sent_on = sent_on.unwrap_or(held_mark);
    let edit = match before {
        Some(before) => Edit::new("Message kept").change(id, &before, &message),
        None => Edit::new("Message kept").create(id, &message),
    };
    if matches!(sent_on, Some(Some(_))) {
        session.commit(Edit {
            label: "Marked as sent".into(),
            ..edit
        });
    } else {
        session.commit_quietly(edit);
    }
}
