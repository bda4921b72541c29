//! How far an opportunity went, and the questions a comeback asks at that depth.

use serde::{Deserialize, Serialize};

use super::step::Step;
use crate::method::{QUESTIONS, Question, SHORT_REVIEW};
use crate::model::stage::{INTERVIEWING, SCREENING, Stages};

/// How far an opportunity went, which decides how much the comeback asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Depth {
    /// An application, answered by a letter.
    Letter,
    /// A first call or test.
    Call,
    /// Interviews.
    Interviews,
}

impl Depth {
    /// All depths, shallow to deep.
    pub const ALL: [Self; 3] = [Self::Letter, Self::Call, Self::Interviews];

    /// The depth that goes with the furthest stage of a history.
    #[must_use]
    pub fn of(furthest: &str, stages: &Stages) -> Self {
        let rank = stages.rank(furthest);
        if rank >= stages.rank(INTERVIEWING) {
            Self::Interviews
        } else if rank >= stages.rank(SCREENING) {
            Self::Call
        } else {
            Self::Letter
        }
    }

    /// The words shown where the person says how far it went.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Letter => "I applied",
            Self::Call => "We had a first call",
            Self::Interviews => "We had interviews",
        }
    }

    /// The word stored, which is also the value of form fields.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Call => "call",
            Self::Interviews => "interviews",
        }
    }

    /// The steps asked for at this depth, in order.
    #[must_use]
    pub const fn plan(self) -> &'static [Step] {
        match self {
            Self::Letter => &[Step::Sort, Step::Close],
            Self::Call => &[
                Step::Pause,
                Step::Reply,
                Step::Sort,
                Step::Review,
                Step::MoveOn,
                Step::Close,
            ],
            Self::Interviews => &Step::ALL,
        }
    }

    /// The review questions asked at this depth, in order.
    pub fn questions(self) -> impl Iterator<Item = &'static Question> {
        QUESTIONS.iter().filter(move |candidate| match self {
            Self::Letter => false,
            Self::Call => SHORT_REVIEW.contains(&candidate.id),
            Self::Interviews => true,
        })
    }
}
