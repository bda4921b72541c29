//! What the server did not take: each with its reason and the way to it. Nothing of it is lost; it is on this device.

use domain::journal::Journal;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;
use leptos::prelude::*;
use serde_json::Value;

use crate::components::field::TextArea;
use crate::components::live::live;
use crate::session::{Session, session};
use crate::sync::RejectedCell;

/// How much of a text is shown.
const SHOWN: usize = 200;

/// The card, only where there is something on the list.
#[component]
pub(super) fn RefusedList() -> impl IntoView {
    let session = session();
    // A memo, so that a text being edited stays as it is while other things are sent.
    let refused = Memo::new(move |_| session.sync().rejected);
    let has_account = Memo::new(move |_| session.sync().account.is_some());
    let list = move || {
        let refused = refused.get();
        let again = has_account.get();
        let again = again.then_some(" Once it is changed, it is sent again by itself.");
        (!refused.is_empty()).then(|| {
            let rows = refused
                .into_iter()
                .map(|refused| row(session, refused))
                .collect_view();
            view! {
                <section class="card stack" id="refused" aria-labelledby="refused-title">
                    <h2 id="refused-title">"Not taken by the server"</h2>
                    <p>"Nothing is lost: all of this is kept on this device." {again}</p>
                    <ul class="account-list">{rows}</ul>
                </section>
            }
            .into_any()
        })
    };
    view! { <div>{live(list)}</div> }.into_any()
}

fn row(session: Session, refused: RejectedCell) -> AnyView {
    let what = session.peek(|journal| title(journal, &refused.record, &refused.field));
    let why = refused.code.sentence();
    let open = place_of(session, &refused.record).map(|address| {
        view! {
            <a class="btn btn--small" href=address>
                "Open"
            </a>
        }
    });
    let (is_overwritten, rest, off) = match refused.value.clone() {
        Some(value) => {
            // Kept for what was about to take its place, and has not.
            let is_overwritten = held(session, &refused).as_ref() != Some(&value);
            let rest = editor(session, &refused, value, "Put it back");
            (is_overwritten, rest, "Delete this text")
        }
        None => (false, in_its_place(session, &refused), "Take off this list"),
    };
    view! {
        <li class="stack">
            <div class="account-row">
                <span>
                    <strong>{what}</strong>
                    <span class="field__hint">{why}</span>
                    {is_overwritten
                        .then_some(
                            view! {
                                <span class="field__hint">"Something written elsewhere has taken its place. This is what was here."</span>
                            },
                        )}
                </span>
                <span class="cluster">
                    {open}
                    <button
                        type="button"
                        class="btn btn--small btn--quiet"
                        on:click=move |_| take_off(session, &refused)
                    >
                        {off}
                    </button>
                </span>
            </div>
            {rest}
        </li>
    }
    .into_any()
}

/// The beginning of what is still where it was written, and all of it where it is asked for.
fn in_its_place(session: Session, refused: &RejectedCell) -> AnyView {
    let Some(held) = held(session, refused) else {
        return ().into_any();
    };
    view! {
        <p class="version__text" dir="auto">
            {beginning(&text_of(&held), SHOWN)}
        </p>
        <details class="disclosure">
            <summary>"Edit it here"</summary>
            {editor(session, refused, held, "Keep it")}
        </details>
    }
    .into_any()
}

/// What is in the place of what was refused.
fn held(session: Session, refused: &RejectedCell) -> Option<Value> {
    session.peek(|journal| {
        let cell = journal.record(&refused.record)?.cell(&refused.field)?;
        Some(cell.value.clone())
    })
}

/// A refused value to be read, copied, shortened and written again.
fn editor(session: Session, refused: &RejectedCell, held: Value, word: &'static str) -> AnyView {
    let text = RwSignal::new(text_of(&held));
    let id = format!("refused-{}-{}", refused.record.id, refused.field);
    let refused = refused.clone();
    let write = move |_| {
        let value = if held.is_string() {
            text.get_untracked().into()
        } else {
            held.clone()
        };
        let RecordKey { kind, id } = refused.record.clone();
        // Written first: taken off the list before, it would be nowhere for a moment.
        session.commit(Edit::new("Text changed").set(kind, id, &refused.field, value));
        if refused.value.is_some() {
            take_off(session, &refused);
        }
    };
    view! {
        <TextArea id=id label="The text" value=text rows=6 />
        <span class="cluster">
            <button type="button" class="btn btn--small" on:click=write>
                {word}
            </button>
            <button
                type="button"
                class="btn btn--small"
                on:click=move |_| session.copy(&text.get_untracked(), "Text")
            >
                "Copy"
            </button>
        </span>
    }
    .into_any()
}

fn text_of(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), ToOwned::to_owned)
}

fn take_off(session: Session, refused: &RejectedCell) {
    session.with_platform(|platform| platform.dismiss_rejected(&refused.record, &refused.field));
}

