//! Cells the server rejected: each with its reason and the way to it. Nothing of it is lost; it is
//! on this device.

mod place;

use leptos::prelude::*;
use serde_json::Value;

use self::place::{place_of, title};
use super::excerpt::excerpt;
use crate::actions::texts;
use crate::components::card::Card;
use crate::components::field::TextArea;
use crate::components::form_draft::FormDraft;
use crate::components::live::live;
use crate::session::{Session, session};
use crate::sync::RejectedCell;

/// How much of a text is shown.
const SHOWN: usize = 200;

/// The card, only where there is something on the list.
#[component]
pub(super) fn RejectedList() -> impl IntoView {
    let session = session();
    // A memo, so that a text being edited stays as it is while other things are sent.
    let rejected = Memo::new(move |_| session.sync().rejected);
    let has_account = Memo::new(move |_| session.sync().account.is_some());
    let list = move || {
        let rejected = rejected.get();
        let again = has_account.get();
        let again = again.then_some(" Once you change it, it’s sent again.");
        (!rejected.is_empty()).then(|| {
            let rows = rejected
                .into_iter()
                .map(|rejected| row(session, rejected))
                .collect_view();
            view! {
                <Card name="refused" title="Not accepted by the server" anchor="refused" class="card stack">
                    <p>"Nothing is lost: all of this is saved on this device." {again}</p>
                    <ul class="account-list">{rows}</ul>
                </Card>
            }
            .into_any()
        })
    };
    view! { <div>{live(list)}</div> }.into_any()
}

fn row(session: Session, rejected: RejectedCell) -> AnyView {
    let what = session.peek(|journal| title(journal, &rejected.record, &rejected.field));
    let why = rejected.code.sentence();
    let open = session
        .peek(|journal| place_of(journal, &rejected.record))
        .map(|address| {
            view! {
                <a class="btn btn--small" href=address>
                    "Open"
                </a>
            }
        });
    let (is_overwritten, rest, off) = match rejected.value.clone() {
        Some(value) => {
            // Kept for what was about to take its place, and has not.
            let is_overwritten = held(session, &rejected).as_ref() != Some(&value);
            let rest = editor(session, &rejected, value, "Put it back");
            (is_overwritten, rest, "Delete this text")
        }
        None => (
            false,
            in_its_place(session, &rejected),
            "Remove from this list",
        ),
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
                                <span class="field__hint">"A later version has replaced it. This is what was here."</span>
                            },
                        )}
                </span>
                <span class="cluster">
                    {open}
                    <button
                        type="button"
                        class="btn btn--small btn--quiet"
                        on:click=move |_| take_off(session, &rejected)
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

/// The beginning of the value still in place, and all of it on request.
fn in_its_place(session: Session, rejected: &RejectedCell) -> AnyView {
    let Some(held) = held(session, rejected) else {
        return ().into_any();
    };
    view! {
        <p class="version__text" dir="auto">
            {excerpt(&text_of(&held), SHOWN)}
        </p>
        <details class="disclosure">
            <summary>"Edit it here"</summary>
            {editor(session, rejected, held, "Save")}
        </details>
    }
    .into_any()
}

/// The value now in the place of the rejected one.
fn held(session: Session, rejected: &RejectedCell) -> Option<Value> {
    session.peek(|journal| {
        let cell = journal.record(&rejected.record)?.cell(&rejected.field)?;
        Some(cell.value.clone())
    })
}

/// A rejected value to be read, copied, shortened and written again.
fn editor(session: Session, rejected: &RejectedCell, held: Value, word: &'static str) -> AnyView {
    let text = RwSignal::new(text_of(&held));
    let id = format!("refused-{}-{}", rejected.record.id, rejected.field);
    let draft = FormDraft::of_text(id.clone(), text);
    let rejected = rejected.clone();
    let write = move |_| {
        let value = if held.is_string() {
            text.get_untracked().into()
        } else {
            held.clone()
        };
        draft.done();
        // Written first: taken off the list before, it would be nowhere for a moment.
        session.perform(|_, _| texts::rewrite(&rejected.record, &rejected.field, value));
        if rejected.value.is_some() {
            take_off(session, &rejected);
        }
    };
    view! {
        {draft.line()}
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

fn take_off(session: Session, rejected: &RejectedCell) {
    session.with_platform(|platform| platform.dismiss_rejected(&rejected.record, &rejected.field));
}
