//! The three lines on one person, or on the round.

use domain::model::round_note::RoundNote;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::rounds;
use crate::actions::touches::name_of_person;
use crate::components::choice::Choice;
use crate::components::clicked::clicked;
use crate::components::live::{Show, live};
use crate::components::saved::{saved_area, saved_line};
use crate::session::Session;

/// A text of a note: the word its field's id begins with, its label, and where it is.
type Line = (
    &'static str,
    &'static str,
    fn(&mut RoundNote) -> &mut String,
);

const LINES: [Line; 3] = [
    ("cares", "What they care about", |note| &mut note.cares),
    ("landed", "What landed", |note| &mut note.landed),
    ("promised", "What I promised", |note| &mut note.promised),
];

/// The section of a person, or of the round where nobody is named.
pub(super) fn section(session: Session, round: RecordId, person: Option<RecordId>) -> AnyView {
    let kept = Memo::new(move |_| session.read(|journal| journal.round_note(round, person)));
    let about = person.map_or_else(|| "round".to_owned(), |id| id.to_string());
    let name = move || match person {
        Some(id) => session.read(|journal| name_of_person(journal, id)),
        None => "The round".to_owned(),
    };
    let fields = LINES.map(|(word, label, text)| {
        let kept = Signal::derive(move || text(&mut kept.get()).clone());
        let save =
            move |written: String| keep(session, round, person, |note| *text(note) = written);
        saved_area(
            format!("{word}-{about}"),
            label,
            2,
            "",
            kept,
            Callback::new(save),
        )
    });
    let title_id = format!("note-{about}-title");
    let labelled_by = title_id.clone();
    view! {
        <section class="card stack" aria-labelledby=labelled_by>
            <h2 id=title_id dir="auto">
                {live(name)}
            </h2>
            {fields.into_iter().collect_view()}
            {person.map(|_| promised_by(session, round, person, kept))}
            {person.map(|id| clicked(session, round, id, "Did it click?".to_owned()))}
            {told(session, round, person, kept)}
        </section>
    }
    .into_any()
}

/// Changes the note without a toast: the person sees what they write.
fn keep(
    session: Session,
    round: RecordId,
    person: Option<RecordId>,
    change: impl FnOnce(&mut RoundNote),
) {
    session.perform_quietly(|journal, moment| rounds::note(journal, moment, round, person, change));
}

/// The day of a promise, once there is one.
fn promised_by(
    session: Session,
    round: RecordId,
    person: Option<RecordId>,
    kept: Memo<RoundNote>,
) -> AnyView {
    let is_promise = move || kept.with(|note| !note.promised.trim().is_empty());
    let day = Signal::derive(move || {
        kept.with(|note| {
            note.promised_by
                .map(|day| day.to_string())
                .unwrap_or_default()
        })
    });
    let save = Callback::new(move |written: String| {
        keep(session, round, person, |note| {
            note.promised_by = Date::parse(&written).ok()
        });
    });
    let id = format!("promised-by-{}", person.unwrap_or_default());
    view! {
        <Show when=is_promise>
            {saved_line(id.clone(), "By when? Today will remind you.", "date", day, save)}
        </Show>
    }
    .into_any()
}

/// The stories they were told, to tick.
fn told(
    session: Session,
    round: RecordId,
    person: Option<RecordId>,
    kept: Memo<RoundNote>,
) -> AnyView {
    let stories = Memo::new(move |_| {
        session.read(|journal| {
            let stories = journal.stories().iter();
            let told = |id| kept.with(|note| note.stories.contains(&id));
            let shown = stories.filter(|(id, story)| story.retired_on.is_none() || told(*id));
            let named = shown.map(|(id, story)| (id, story.name().to_owned()));
            named.collect::<Vec<(RecordId, String)>>()
        })
    });
    let choice = move |(id, name): (RecordId, String)| {
        let tick = move |is_told| {
            keep(session, round, person, |note| {
                rounds::toggle(&mut note.stories, id, is_told)
            });
        };
        let is_told = Signal::derive(move || kept.with(|note| note.stories.contains(&id)));
        view! { <Choice label=name dir="auto" checked=is_told on_change=Callback::new(tick) /> }
            .into_any()
    };
    view! {
        <Show when=move || !stories.with(Vec::is_empty)>
            <details class="why">
                <summary>"Stories you told"</summary>
                <div class="choices">
                    <For each=move || stories.get() key=|(id, _)| *id children=choice />
                </div>
            </details>
        </Show>
    }
    .into_any()
}
