//! The tags of a person: those offered, those in use, and more.

use domain::journal::Journal;
use domain::model::person::{Person, TAGS};
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::people::toggle_tag;
use crate::components::field::LineForm;
use crate::components::live::live;
use crate::session::session;

/// The longest tag, in characters.
const LONGEST_TAG: usize = 40;

/// The tags, as chips to press.
#[component]
pub(super) fn Tags(
    /// Whose record it is.
    id: RecordId,
    /// The record.
    about: Memo<Person>,
) -> impl IntoView {
    let session = session();
    let own = RwSignal::new(String::new());
    let offered = Memo::new(move |_| session.read(offered_tags));
    let toggle = move |tag: &str| session.perform(|journal, _| toggle_tag(journal, id, tag));
    let chips = move || {
        offered
            .get()
            .into_iter()
            .map(|tag| {
                let (shown, is_on) = (tag.clone(), tag.clone());
                view! {
                    <button
                        type="button"
                        class="chip"
                        aria-pressed=move || about.with(|person| person.tags.contains(&is_on)).to_string()
                        on:click=move |_| toggle(&tag)
                    >
                        {shown}
                    </button>
                }
                .into_any()
            })
            .collect_view()
    };
    let add = move |tag: String| {
        let tag: String = tag.to_lowercase().chars().take(LONGEST_TAG).collect();
        if !tag.is_empty() && !about.with_untracked(|person| person.tags.contains(&tag)) {
            toggle(&tag);
        }
        own.set(String::new());
    };
    view! {
        <div class="stack">
            <h3 id="tags-title">"Tags"</h3>
            <div class="cluster" role="group" aria-labelledby="tags-title">
                {live(chips)}
            </div>
            <LineForm
                id="person-tag"
                about=id.to_string()
                label="Another tag"
                button="Add tag"
                value=own
                on_submit=Callback::new(add)
            />
        </div>
    }
    .into_any()
}

/// The tags offered beside those already in use.
fn offered_tags(journal: &Journal) -> Vec<String> {
    let mut tags: Vec<String> = TAGS.iter().map(|tag| (*tag).to_owned()).collect();
    for (_, person) in journal.people().iter() {
        for tag in &person.tags {
            if !tags.contains(tag) {
                tags.push(tag.clone());
            }
        }
    }
    tags
}
