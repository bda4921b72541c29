//! The smaller records around opportunities: answers, learnings, actions and messages.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::id::RecordId;
use crate::method::{Mark, Occasion};
use crate::record::RecordKind;
use crate::view::View;

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

impl View for Answer {
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
    /// A plan, such as the first ninety days.
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
    /// The day it was ticked off.
    pub done_on: Option<Date>,
}

impl View for Learning {
    const KIND: RecordKind = RecordKind::Learning;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}

/// Something to do on a day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Action {
    /// What to do, in one line.
    pub text: String,
    /// Why the app suggests it, said so that it can be judged.
    pub why: String,
    /// The day it is due; none means some time.
    pub due: Option<Date>,
    /// What it is about.
    pub opportunity: Option<RecordId>,
    /// The comeback that made it.
    pub comeback: Option<RecordId>,
    /// Whom it concerns.
    pub person: Option<RecordId>,
    /// The message to write, where it is one.
    pub occasion: Option<Occasion>,
    /// A place for the link to send, or whatever else helps.
    pub notes: String,
    /// The day it was done.
    pub done_on: Option<Date>,
}

impl View for Action {
    const KIND: RecordKind = RecordKind::Action;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}

/// A message drafted or sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Message {
    /// What it is about.
    pub opportunity: Option<RecordId>,
    /// To whom.
    pub person: Option<RecordId>,
    /// What it is for.
    pub occasion: Option<Occasion>,
    /// The planned touch it settles when it is sent.
    pub touch: Option<RecordId>,
    /// Subject line.
    pub subject: String,
    /// Text.
    pub body: String,
    /// The day the person said it was sent.
    pub sent_on: Option<Date>,
}

impl View for Message {
    const KIND: RecordKind = RecordKind::Message;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}
