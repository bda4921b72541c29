//! Pages for partners: made, changed, removed; their notes read and removed.

use domain::journal::Journal;
use domain::model::share::{Share, ShareNote};
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::id::RecordId;

use super::Moment;

/// Makes a page for a partner, by what they are called, with what was chosen for it. Without a name
/// it makes nothing.
pub fn add(moment: &mut Moment<'_>, chosen: &Share) -> (Edit, Option<RecordId>) {
    let name = chosen.name.trim();
    if name.is_empty() {
        return (Edit::default(), None);
    }
    let share = Share {
        name: name.to_owned(),
        made_on: Some(moment.today()),
        ..chosen.clone()
    };
    let id = moment.new_id();
    (Edit::new("Page made").create(id, &share), Some(id))
}

/// Changes what a page shows, or whose it is.
#[must_use]
pub fn change(journal: &Journal, id: RecordId, change: impl FnOnce(&mut Share)) -> Edit {
    let Some(before) = journal.shares().get(id) else {
        return Edit::default();
    };
    let mut after = before.clone();
    change(&mut after);
    Edit::new("Partner’s page changed").change(id, before, &after)
}

/// Removes a partner’s page with its notes. Its link leads nowhere from then on.
#[must_use]
pub fn remove(journal: &Journal, id: RecordId) -> Edit {
    let edit = Edit::new("Partner removed").remove(RecordKind::Share, id);
    let notes = journal.share_notes().of(id);
    notes.fold(edit, |edit, (note, _)| {
        edit.remove(RecordKind::ShareNote, note)
    })
}

/// Takes a note off Today: it stays on the partner’s page.
#[must_use]
pub fn read_note(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let Some(note) = journal.share_notes().get(id) else {
        return Edit::default();
    };
    let read = ShareNote {
        read_on: Some(moment.today()),
        ..note.clone()
    };
    Edit::new("Note marked as read").change(id, note, &read)
}

/// Removes a note.
#[must_use]
pub fn remove_note(id: RecordId) -> Edit {
    Edit::new("Note removed").remove(RecordKind::ShareNote, id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

    const MADE: RecordId = RecordId::fixed(1_000);
    const NOTE: RecordId = RecordId::fixed(7);

    fn named(name: &str) -> Share {
        Share {
            name: name.into(),
            goals: true,
            ..Share::default()
        }
    }

    #[test]
    fn a_page_needs_a_name_and_keeps_what_was_chosen() {
        assert!(at_noon(|moment| add(moment, &named("  ")).0).is_empty());
        let edit = at_noon(|moment| add(moment, &named(" Maya ")).0);
        let journal = apply(&Journal::default(), &edit);
        let kept = |journal: &Journal| journal.shares().get(MADE).cloned();
        let made = Share {
            made_on: Some(NOON.today()),
            ..named("Maya")
        };
        assert_eq!(kept(&journal), Some(made.clone()));
        let journal = apply(&journal, &change(&journal, MADE, |share| share.plan = true));
        assert_eq!(kept(&journal), Some(Share { plan: true, ..made }));
        assert!(change(&journal, NOTE, |share| share.plan = true).is_empty());
    }

    #[test]
    fn a_note_is_read_and_goes_with_its_page() {
        let note = ShareNote {
            share: Some(MADE),
            text: "Well done".into(),
            ..ShareNote::default()
        };
        let journal = journal_after(&[record(MADE, &named("Maya")), record(NOTE, &note)]);
        let edit = at_noon(|moment| read_note(&journal, moment, NOTE));
        let read = apply(&journal, &edit);
        let read_on = read.share_notes().get(NOTE).and_then(|note| note.read_on);
        assert_eq!(read_on, Some(NOON.today()));
        assert_eq!(apply(&journal, &remove_note(NOTE)).share_notes().len(), 0);
        let removed = apply(&journal, &remove(&journal, MADE));
        assert_eq!(
            (removed.shares().len(), removed.share_notes().len()),
            (0, 0)
        );
    }
}
