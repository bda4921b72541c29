//! What was saved from this opportunity so far: learnings, and stories.

use domain::journal::Journal;
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::comebacks::focus_id;
use crate::actions::learnings;
use crate::components::live::{Show, live};
use crate::components::remove_button::RemoveButton;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::session;

/// One thing that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Saved {
    id: RecordId,
    kind: &'static str,
    text: String,
}

impl Saved {
    fn remove(&self) -> Edit {
        if self.kind == EXAMPLE {
            Edit::new("Story removed").remove(RecordKind::Story, self.id)
        } else {
            learnings::remove(self.id)
        }
    }
}

const EXAMPLE: &str = "Example";

/// The one focus is left out: it is in its own field. There it is saved when the field is left, and
/// a row that came then would move the button away from under the tap that left it.
fn saved(journal: &Journal, here: ComebackRef) -> Vec<Saved> {
    let learnings = journal.learnings().of(here.opportunity);
    let learnings = learnings.filter(|(id, _)| *id != focus_id(here.id));
    let learnings = learnings.map(|(id, learning)| Saved {
        id,
        kind: learning.kind.label(),
        text: learning.words().to_owned(),
    });
    let stories = journal.stories().of(here.opportunity);
    let stories = stories.map(|(id, story)| Saved {
        id,
        kind: EXAMPLE,
        text: story.name().to_owned(),
    });
    learnings.chain(stories).collect()
}

/// The learnings and stories of the opportunity.
#[component]
pub(super) fn Kept(here: ComebackRef) -> impl IntoView {
    let session = session();
    let kept = Memo::new(move |_| session.read(|journal| saved(journal, here)));
    let rows = move || {
        kept.get()
            .into_iter()
            .map(|saved| {
                let (kind, text) = (saved.kind, saved.text.clone());
                view! {
                    <li class="learning">
                        <div>
                            <span class="tag">{kind}</span>
                            <p dir="auto">{text}</p>
                        </div>
                        <RemoveButton
                            label="Remove this"
                            on_remove=move || session.perform(|_, _| saved.remove())
                        />
                    </li>
                }
                .into_any()
            })
            .collect_view()
    };
    view! {
        <Show when=move || !kept.with(Vec::is_empty)>
            <h2>"Saved"</h2>
            <ul class="learning-list">{live(rows)}</ul>
        </Show>
    }
    .into_any()
}
