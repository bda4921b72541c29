//! Steps of a comeback, and their states.

use serde::{Deserialize, Serialize};

/// One screen of the comeback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Take time before anything else.
    Pause,
    /// The way the no arrived, and its words.
    Triage,
    /// A warm answer.
    Reply,
    /// Mine, not mine, unknown.
    Sort,
    /// The review questions.
    Review,
    /// Things to take along.
    Learn,
    /// People to stay in touch with.
    InTouch,
    /// Something useful to offer.
    Offer,
    /// The next three actions.
    MoveOn,
    /// Closing the chapter.
    Close,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Self; 10] = [
        Self::Pause,
        Self::Triage,
        Self::Reply,
        Self::Sort,
        Self::Review,
        Self::Learn,
        Self::InTouch,
        Self::Offer,
        Self::MoveOn,
        Self::Close,
    ];

    /// The word stored, and the key of [`crate::method::step_words`].
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pause => "pause",
            Self::Triage => "triage",
            Self::Reply => "reply",
            Self::Sort => "sort",
            Self::Review => "review",
            Self::Learn => "learn",
            Self::InTouch => "in-touch",
            Self::Offer => "offer",
            Self::MoveOn => "move-on",
            Self::Close => "close",
        }
    }
}

/// The outcome of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// Done.
    Done,
    /// Left out on purpose; it can be taken up again.
    Skipped,
}
