//! The light note of a day, saved as it is typed, and those of earlier days. Nothing is ever
//! computed from them.

use domain::values::date::Date;
use leptos::prelude::*;

use super::model::days_with_notes;
use crate::actions::care;
use crate::components::card::Card;
use crate::components::field::{TextArea, follow_text};
use crate::components::live::live;
use crate::session::Session;

/// How many earlier notes are shown at a time.
const AT_A_TIME: usize = 14;

/// The card of notes.
pub(super) fn day_notes(session: Session) -> AnyView {
    let today = Memo::new(move |_| session.today());
    let field = move || {
        let hint = "One line is plenty, or none. It’s never analysed.";
        note(
            session,
            today.get(),
            "day-note".into(),
            "How is today?".into(),
            hint,
        )
    };
    view! {
        <Card name="day" title="Note of the day" anchor="day" class="card stack">
            {live(field)}
            {earlier(session, today)}
        </Card>
    }
    .into_any()
}

/// The field of one day. What is typed is kept also where the field goes because the day does.
fn note(session: Session, day: Date, id: String, label: String, hint: &'static str) -> AnyView {
    let kept = Signal::derive(move || session.read(|journal| care::day_note(journal, day)));
    let value = follow_text(move || kept.get());
    let save = move |text: String| {
        session.perform_quietly(|journal, _| care::keep_day_note(journal, day, &text));
    };
    on_cleanup(move || {
        if let (Some(typed), Some(kept)) = (value.try_get_untracked(), kept.try_get_untracked())
            && typed.trim() != kept
        {
            save(typed);
        }
    });
    view! { <TextArea id=id label=label value=value rows=2 hint=hint on_change=Callback::new(save) /> }
        .into_any()
}

/// The notes of earlier days, some at a time, once they are asked for.
fn earlier(session: Session, today: Memo<Date>) -> AnyView {
    let shown = RwSignal::new(0_usize);
    let days = Memo::new(move |_| session.read(|journal| days_with_notes(journal, today.get())));
    let drawn = Memo::new(move |_| {
        let mut days = days.get();
        days.truncate(shown.get());
        days
    });
    let fields = move || {
        let field = |day: Date| note(session, day, format!("day-note-{day}"), day.long(), "");
        drawn.get().into_iter().map(field).collect_view()
    };
    let word = move || match shown.get() {
        0 => "Earlier notes",
        _ => "Show more",
    };
    view! {
        <div class="stack" hidden=move || drawn.with(Vec::is_empty)>
            {live(fields)}
        </div>
        <p hidden=move || shown.get() >= days.with(Vec::len)>
            <button
                type="button"
                class="btn btn--small btn--quiet"
                on:click=move |_| shown.update(|shown| *shown += AT_A_TIME)
            >
                {live(word)}
            </button>
        </p>
    }
    .into_any()
}
