//! The entries of a section, a little at a time, and those that are settled behind one button.

use domain::state::edit::Edit;
use leptos::prelude::*;

use super::model::{Contents, Entries, FIRST_SHOWN, Row, Section, more_words, shown_after};
use super::note_row::note_row;
use crate::actions::{experiments, learnings, stories};
use crate::components::live::{Show, live};
use crate::components::remove_button::RemoveButton;
use crate::session::Session;

/// The open entries, and a way to see the settled ones.
pub(super) fn rows_of(
    session: Session,
    section: &'static Section,
    entries: Memo<Entries>,
) -> AnyView {
    let contents = section.contents;
    let open = Memo::new(move |_| entries.with(|entries| entries.open.clone()));
    let settled = Memo::new(move |_| entries.with(|entries| entries.settled.clone()));
    // Until the person says otherwise, a short section is shown whole.
    let chosen = RwSignal::new(None::<bool>);
    let is_short = move || entries.with(Entries::is_short);
    let is_unfolded = Memo::new(move |_| chosen.get().unwrap_or_else(is_short));
    let fold = move || {
        let count = settled.with(Vec::len);
        (count > 0).then(|| {
            let unfold = move |_| chosen.set(Some(!is_unfolded.get_untracked()));
            view! {
                <p>
                    <button
                        type="button"
                        class="btn btn--small btn--quiet"
                        aria-expanded=move || is_unfolded.get().to_string()
                        on:click=unfold
                    >
                        {format!("{} ({count})", section.settled)}
                    </button>
                </p>
            }
        })
    };
    view! {
        {list(session, contents, open)}
        {live(fold)}
        <Show when=move || is_unfolded.get()>{list(session, contents, settled)}</Show>
    }
    .into_any()
}

/// The first entries of a list, with a way to more.
fn list(session: Session, contents: Contents, rows: Memo<Vec<Row>>) -> AnyView {
    let shown = RwSignal::new(FIRST_SHOWN);
    let first = move || {
        let shown = shown.get();
        rows.with(|rows| rows.iter().take(shown).cloned().collect::<Vec<_>>())
    };
    let more = move || {
        let words = more_words(rows.with(Vec::len), shown.get())?;
        let show = move |_| shown.update(|shown| *shown = shown_after(*shown));
        Some(view! {
            <p>
                <button type="button" class="btn btn--small btn--quiet" on:click=show>
                    {words}
                </button>
            </p>
        })
    };
    view! {
        <ul class="learning-list">
            <For each=first key=move |row| row.key(contents) children=move |row| draw(session, contents, row) />
        </ul>
        {live(more)}
    }
    .into_any()
}

fn draw(session: Session, contents: Contents, row: Row) -> AnyView {
    match contents {
        Contents::Learnings(_) => learning_row(session, row),
        Contents::Notes => note_row(session, row.id),
        Contents::Stories => {
            let id = row.id;
            link_row(
                session,
                row,
                Some(("Remove this story", stories::remove(id))),
            )
        }
        Contents::Experiments => {
            let id = row.id;
            let remove = ("Remove this experiment", experiments::remove(id));
            link_row(session, row, Some(remove))
        }
        Contents::Landed => link_row(session, row, None),
    }
}

fn learning_row(session: Session, row: Row) -> AnyView {
    let Row {
        id,
        text,
        origin,
        is_settled,
        ..
    } = row;
    let tick = move |_| session.perform(|journal, moment| learnings::tick(journal, moment, id));
    view! {
        <li class="learning" class:learning--done=is_settled>
            <label class="learning__tick">
                <input type="checkbox" checked=is_settled on:change=tick />
                <span dir="auto">{text}</span>
            </label>
            <span class="learning__origin" dir="auto">{origin}</span>
            <RemoveButton
                label="Remove this learning"
                on_remove=move || session.perform(|_, _| learnings::remove(id))
            />
        </li>
    }
    .into_any()
}

/// An entry with a page of its own.
fn link_row(session: Session, row: Row, remove: Option<(&'static str, Edit)>) -> AnyView {
    let remove = remove.map(|(label, edit)| {
        let remove = Callback::new(move |()| session.commit(edit.clone()));
        view! { <RemoveButton label=label on_remove=remove /> }.into_any()
    });
    view! {
        <li class="learning" class:learning--done=row.is_settled>
            <div>
                <a href=row.address dir="auto">
                    {row.text}
                </a>
                {lines(&row.lines)}
            </div>
            <span class="learning__origin" dir="auto">{row.origin}</span>
            {remove}
        </li>
    }
    .into_any()
}

/// What else an entry says, each line with its name.
pub(super) fn lines(lines: &[(&'static str, String)]) -> AnyView {
    let lines = lines.iter().map(|(name, text)| {
        view! { <span class="field__hint" dir="auto">{format!("{name}: {text}")}</span> }.into_any()
    });
    lines.collect_view().into_any()
}