/// The beginning of a text, so many characters at the most, up to the end of a word.
pub(super) fn beginning(text: &str, most: usize) -> String {
    let text = text.trim_start();
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let start = &text[..end];
    // A text without spaces is cut where it is.
    let whole = start.rfind(char::is_whitespace).unwrap_or(end);
    let words =
        start[..whole].trim_end_matches(|last: char| last.is_whitespace() || ".,;:".contains(last));
    format!("{words}\u{2026}")
}

/// What a cell is, in the words of the page it is written on, and whom or what it is about.
fn title(journal: &Journal, record: &RecordKey, field: &str) -> String {
    let what = match (&record.kind, field) {
        (RecordKind::Opportunity, "notes") => "Notes and the posting",
        (RecordKind::Opportunity, _) => "Facts",
        (RecordKind::Event, _) => "An entry of the history",
        (RecordKind::Comeback, _) => "A comeback",
        (RecordKind::Answer, _) => "An answer of a review",
        (RecordKind::Learning, _) => "What you learned",
        (RecordKind::Action, _) => "Something to do",
        (RecordKind::Message, _) => "A message",
        (RecordKind::Person, "notes") => "Notes on a person",
        (RecordKind::Person | RecordKind::Tie, _) => "Facts of a person",
        (RecordKind::Touch, _) => "A word with a person",
        (RecordKind::Template, _) => "A template",
        (RecordKind::Stage, _) => "A stage of your own",
        (RecordKind::Settings, _) => "A setting",
        (RecordKind::Other(_), _) => "Something a newer version wrote",
    };
    let named = |person: RecordId| journal.people().get(person).map(|about| about.name.clone());
    let about = match record.kind {
        RecordKind::Template => {
            (journal.templates().get(record.id)).map(|about| about.name.clone())
        }
        _ => person_of(journal, record).and_then(named),
    };
    let about = about.or_else(|| {
        let about = journal
            .opportunities()
            .get(journal.opportunity_of(record)?)?;
        Some(about.short_name().to_owned())
    });
    match about.filter(|about| !about.is_empty()) {
        Some(about) => format!("{what}: {about}"),
        None => what.to_owned(),
    }
}

/// Whom a record is about, where it is about a person.
fn person_of(journal: &Journal, record: &RecordKey) -> Option<RecordId> {
    match record.kind {
        RecordKind::Person => Some(record.id),
        RecordKind::Touch => journal.touches().get(record.id)?.person,
        RecordKind::Message => {
            let message = journal.messages().get(record.id)?;
            // One that belongs to an opportunity stands on its page.
            message.person.filter(|_| message.opportunity.is_none())
        }
        _ => None,
    }
}

/// The page on which a record can be changed.
fn place_of(session: Session, record: &RecordKey) -> Option<String> {
    if let Some(person) = session.peek(|journal| person_of(journal, record)) {
        return Some(format!("/people/{person}"));
    }
    if record.kind == RecordKind::Answer || record.kind == RecordKind::Comeback {
        let comeback = session.peek(|journal| match record.kind {
            RecordKind::Comeback => Some(record.id),
            _ => journal.answers().get(record.id)?.comeback,
        });
        return comeback.map(|id| format!("/comeback/{id}"));
    }
    let opportunity = session.peek(|journal| journal.opportunity_of(record))?;
    Some(format!("/search/{opportunity}"))
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;
    use domain::state::stamp::Clock;

    use super::*;

    #[test]
    fn what_was_refused_is_called_as_its_page_calls_it() {
        let (mut journal, mut clock) = (Journal::default(), Clock::new(1));
        let [acme, ann] = [1, 2].map(RecordId::fixed);
        let edit = Edit::new("")
            .create(
                acme,
                &Opportunity {
                    company: "Acme".into(),
                    ..Opportunity::default()
                },
            )
            .create(
                ann,
                &Person {
                    name: "Ann Lee".into(),
                    ..Person::default()
                },
            );
        journal.apply(&edit, &mut clock, 1);
        let told = |kind, id, field| title(&journal, &RecordKey::new(kind, id), field);
        assert_eq!(
            told(RecordKind::Opportunity, acme, "notes"),
            "Notes and the posting: Acme"
        );
        assert_eq!(
            told(RecordKind::Person, ann, "notes"),
            "Notes on a person: Ann Lee"
        );
        assert_eq!(
            told(RecordKind::Settings, RecordId::ONLY, "name"),
            "A setting"
        );
        let other = RecordKind::Other("letter".into());
        assert_eq!(
            told(other, RecordId::fixed(3), "x"),
            "Something a newer version wrote"
        );
    }

    #[test]
    fn a_long_text_begins_with_whole_words() {
        assert_eq!(beginning("short", SHOWN), "short");
        assert_eq!(beginning(" wordsofone", 6), "wordso\u{2026}");
        let long = beginning(&"words ".repeat(100), SHOWN);
        assert!(long.ends_with(" words\u{2026}") && long.chars().count() <= SHOWN + 1);
        assert_eq!(beginning("One. Two. Three.", 11), "One. Two\u{2026}");
        assert_eq!(
            beginning(&"é".repeat(300), SHOWN).chars().count(),
            SHOWN + 1
        );
    }
}
