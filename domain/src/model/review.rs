//! The results of a review: answers, and the learnings made of them.

use serde::{Deserialize, Serialize};

use crate::method::{Mark, reworded};
use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// An answer to one review question of one comeback.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// The comeback it belongs to.
    pub comeback: Option<RecordId>,
    /// An id of [`crate::method::QUESTIONS`].
    pub question: String,
    /// What the person wrote.
    pub text: String,
    /// How it went, in the person's own judgement.
    pub mark: Option<Mark>,
    /// The day it was last answered.
    pub on: Option<Date>,
}

impl Entity for Answer {
    const KIND: RecordKind = RecordKind::Answer;

    fn parent(&self) -> Option<RecordId> {
        self.comeback
    }
}

/// What a learning is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LearningKind {
    /// Something to do differently.
    #[default]
    Improve,
    /// The one thing to watch in the next interview.
    Focus,
    /// Something that worked and stays.
    Keep,
    /// A question of one's own that brought something out.
    Question,
    /// A plan, such as the first ninety days; older builds kept it here.
    Plan,
}

impl LearningKind {
    /// The word shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Improve => "To do differently",
            Self::Focus => "Focus",
            Self::Keep => "Keep doing",
            Self::Question => "Question that worked",
            Self::Plan => "Plan",
        }
    }
}

/// Something learned from a search, shown again where an interview is ahead.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Learning {
    /// Where it was learned.
    pub opportunity: Option<RecordId>,
    /// The review it came from.
    pub comeback: Option<RecordId>,
    /// The question it answers, where it came from the review.
    pub question: String,
    /// What it is for.
    pub kind: LearningKind,
    /// In the person's words.
    pub text: String,
    /// The reason it grew from, where the no was sorted: an id of [`crate::method::REASONS`].
    pub reason: String,
    /// What makes that reason particular; `text` has it, too.
    pub which: String,
    /// The day it was ticked off.
    pub done_on: Option<Date>,
}

impl Learning {
    /// The text to show, worded for any company also where an older build stored it.
    #[must_use]
    pub fn words(&self) -> &str {
        reworded(&self.text)
    }
}

impl Entity for Learning {
    const KIND: RecordKind = RecordKind::Learning;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use serde_json::json;

    use super::*;

    #[test]
    fn learnings_of_november_2026_keep_their_meaning() {
        let stored = |kind: &str, text: &str| -> Learning {
            let record = json!({ "question": "skills", "kind": kind, "text": text });
            serde_json::from_value(record).unwrap()
        };
        for (word, kind) in [
            ("improve", LearningKind::Improve),
            ("focus", LearningKind::Focus),
            ("keep", LearningKind::Keep),
            ("plan", LearningKind::Plan),
        ] {
            let learning = stored(word, "Slower");
            assert_eq!((learning.kind, learning.words()), (kind, "Slower"));
            assert!(learning.reason.is_empty() && learning.which.is_empty());
        }
        let reason = stored("improve", "A skill they need is one I can still learn");
        assert_eq!(reason.words(), "A skill I can still learn");
    }

    #[test]
    fn the_stored_word_of_a_question_that_worked_is_frozen() {
        let stored = serde_json::to_value(LearningKind::Question).unwrap();
        assert_eq!(stored, "question");
    }
}
