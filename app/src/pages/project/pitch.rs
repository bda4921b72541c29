//! The pitch: their problem, what they would have, time, price, who it is for. Each field is saved
//! as it is left. And the message that offers it.

use domain::journal::Journal;
use domain::method::Occasion;
use domain::model::opportunity::Opportunity;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::model::{recipients, worry};
use crate::actions::opportunities::change;
use crate::components::card::Card;
use crate::components::draft::DraftEditor;
use crate::components::field::{Select, TextArea, follow_text};
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::session::{Session, session};

/// A field of the pitch.
type Part = fn(&mut Opportunity) -> &mut String;

/// The fields, and the message.
#[component]
pub(super) fn Pitch(id: RecordId) -> impl IntoView {
    let session = session();
    view! {
        <Card name="pitch" title="The pitch" class="card stack">
            {text_part(session, id, "problem", "Their problem", "In their words, if you know them.", |pitch| &mut pitch.problem)}
            {worry_line(session, id)}
            {text_part(session, id, "result", "What they’ll have at the end", "Small, useful, with an end.", |pitch| &mut pitch.result)}
            {text_part(session, id, "duration", "Time", "", |pitch| &mut pitch.duration)}
            {text_part(session, id, "price", "Price", "", |pitch| &mut pitch.price)}
            {recipient(session, id)}
        </Card>
        <Message id=id />
    }
    .into_any()
}

fn text_part(
    session: Session,
    id: RecordId,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    part: Part,
) -> AnyView {
    let value = follow_text(move || session.read(|journal| text_of(journal, id, part)));
    let save = Callback::new(move |text: String| {
        session.perform_quietly(|journal, _| change(journal, id, |pitch| *part(pitch) = text));
    });
    let rows = if matches!(name, "problem" | "result") {
        3
    } else {
        1
    };
    view! { <TextArea id=format!("pitch-{name}") label=label value=value rows=rows hint=hint on_change=save /> }
        .into_any()
}

fn text_of(journal: &Journal, id: RecordId, part: Part) -> String {
    let mut pitch = journal.opportunities().get(id).cloned().unwrap_or_default();
    std::mem::take(part(&mut pitch))
}

/// What the review noted about their worries, while nothing is written of their problem.
fn worry_line(session: Session, id: RecordId) -> AnyView {
    let noted = Memo::new(move |_| {
        session.read(|journal| {
            let problem = text_of(journal, id, |pitch| &mut pitch.problem);
            worry(journal, id).filter(|_| problem.trim().is_empty())
        })
    });
    live(move || {
        let noted = noted.get()?;
        let words = format!("You noted in your review: “{noted}”");
        let take = move |_| {
            session.perform(|journal, _| {
                change(journal, id, |pitch| pitch.problem.clone_from(&noted))
            });
        };
        let line = view! {
            <p class="cluster">
                <span dir="auto">{words}</span>
                <button type="button" class="btn btn--small" on:click=take>
                    "Start from this"
                </button>
            </p>
        };
        Some(line.into_any())
    })
}

fn recipient(session: Session, id: RecordId) -> AnyView {
    let chosen = follow_text(move || {
        session.read(|journal| {
            let pitch = journal.opportunities().get(id);
            let person = pitch.and_then(|pitch| pitch.pitch_to);
            person.map_or_else(String::new, |person| person.to_string())
        })
    });
    let options = Memo::new(move |_| session.read(|journal| recipients(journal, id)));
    let choose = Callback::new(move |word: String| {
        session.perform_quietly(|journal, _| {
            change(journal, id, |pitch| pitch.pitch_to = RecordId::parse(&word))
        });
    });
    view! {
        <Select id="pitch-to" label="Who it’s for" value=chosen options=options on_change=choose />
    }
    .into_any()
}

/// The message, drafted from the pitch as it is when it is opened.
#[component]
fn Message(id: RecordId) -> impl IntoView {
    let session = session();
    let is_writing = RwSignal::new(false);
    let person = Memo::new(move |_| {
        session.read(|journal| {
            journal
                .opportunities()
                .get(id)
                .and_then(|pitch| pitch.pitch_to)
        })
    });
    view! {
        <section class="stack">
            <p>
                <button
                    type="button"
                    class="btn btn--primary"
                    aria-expanded=move || is_writing.get().to_string()
                    on:click=move |_| is_writing.update(|is_writing| *is_writing = !*is_writing)
                >
                    <Icon name="edit" />
                    "Write the message"
                </button>
            </p>
            <Show when=move || is_writing.get()>
                {live(move || {
                    let person = person.get();
                    view! { <DraftEditor opportunity=Some(id) occasion=Occasion::ProjectPitch person=person /> }
                })}
            </Show>
        </section>
    }
    .into_any()
}
