//! A quiet line that leads to the page of the yes, while nothing else is open.

use domain::journal::Journal;
use domain::model::history::Standing;
use domain::planning::yes::latest_yes;
use leptos::prelude::*;

use crate::components::live::live;
use crate::session::Session;

/// The address of the page of the latest yes, and the title of its opportunity.
pub(super) fn yes_to_show(journal: &Journal) -> Option<(String, String)> {
    if journal
        .standings()
        .any(|(_, standing)| Standing::is_active(standing))
    {
        return None;
    }
    let (id, _) = latest_yes(journal)?;
    Some((
        format!("/yes/{id}"),
        journal.opportunities().get(id)?.title(),
    ))
}

/// The line, or nothing.
pub(super) fn yes_line(session: Session) -> AnyView {
    let shown = Memo::new(move |_| session.read(yes_to_show));
    live(move || {
        let (address, title) = shown.get()?;
        let line = view! {
            <p class="quiet-line">
                "Your yes: " <a href=address dir="auto">{title}</a>
            </p>
        };
        Some(line.into_any())
    })
}

#[cfg(test)]
mod tests {
    use domain::model::event::{Ending, Event};
    use domain::model::opportunity::Opportunity;
    use domain::model::stage::APPLIED;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    #[test]
    fn the_yes_is_shown_while_nothing_else_is_open() {
        let (acme, boreal) = (RecordId::fixed(1), RecordId::fixed(2));
        let today = NOON.today();
        let mut edits = vec![
            record(acme, &Opportunity::default()),
            record(
                RecordId::fixed(11),
                &Event::ending(acme, Ending::Yes, today),
            ),
            record(boreal, &Opportunity::default()),
            record(RecordId::fixed(12), &Event::stage(boreal, APPLIED, today)),
        ];
        assert_eq!(yes_to_show(&journal_after(&edits)), None);
        let end = Event::ending(boreal, Ending::Withdrawn, today);
        edits.push(record(RecordId::fixed(13), &end));
        let shown = yes_to_show(&journal_after(&edits)).map(|(address, _)| address);
        assert_eq!(shown, Some(format!("/yes/{acme}")));
        assert_eq!(yes_to_show(&Journal::default()), None);
    }
}
