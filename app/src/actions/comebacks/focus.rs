//! The one focus of a comeback: its closing sentence, which comes back before the next interview.

use domain::journal::Journal;
use domain::model::review::{Learning, LearningKind};
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::tone::despair::sounds_like_despair;
use domain::values::id::RecordId;

use super::{change, comeback};

/// The id of the learning that the closing sentence of a comeback is.
#[must_use]
pub fn focus_id(comeback: RecordId) -> RecordId {
    RecordId::derived("focus", &[comeback], 0)
}

/// Writes the closing sentence, and the focus it is. An empty one takes the focus back, and so do
/// words that sound like despair: they are not shown before an interview.
#[must_use]
pub fn set_focus(journal: &Journal, id: RecordId, text: &str) -> Edit {
    let sentence = change(journal, id, |comeback| {
        text.clone_into(&mut comeback.learned);
    });
    let edit = Edit::new("Saved as your focus").and(sentence);
    let focus = focus_id(id);
    let text = text.trim();
    if text.is_empty() || sounds_like_despair(text) {
        return match journal.learnings().get(focus) {
            Some(_) => edit.remove(RecordKind::Learning, focus),
            None => edit,
        };
    }
    let learning = Learning {
        opportunity: comeback(journal, id).opportunity,
        comeback: Some(id),
        question: "improve".into(),
        kind: LearningKind::Focus,
        text: text.to_owned(),
        ..Learning::default()
    };
    let held = journal.record(&RecordKey::new(RecordKind::Learning, focus));
    edit.put(held, focus, &learning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::comebacks::tests::{NO, search};
    use crate::actions::testing::apply;

    #[test]
    fn the_closing_sentence_is_one_focus_however_often_it_is_written() {
        let journal = search();
        let once = apply(&journal, &set_focus(&journal, NO, "Breathe"));
        let again = apply(&once, &set_focus(&once, NO, "Breathe first"));
        let kept: Vec<_> = again
            .learnings()
            .iter()
            .map(|(id, kept)| (id, kept.kind, kept.text.as_str()))
            .collect();
        let expected = (focus_id(NO), LearningKind::Focus, "Breathe first");
        assert_eq!(kept, [expected]);
        assert_eq!(comeback(&again, NO).learned, "Breathe first");
        assert!(set_focus(&again, NO, "Breathe first").is_empty());
        let gone = apply(&again, &set_focus(&again, NO, " "));
        assert!(gone.learnings().is_empty());
        let heavy = "I am worthless and I want to die";
        let unsaid = apply(&again, &set_focus(&again, NO, heavy));
        assert_eq!(comeback(&unsaid, NO).learned, heavy);
        assert!(unsaid.learnings().is_empty());
        let back = apply(&gone, &set_focus(&gone, NO, "Breathe"));
        assert_eq!(back.learnings().len(), 1);
    }
}
