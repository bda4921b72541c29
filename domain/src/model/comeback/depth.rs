//! How far an opportunity went, and the questions a comeback asks at that depth.

use serde::{Deserialize, Serialize};

use super::step::Step;
use crate::method::{QUESTIONS, Question, SHORT_REVIEW};
use crate::model::event::Ending;
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
    /// Not a no: no answer, a role that was closed, or a decision of the person's own, after talks.
    /// It asks for a short farewell.
    Farewell,
}

impl Depth {
    /// The depths of a no, shallow to deep.
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

    /// The depth after an ending: only a no is gone through, or a yes, which leaves this as it was.
    #[must_use]
    pub const fn after(self, ending: Option<Ending>) -> Self {
        match (self, ending) {
            (Self::Letter, _) => Self::Letter,
            (_, Some(ending)) if ending.is_without_a_no() => Self::Farewell,
            _ => self,
        }
    }

    /// The words shown where the person says how far it went.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Letter => "I applied",
            Self::Call => "We had a first call",
            Self::Interviews => "We had interviews",
            Self::Farewell => "It ended without a no",
        }
    }

    /// The word stored, which is also the value of form fields.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Call => "call",
            Self::Interviews => "interviews",
            Self::Farewell => "farewell",
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
            Self::Farewell => &[Step::Close],
        }
    }

    /// The review questions asked at this depth, in order.
    pub fn questions(self) -> impl Iterator<Item = &'static Question> {
        QUESTIONS.iter().filter(move |candidate| match self {
            Self::Letter | Self::Farewell => false,
            Self::Call => SHORT_REVIEW.contains(&candidate.id),
            Self::Interviews => true,
        })
    }
}
