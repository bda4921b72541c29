//! The story between the person and someone they met, latest first.

mod row;

use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::live::live;
use crate::session::session;

use row::{contact_row, story};

/// Everything between the two.
#[component]
pub(super) fn Story(
    /// The other person.
    person: RecordId,
) -> impl IntoView {
    let session = session();
    let story = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| story(journal, person, now))
    });
    let rows = move || {
        let today = session.today();
        let story = story.get().into_iter();
        story
            .map(|row| contact_row(session, row, today))
            .collect_view()
    };
    view! {
        <section aria-labelledby="story-title">
            <h2 id="story-title">"History"</h2>
            <p class="quiet-line" hidden=move || !story.with(Vec::is_empty)>
                "What you send and hear back is listed here, so no message repeats the last one."
            </p>
            <ol class="timeline">{live(rows)}</ol>
        </section>
    }
    .into_any()
}
