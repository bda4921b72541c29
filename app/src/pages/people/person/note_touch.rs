//! Noting that the two were in touch, from either side, or good news about them.

use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::story::{congratulate_on, note_in_story};
use crate::components::field::{Select, TextArea, TextField};
use crate::components::form_draft::FormDraft;
use crate::session::session;

/// The events that can be noted.
const WHAT: [(&str, &str); 4] = [
    ("they", "They wrote or called"),
    ("me", "I wrote or called"),
    ("met", "We met"),
    ("news", "Good news about them"),
];

/// The form for it.
#[component]
pub(super) fn NoteTouch(
    /// About whom.
    person: RecordId,
) -> impl IntoView {
    let session = session();
    let what = RwSignal::new("they".to_owned());
    let text = RwSignal::new(String::new());
    let day = RwSignal::new(session.day_of_writing().to_string());
    let draft = FormDraft::new(
        format!("note-touch:{person}"),
        vec![
            ("what", what.into()),
            ("text", text.into()),
            ("day", day.into()),
        ],
    );
    let options = WHAT.map(|(word, shown)| (word.to_owned(), shown.to_owned()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = text.get_untracked().trim().to_owned();
        let from_them = match what.get_untracked().as_str() {
            "news" => None,
            what => Some(what == "they"),
        };
        let day = Date::parse(&day.get_untracked()).ok();
        session.perform(|_, moment| match from_them {
            Some(from_them) => note_in_story(moment, person, from_them, &words, day),
            None => congratulate_on(moment, person, &words),
        });
        text.set(String::new());
        draft.done();
    };
    view! {
        <details class="disclosure" open=move || draft.was_filled()>
            <summary>"Log a message or good news"</summary>
            <form class="stack" on:submit=submit>
                {draft.line()}
                <div class="field-row">
                    <Select id="note-what" label="What happened" options=options.to_vec() value=what />
                    <TextField id="note-day" label="When" kind="date" value=day />
                </div>
                <TextArea id="note-text" label="In a few words" value=text rows=2 />
                <p>
                    <button type="submit" class="btn btn--small">
                        "Log it"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}
