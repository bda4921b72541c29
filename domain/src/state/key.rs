//! The keys of records: a kind and an id. The list of kinds is all that the engine knows of the
//! product.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::values::id::RecordId;

/// The kind of a record. Kinds of newer builds are kept under their own name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// [`crate::model::opportunity::Opportunity`]
    Opportunity,
    /// [`crate::model::event::Event`]
    Event,
    /// [`crate::model::comeback::Comeback`]
    Comeback,
    /// [`crate::model::review::Answer`]
    Answer,
    /// [`crate::model::review::Learning`]
    Learning,
    /// [`crate::model::action::Action`]
    Action,
    /// [`crate::model::message::Message`]
    Message,
    /// [`crate::model::person::Person`]
    Person,
    /// [`crate::model::person::Tie`]
    Tie,
    /// [`crate::model::touch::Touch`]
    Touch,
    /// [`crate::model::round_note::RoundNote`]
    RoundNote,
    /// [`crate::model::story::Story`]
    Story,
    /// [`crate::model::preparation::Preparation`]
    Preparation,
    /// [`crate::model::ninety_days::NinetyDays`]
    NinetyDays,
    /// [`crate::model::week::Week`]
    Week,
    /// [`crate::model::goal::Goal`]
    Goal,
    /// [`crate::model::experiment::Experiment`]
    Experiment,
    /// [`crate::model::learning_note::LearningNote`]
    LearningNote,
    /// [`crate::model::landed::Landed`]
    Landed,
    /// [`crate::model::feedback::FeedbackRequest`]
    FeedbackRequest,
    /// [`crate::model::feedback::FeedbackAnswer`]
    FeedbackAnswer,
    /// [`crate::model::share::Share`]
    Share,
    /// [`crate::model::share::ShareNote`]
    ShareNote,
    /// [`crate::model::care::CareItem`]
    CareItem,
    /// [`crate::model::care::DayNote`]
    DayNote,
    /// [`crate::model::care::HelpGiven`]
    HelpGiven,
    /// [`crate::model::template::Template`]
    Template,
    /// [`crate::model::stage::StageSetting`]
    Stage,
    /// [`crate::model::settings::Settings`]
    Settings,
    /// A kind this build does not know.
    Other(String),
}

impl RecordKind {
    /// The word stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Opportunity => "opportunity",
            Self::Event => "event",
            Self::Comeback => "comeback",
            Self::Answer => "answer",
            Self::Learning => "learning",
            Self::Action => "action",
            Self::Message => "message",
            Self::Person => "person",
            Self::Tie => "tie",
            Self::Touch => "touch",
            Self::RoundNote => "round-note",
            Self::Story => "story",
            Self::Preparation => "preparation",
            Self::NinetyDays => "ninety-days",
            Self::Week => "week",
            Self::Goal => "goal",
            Self::Experiment => "experiment",
            Self::LearningNote => "learning-note",
            Self::Landed => "landed",
            Self::FeedbackRequest => "feedback-request",
            Self::FeedbackAnswer => "feedback-answer",
            Self::Share => "share",
            Self::ShareNote => "share-note",
            Self::CareItem => "care-item",
            Self::DayNote => "day-note",
            Self::HelpGiven => "help-given",
            Self::Template => "template",
            Self::Stage => "stage",
            Self::Settings => "settings",
            Self::Other(name) => name,
        }
    }

    /// Reads a kind; `None` where the text cannot be one (empty, over 40 characters, or not
    /// lower-case letters and hyphens).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "opportunity" => Self::Opportunity,
            "event" => Self::Event,
            "comeback" => Self::Comeback,
            "answer" => Self::Answer,
            "learning" => Self::Learning,
            "action" => Self::Action,
            "message" => Self::Message,
            "person" => Self::Person,
            "tie" => Self::Tie,
            "touch" => Self::Touch,
            "round-note" => Self::RoundNote,
            "story" => Self::Story,
            "preparation" => Self::Preparation,
            "ninety-days" => Self::NinetyDays,
            "week" => Self::Week,
            "goal" => Self::Goal,
            "experiment" => Self::Experiment,
            "learning-note" => Self::LearningNote,
            "landed" => Self::Landed,
            "feedback-request" => Self::FeedbackRequest,
            "feedback-answer" => Self::FeedbackAnswer,
            "share" => Self::Share,
            "share-note" => Self::ShareNote,
            "care-item" => Self::CareItem,
            "day-note" => Self::DayNote,
            "help-given" => Self::HelpGiven,
            "template" => Self::Template,
            "stage" => Self::Stage,
            "settings" => Self::Settings,
            other => {
                let is_word = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
                if other.is_empty() || other.len() > 40 || !other.bytes().all(is_word) {
                    return None;
                }
                Self::Other(other.to_owned())
            }
        })
    }
}

/// The key of a record: its kind and its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey {
    /// The kind.
    pub kind: RecordKind,
    /// The id.
    pub id: RecordId,
}

impl RecordKey {
    /// The key of a record.
    #[must_use]
    pub const fn new(kind: RecordKind, id: RecordId) -> Self {
        Self { kind, id }
    }

    /// Reads `kind:id`, the form used in browser storage.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once(':')?;
        Some(Self::new(RecordKind::parse(kind)?, RecordId::parse(id)?))
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.kind.as_str(), self.id)
    }
}

impl Serialize for RecordKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not the key of a record"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_and_strange_ones_are_refused() {
        let key = RecordKey::new(RecordKind::Other("gift".into()), RecordId::new(5, 6));
        assert_eq!(RecordKey::parse(&key.to_string()), Some(key));
        assert_eq!(RecordKey::parse("Gift:0"), None);
        assert_eq!(RecordKey::parse("event"), None);
    }
}
