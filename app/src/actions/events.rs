//! The history of an opportunity: rounds, notes, contacts; added, corrected, removed.

use domain::journal::Journal;
use domain::model::event::{Event, EventKind};
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::id::RecordId;

use super::Moment;

/// The words an event is shown by: its title, or else its kind; a stage and an ending go by their
/// own names.
#[must_use]
pub fn title_of(journal: &Journal, event: &Event) -> String {
    let kind = match event.what {
        EventKind::Stage => return journal.stages().label(&event.stage).to_owned(),
        EventKind::Ending => {
            return event
                .ending
                .map_or("It ended", |ending| ending.label())
                .to_owned();
        }
        EventKind::Note => "Note",
        EventKind::Round => "Interview",
        EventKind::Contact => "In touch",
    };
    if event.title.is_empty() {
        kind.to_owned()
    } else {
        event.title.clone()
    }
}

/// Adds an event to the history of its opportunity.
#[must_use]
pub fn add(moment: &mut Moment<'_>, event: &Event) -> Edit {
    Edit::new("Added to the history").create(moment.new_id(), event)
}

/// Writes the fields in which a form differs from the event it began with.
#[must_use]
pub fn correct(id: RecordId, before: &Event, after: &Event) -> Edit {
    Edit::new("History corrected").change(id, before, after)
}

/// Removes an event from the history; “Undo” brings it back.
#[must_use]
pub fn remove(journal: &Journal, id: RecordId) -> Edit {
    let event = journal.events().get(id).cloned().unwrap_or_default();
    let label = format!("{} removed from the history", title_of(journal, &event));
    Edit::new(label).remove(RecordKind::Event, id)
}

/// Settles a round of which there is nothing to note: Today no longer asks about it.
#[must_use]
pub fn nothing_to_note(journal: &Journal, id: RecordId) -> Edit {
    let Some(event) = journal.events().get(id) else {
        return Edit::default();
    };
    let settled = Event {
        is_debriefed: true,
        ..event.clone()
    };
    Edit::new("Nothing to note").change(id, event, &settled)
}

#[cfg(test)]
mod tests {
    use domain::model::event::Ending;
    use domain::model::opportunity::Opportunity;
    use domain::model::stage::APPLIED;

    use super::*;
    use crate::actions::testing::{apply, at_noon, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);
    const CALL: RecordId = RecordId::fixed(2);

    fn call() -> Event {
        at_noon(|moment| Event::round(ACME, "Call with Ann", moment.today(), Some(600)))
    }

    fn search() -> Journal {
        journal_after(&[record(ACME, &Opportunity::default()), record(CALL, &call())])
    }

    #[test]
    fn what_is_added_stands_in_the_history() {
        let journal = search();
        let note = at_noon(|moment| Event::note(ACME, "", "They moved", moment.today()));
        let edit = at_noon(|moment| add(moment, &note));
        assert_eq!(edit.label, "Added to the history");
        let after = apply(&journal, &edit);
        assert_eq!(after.events().get(RecordId::fixed(1_000)), Some(&note));
        assert_eq!(after.history(ACME).len(), 2);
    }

    #[test]
    fn a_correction_writes_what_differs_and_an_unchanged_form_nothing() {
        let journal = search();
        let later = Event {
            at: Some(660),
            ..call()
        };
        let edit = correct(CALL, &call(), &later);
        assert_eq!(edit.label, "History corrected");
        assert_eq!(edit.writes.len(), 1);
        assert_eq!(apply(&journal, &edit).events().get(CALL), Some(&later));
        assert!(correct(CALL, &call(), &call()).is_empty());
    }

    #[test]
    fn a_removed_event_is_named() {
        let journal = search();
        let edit = remove(&journal, CALL);
        assert_eq!(edit.label, "Call with Ann removed from the history");
        assert!(apply(&journal, &edit).events().is_empty());
    }

    #[test]
    fn a_settled_round_is_settled_once() {
        let journal = search();
        let edit = nothing_to_note(&journal, CALL);
        assert_eq!(edit.label, "Nothing to note");
        let after = apply(&journal, &edit);
        assert!(
            after
                .events()
                .get(CALL)
                .is_some_and(|event| event.is_debriefed)
        );
        assert!(nothing_to_note(&after, CALL).is_empty());
        assert!(nothing_to_note(&after, RecordId::fixed(99)).is_empty());
    }

    #[test]
    fn an_event_without_a_title_goes_by_its_kind() {
        let journal = search();
        let today = at_noon(|moment| moment.today());
        let title = |event: &Event| title_of(&journal, event);
        assert_eq!(title(&call()), "Call with Ann");
        assert_eq!(title(&Event::round(ACME, "", today, None)), "Interview");
        assert_eq!(title(&Event::note(ACME, "", "", today)), "Note");
        assert_eq!(title(&Event::stage(ACME, APPLIED, today)), "Applied");
        assert_eq!(title(&Event::ending(ACME, Ending::No, today)), "No");
    }
}
