//! What the person changed: it closes the request, and those who answered can be told.

use domain::method::Occasion;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::answer_card::{draft, write};
use super::here::kept;
use super::model::{ShownAnswer, answer_ids, shown_answer};
use crate::actions::feedback;
use crate::components::card::Card;
use crate::components::field::{TextArea, follow_text};
use crate::components::live::{Show, live};
use crate::components::versions::EarlierVersions;
use crate::session::{Session, session};

/// The card of what changed.
#[component]
pub(super) fn Changed(request: RecordId) -> impl IntoView {
    let session = session();
    let kept = kept(session, request);
    let text = follow_text(move || kept.with(|request| request.changed.clone()));
    let save = move |written: String| {
        session.perform_quietly(|journal, _| {
            feedback::change(journal, request, |request| request.changed = written)
        });
    };
    let closed_on = Memo::new(move |_| kept.with(|request| request.closed_on));
    let said = move || {
        let on = closed_on.get()?.relative(session.today());
        Some(format!("Closed {on}. Its link no longer takes answers."))
    };
    view! {
        <Card name="changed" title="What I changed" class="card stack">
            <TextArea
                id="changed-text"
                label="What is different now"
                value=text
                rows=3
                hint="One line is enough. You can tell it to those who answered."
                on_change=Callback::new(save)
            />
            <EarlierVersions
                record=RecordKey::new(RecordKind::FeedbackRequest, request)
                field="changed"
                shown=text
            />
            <p class="quiet-line" role="status">{live(said)}</p>
            <p>
                <button
                    type="button"
                    class="btn btn--small"
                    on:click=move |_| session.perform(|journal, moment| feedback::close(journal, moment, request))
                >
                    {live(move || if closed_on.get().is_some() { "Open it again" } else { "Close this request" })}
                </button>
            </p>
            <Show when=move || closed_on.get().is_some()>{tell(session, request)}</Show>
        </Card>
    }
    .into_any()
}

/// A draft for each person who answered.
fn tell(session: Session, request: RecordId) -> AnyView {
    let answers = Memo::new(move |_| {
        let today = session.today();
        session.read(|journal| {
            let ids = answer_ids(journal, request).into_iter();
            let shown = ids.filter_map(|id| {
                let answer = journal.feedback_answers().get(id)?;
                Some(shown_answer(journal, id, answer, today))
            });
            shown.collect::<Vec<_>>()
        })
    });
    view! {
        <ul class="stack" role="list">
            <For
                each=move || answers.get()
                key=|answer| answer.id
                children=move |answer| row(answer.id, answers)
            />
        </ul>
    }
    .into_any()
}

/// One of those who answered, whose draft stays open while it is marked as sent.
fn row(id: RecordId, answers: Memo<Vec<ShownAnswer>>) -> AnyView {
    let of = move || {
        let answer =
            |answers: &Vec<ShownAnswer>| answers.iter().find(|answer| answer.id == id).cloned();
        answers.with(answer)
    };
    let label = move || match of().map(|answer| (answer.whose, answer.told)) {
        Some((whose, Some(day))) => format!("You told {whose} {day}"),
        Some((whose, None)) => format!("Tell {whose}"),
        None => String::new(),
    };
    let person = untrack(of).and_then(|answer| answer.person);
    let editor = move || draft(id, Occasion::TellWhatChanged, person, None);
    view! { <li>{write(label, editor)}</li> }.into_any()
}
