//! The story between the person and someone they met, and what can be added to it: a word noted, good news, a word planned.

use domain::method::Occasion;
use domain::model::touch::Touch;
use domain::planning::contacts::{Contact, ContactKind, timeline};
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::form::congratulate_on;
use crate::actions::opportunities::name_of;
use crate::actions::touches::plan_own;
use crate::components::field::{Select, TextArea, TextField};
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::session;

/// Everything between the two, latest first.
#[component]
pub(super) fn Story(person: RecordId) -> impl IntoView {
    let session = session();
    let story = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| {
            timeline(journal, person, now)
                .into_iter()
                .map(|contact| {
                    let about = contact.opportunity.map(|id| name_of(journal, id));
                    let body = journal
                        .messages()
                        .get(contact.id)
                        .map(|message| message.body.clone());
                    (contact, about, body)
                })
                .collect::<Vec<_>>()
        })
    });
    let rows = move || {
        let today = session.today();
        story
            .get()
            .into_iter()
            .map(|(contact, about, body)| row(contact, about, body, today))
            .collect_view()
    };
    view! {
        <section aria-labelledby="story-title">
            <h2 id="story-title">"Story"</h2>
            <p class="quiet-line" hidden=move || !story.with(Vec::is_empty)>
                "What you send and hear stands here, so that no message repeats the last one."
            </p>
            <ol class="timeline">{live(rows)}</ol>
        </section>
    }
    .into_any()
}

fn row(contact: Contact, about: Option<String>, body: Option<String>, today: Date) -> AnyView {
    let session = session();
    let what = match (contact.kind, contact.occasion) {
        (ContactKind::Met, _) => "Met".to_owned(),
        (ContactKind::Round, _) => "Round".to_owned(),
        (ContactKind::Message, Some(occasion)) => format!("Sent: {}", occasion.label()),
        (ContactKind::Message, None) => "Sent".to_owned(),
        (ContactKind::Touch { from_them: true }, _) => "They were in touch".to_owned(),
        (ContactKind::Touch { .. }, Some(occasion)) => format!("Done: {}", occasion.label()),
        (ContactKind::Touch { .. }, None) => "In touch".to_owned(),
        (ContactKind::Skipped, Some(occasion)) => format!("Left out: {}", occasion.label()),
        (ContactKind::Skipped, None) => "Left out".to_owned(),
    };
    let kind = match contact.kind {
        ContactKind::Skipped => "note",
        ContactKind::Round | ContactKind::Met => "round",
        _ => "contact",
    };
    let text = contact.text.clone();
    let is_touch = matches!(
        contact.kind,
        ContactKind::Touch { .. } | ContactKind::Skipped
    );
    let removal = is_touch.then(|| {
        let label = format!("Remove from the story: {what}");
        view! {
            <button
                type="button"
                class="btn btn--icon btn--quiet"
                aria-label=label
                on:click=move |_| {
                    session.commit(Edit::new("Removed from the story").remove(RecordKind::Touch, contact.id));
                }
            >
                <Icon name="trash" />
            </button>
        }
        .into_any()
    });
    view! {
        <li class="event" data-what=kind>
            <span class="event__on">{contact.on.short(today)}</span>
            <div class="event__what">
                <strong>{what}</strong>
                {about.map(|about| view! { <span class="due__about" dir="auto">{about}</span> })}
                <p class="event__notes" dir="auto">{text}</p>
                {body
                    .map(|body| {
                        view! {
                            <details class="why">
                                <summary>"Read it"</summary>
                                <p class="pre" dir="auto">{body}</p>
                            </details>
                        }
                    })}
            </div>
            <div class="event__actions">{removal}</div>
        </li>
    }
    .into_any()
}

/// Notes a word that happened, from either side, or good news about them.
#[component]
pub(super) fn NoteTouch(person: RecordId) -> impl IntoView {
    let session = session();
    let what = RwSignal::new("they".to_owned());
    let text = RwSignal::new(String::new());
    let day = RwSignal::new(session.day_of_writing().to_string());
    let options = || {
        [
            ("they", "They wrote or called"),
            ("me", "I wrote or called"),
            ("met", "We met"),
            ("news", "Good news about them"),
        ]
        .map(|(word, shown)| (word.to_owned(), shown.to_owned()))
        .to_vec()
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = text.get_untracked().trim().to_owned();
        if what.get_untracked() == "news" {
            congratulate_on(session, person, &words);
        } else {
            let today = session.day_of_writing();
            let on = Date::parse(&day.get_untracked())
                .unwrap_or(today)
                .min(today);
            let touch = Touch {
                person: Some(person),
                from_them: what.get_untracked() == "they",
                text: words,
                done_on: Some(on),
                ..Touch::default()
            };
            session.commit(Edit::new("Noted in your story").create(session.new_id(), &touch));
        }
        text.set(String::new());
    };
    view! {
        <details class="disclosure">
            <summary>"Note a word or good news"</summary>
            <form class="stack" on:submit=submit>
                <div class="field-row">
                    <Select id="note-what" label="What happened" options=Signal::derive(options) value=what />
                    <TextField id="note-day" label="When" kind="date" value=day />
                </div>
                <TextArea id="note-text" label="In a few words" value=text rows=2 />
                <p>
                    <button type="submit" class="btn btn--small">
                        "Note it"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}

/// Plans a word of one's own.
#[component]
pub(super) fn PlanOwn(person: RecordId) -> impl IntoView {
    let session = session();
    let occasion = RwSignal::new(Occasion::CheckIn.id().to_owned());
    let day = RwSignal::new(session.day_of_writing().plus_days(7).to_string());
    let link = RwSignal::new(String::new());
    let options = || {
        Occasion::ALL
            .iter()
            .map(|occasion| (occasion.id().to_owned(), occasion.label().to_owned()))
            .collect::<Vec<_>>()
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(due) = Date::parse(&day.get_untracked()) else {
            return session.announce("Choose a day first.");
        };
        let touch = Touch {
            person: Some(person),
            occasion: Occasion::from_id(&occasion.get_untracked()),
            due: Some(due),
            link: link.get_untracked().trim().to_owned(),
            ..Touch::default()
        };
        session.perform(|_, moment| plan_own(moment, &touch));
        link.set(String::new());
    };
    view! {
        <details class="disclosure">
            <summary>"Plan a word"</summary>
            <form class="stack" on:submit=submit>
                <div class="field-row">
                    <Select id="own-occasion" label="Occasion" options=Signal::derive(options) value=occasion />
                    <TextField id="own-day" label="When" kind="date" value=day />
                </div>
                <TextField id="own-link" label="Something to send" kind="url" value=link hint="A link worth reading, if there is one." />
                <p>
                    <button type="submit" class="btn btn--small">
                        "Plan it"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}
