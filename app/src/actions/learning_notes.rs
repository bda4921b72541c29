//! Learning notes: added, changed, set aside, removed.

use domain::journal::Journal;
use domain::model::learning_note::LearningNote;
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::id::RecordId;

use super::Moment;

/// How many notes are shown before a round.
const MOST_LATELY: usize = 3;

/// Adds a note of today. Without words it adds nothing.
pub fn add(moment: &mut Moment<'_>, text: &str, good_for: &str, link: &str) -> Edit {
    let text = text.trim();
    if text.is_empty() {
        return Edit::default();
    }
    let note = LearningNote {
        text: text.to_owned(),
        good_for: good_for.trim().to_owned(),
        link: link.trim().to_owned(),
        on: Some(moment.today()),
        set_aside_on: None,
    };
    Edit::new("Saved in Learned").create(moment.new_id(), &note)
}

/// Changes a note, as it is typed.
#[must_use]
pub fn change(journal: &Journal, id: RecordId, change: impl FnOnce(&mut LearningNote)) -> Edit {
    let Some(before) = journal.learning_notes().get(id) else {
        return Edit::default();
    };
    let mut after = before.clone();
    change(&mut after);
    Edit::new("Note changed").change(id, before, &after)
}

/// Sets a note aside, or takes it up again.
#[must_use]
pub fn set_aside(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let mut label = "";
    let edit = change(journal, id, |note| {
        let is_aside = note.set_aside_on.is_some();
        label = if is_aside { "Back in use" } else { "Set aside" };
        note.set_aside_on = (!is_aside).then(|| moment.today());
    });
    Edit {
        label: label.into(),
        ..edit
    }
}

/// The latest notes in use, each with what it is good for: something to tell when a team asks.
#[must_use]
pub fn lately(journal: &Journal) -> Vec<String> {
    let notes = journal.learning_notes().iter();
    let in_use = notes.filter(|(_, note)| note.set_aside_on.is_none());
    let notes = journal.newest_first(&RecordKind::LearningNote, in_use.collect());
    let notes = notes.into_iter().take(MOST_LATELY);
    notes
        .map(|(_, note)| match note.good_for.trim() {
            "" => note.text.trim().to_owned(),
            good_for => format!("{}: {good_for}", note.text.trim()),
        })
        .collect()
}

/// Removes a note.
#[must_use]
pub fn remove(id: RecordId) -> Edit {
    Edit::new("Note removed").remove(RecordKind::LearningNote, id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon};

    const FIRST_MADE: RecordId = RecordId::fixed(1_000);

    #[test]
    fn a_note_is_added_changed_set_aside_and_taken_up_again() {
        assert!(at_noon(|moment| add(moment, " ", "", "")).is_empty());
        let edit = at_noon(|moment| add(moment, " Window functions ", " Reports ", ""));
        let journal = apply(&Journal::default(), &edit);
        let note = |journal: &Journal| journal.learning_notes().get(FIRST_MADE).cloned();
        let expected = LearningNote {
            text: "Window functions".into(),
            good_for: "Reports".into(),
            on: Some(NOON.today()),
            ..LearningNote::default()
        };
        assert_eq!(note(&journal), Some(expected));
        assert_eq!(lately(&journal), ["Window functions: Reports"]);
        let edit = change(&journal, FIRST_MADE, |note| {
            note.good_for = "Dashboards".into()
        });
        let journal = apply(&journal, &edit);
        assert_eq!(
            note(&journal).map(|note| note.good_for),
            Some("Dashboards".into())
        );
        let toggle = |journal: &Journal| {
            let edit = at_noon(|moment| set_aside(journal, moment, FIRST_MADE));
            (edit.label.clone(), apply(journal, &edit))
        };
        let (label, aside) = toggle(&journal);
        assert_eq!(label, "Set aside");
        let set_aside_on = note(&aside).and_then(|note| note.set_aside_on);
        assert_eq!(set_aside_on, Some(NOON.today()));
        assert!(lately(&aside).is_empty());
        let (label, back) = toggle(&aside);
        assert_eq!(label, "Back in use");
        assert_eq!(note(&back).and_then(|note| note.set_aside_on), None);
        assert_eq!(note(&apply(&back, &remove(FIRST_MADE))), None);
    }
}
