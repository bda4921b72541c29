//! Learnings: kept, ticked off, removed.

use domain::journal::Journal;
use domain::model::review::{Learning, LearningKind};
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::id::RecordId;

use super::Moment;

/// Keeps something learned.
pub fn keep(moment: &mut Moment<'_>, learning: &Learning) -> Edit {
    Edit::new("Saved in Learned").create(moment.new_id(), learning)
}

/// Keeps something the person knows already, tied to no opportunity. An empty text writes nothing.
pub fn keep_own(moment: &mut Moment<'_>, text: &str) -> Edit {
    let text = text.trim();
    if text.is_empty() {
        return Edit::default();
    }
    let learning = Learning {
        kind: LearningKind::Focus,
        text: text.to_owned(),
        ..Learning::default()
    };
    keep(moment, &learning)
}

/// Ticks a learning off, or opens one again that was ticked off.
#[must_use]
pub fn tick(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let Some(before) = journal.learnings().get(id) else {
        return Edit::default();
    };
    let is_done = before.done_on.is_some();
    let after = Learning {
        done_on: (!is_done).then(|| moment.today()),
        ..before.clone()
    };
    let label = if is_done { "Open again" } else { "Ticked off" };
    Edit::new(label).change(id, before, &after)
}

/// Removes a learning.
#[must_use]
pub fn remove(id: RecordId) -> Edit {
    Edit::new("Learning removed").remove(RecordKind::Learning, id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon};

    const FIRST_MADE: RecordId = RecordId::fixed(1000);

    fn kept(text: &str) -> Journal {
        let edit = at_noon(|moment| keep_own(moment, text));
        apply(&Journal::default(), &edit)
    }

    #[test]
    fn what_is_known_already_is_kept_as_a_focus() {
        let edit = at_noon(|moment| keep_own(moment, " Ask for the team "));
        assert_eq!(edit.label, "Saved in Learned");
        let journal = apply(&Journal::default(), &edit);
        let learning = journal.learnings().get(FIRST_MADE);
        assert_eq!(
            learning.map(|learning| (learning.kind, learning.text.as_str())),
            Some((LearningKind::Focus, "Ask for the team"))
        );
        assert!(at_noon(|moment| keep_own(moment, "  ")).is_empty());
    }

    #[test]
    fn a_tick_is_taken_back_by_another() {
        let journal = kept("Slower");
        let done_on = |journal: &Journal| {
            let learning = journal.learnings().get(FIRST_MADE);
            learning.and_then(|learning| learning.done_on)
        };
        let edit = at_noon(|moment| tick(&journal, moment, FIRST_MADE));
        assert_eq!(edit.label, "Ticked off");
        let journal = apply(&journal, &edit);
        assert_eq!(done_on(&journal), Some(NOON.today()));
        let edit = at_noon(|moment| tick(&journal, moment, FIRST_MADE));
        assert_eq!(edit.label, "Open again");
        assert_eq!(done_on(&apply(&journal, &edit)), None);
        assert!(at_noon(|moment| tick(&Journal::default(), moment, FIRST_MADE)).is_empty());
    }

    #[test]
    fn a_removed_learning_is_gone() {
        let edit = remove(FIRST_MADE);
        assert_eq!(edit.label, "Learning removed");
        assert!(apply(&kept("Slower"), &edit).learnings().is_empty());
    }
}
