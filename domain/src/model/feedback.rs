//! Feedback: requests for it, by link or by message, and the answers that came.

use serde::{Deserialize, Serialize};

pub use crate::method::Material;
use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// A request for feedback on one piece of material.
///
/// The token of its link is not part of it: the server keeps its hash, the device that made the link
/// the link itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedbackRequest {
    /// What it is about.
    pub material: Option<Material>,
    /// A name for it, such as “CV of November”.
    pub title: String,
    /// The text to read.
    pub text: String,
    /// Where to read it; shown as a link only through [`crate::values::link::SafeLink`].
    pub link: String,
    /// The questions, in order.
    pub questions: Vec<String>,
    /// Whether those who answer are asked for their name.
    pub asks_name: bool,
    /// The last day on which the link takes answers.
    pub until: Option<Date>,
    /// The day it was made.
    pub made_on: Option<Date>,
    /// The opportunity it is about.
    pub opportunity: Option<RecordId>,
    /// Who is asked by message.
    pub people: Vec<RecordId>,
    /// What the person changed since.
    pub changed: String,
    /// The day it was closed.
    pub closed_on: Option<Date>,
}

impl Entity for FeedbackRequest {
    const KIND: RecordKind = RecordKind::FeedbackRequest;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}

impl FeedbackRequest {
    /// The id of the request that asks a company for the reasons of a no, by its comeback.
    #[must_use]
    pub fn of_no(comeback: RecordId) -> RecordId {
        RecordId::derived("feedback-request", &[comeback], 0)
    }

    /// Its name, however little was typed.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.title.trim() {
            "" => self.material.map_or("Feedback", Material::label),
            title => title,
        }
    }
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerUse {
    /// It is kept.
    Kept,
    /// It is set aside.
    SetAside,
}

/// One answer to a request: written by the server where it came by link, by the person otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedbackAnswer {
    /// The request it answers; `None` for a company's answer to “why?”.
    pub request: Option<RecordId>,
    /// The opportunity, for a company's answer.
    pub opportunity: Option<RecordId>,
    /// Whose it is, where that is a person of the search.
    pub person: Option<RecordId>,
    /// The name given with it.
    pub name: String,
    /// The questions answered, as they were then.
    pub questions: Vec<String>,
    /// The answers, in the order of [`Self::questions`].
    pub texts: Vec<String>,
    /// The day it came.
    pub on: Option<Date>,
    /// The day it was thanked for.
    pub thanked_on: Option<Date>,
    /// What became of it.
    pub kept: Option<AnswerUse>,
    /// The day this person was told what changed.
    pub told_on: Option<Date>,
}

impl Entity for FeedbackAnswer {
    const KIND: RecordKind = RecordKind::FeedbackAnswer;

    fn parent(&self) -> Option<RecordId> {
        self.request
    }
}

impl FeedbackAnswer {
    /// The id of what became of a company's answer that is kept with its comeback. The words stay
    /// there; this record has none.
    #[must_use]
    pub fn of_no(comeback: RecordId) -> RecordId {
        RecordId::derived("feedback-answer", &[comeback], 0)
    }

    /// The id of the one action that an answer becomes.
    #[must_use]
    pub fn action_id(answer: RecordId) -> RecordId {
        RecordId::derived("feedback-action", &[answer], 0)
    }

    /// The questions and what was answered, without those left blank.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let questions = self.questions.iter().map(String::as_str);
        let questions = questions.chain(std::iter::repeat(""));
        let pairs = questions.zip(self.texts.iter().map(|text| text.trim()));
        pairs.filter(|(_, text)| !text.is_empty())
    }
}
