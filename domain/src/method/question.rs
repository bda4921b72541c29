//! Review questions, and the marks an answer can carry.

use serde::{Deserialize, Serialize};

use super::practice::Creates;

/// How the person judges the thing a question asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mark {
    /// It went well.
    #[serde(rename = "worked")]
    Worked,
    /// Partly well.
    #[serde(rename = "mixed")]
    Mixed,
    /// It did not happen, or not as meant.
    #[serde(rename = "missed")]
    Missed,
    /// The question does not fit this process.
    #[serde(rename = "n/a")]
    DoesNotApply,
}

impl Mark {
    /// All marks in the order they are offered.
    pub const ALL: [Mark; 4] = [Mark::Worked, Mark::Mixed, Mark::Missed, Mark::DoesNotApply];

    /// The stored word, the same that serde writes.
    pub const fn id(self) -> &'static str {
        match self {
            Mark::Worked => "worked",
            Mark::Mixed => "mixed",
            Mark::Missed => "missed",
            Mark::DoesNotApply => "n/a",
        }
    }

    /// How the mark is named on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Mark::Worked => "Worked",
            Mark::Mixed => "Mixed",
            Mark::Missed => "Missed",
            Mark::DoesNotApply => "Doesn’t apply",
        }
    }
}

/// One question of the review.
#[derive(Debug)]
pub struct Question {
    /// Stable word answers are filed under.
    pub id: &'static str,
    /// Its place in the review, from 1.
    pub number: u8,
    /// Two to six words for lists.
    pub title: &'static str,
    /// The question as it is asked.
    pub prompt: &'static str,
    /// An example of a useful answer.
    pub hint: &'static str,
    /// Whether it asks how something went, so that a mark can answer it.
    pub has_mark: bool,
    /// What an answer can be turned into.
    pub creates: Option<Creates>,
    /// The button that turns it into that; there exactly when `creates` is.
    pub make_label: Option<&'static str>,
}
