//! Experiments: something tried for a while, to see what it brings.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;
use crate::values::id::RecordId;

/// What an experiment changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExperimentSubject {
    /// A version of the CV.
    Cv,
    /// A version of the letter.
    Letter,
    /// A kind of opening line.
    OpeningLine,
    /// A place where opportunities are found.
    Source,
    /// How interviews are prepared or held.
    Interviews,
    /// Anything else.
    Other,
}

impl ExperimentSubject {
    /// All subjects, in the order they are offered.
    pub const ALL: [Self; 6] = [
        Self::Cv,
        Self::Letter,
        Self::OpeningLine,
        Self::Source,
        Self::Interviews,
        Self::Other,
    ];

    /// The words shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cv => "My CV",
            Self::Letter => "My letter",
            Self::OpeningLine => "My opening line",
            Self::Source => "Where I look",
            Self::Interviews => "Interviews",
            Self::Other => "Something else",
        }
    }

    /// The word stored, which is also the value of form fields.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Cv => "cv",
            Self::Letter => "letter",
            Self::OpeningLine => "opening-line",
            Self::Source => "source",
            Self::Interviews => "interviews",
            Self::Other => "other",
        }
    }

    /// The subject with this stored word.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.id() == id)
    }
}

/// What became of an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExperimentOutcome {
    /// It stays.
    Keep,
    /// It goes on, changed.
    Change,
    /// It ends.
    Drop,
}

impl ExperimentOutcome {
    /// All outcomes, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Keep, Self::Change, Self::Drop];

    /// The words of the choice.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Keep => "Keep it",
            Self::Change => "Change it",
            Self::Drop => "Drop it",
        }
    }

    /// The words once it is chosen.
    #[must_use]
    pub const fn done_label(self) -> &'static str {
        match self {
            Self::Keep => "Kept",
            Self::Change => "Changed",
            Self::Drop => "Dropped",
        }
    }
}

/// Something the person tries for a while.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Experiment {
    /// What they try.
    pub text: String,
    /// What it changes.
    pub subject: Option<ExperimentSubject>,
    /// The name of the version or kind it changes to, such as “CV with numbers”.
    pub version: String,
    /// The first day.
    pub began_on: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// How they will tell whether it helps.
    pub how_told: String,
    /// What it brought.
    pub brought: String,
    /// Whether it stays.
    pub outcome: Option<ExperimentOutcome>,
    /// The day that was decided.
    pub decided_on: Option<Date>,
    /// The answers of someone who landed that it came from.
    pub landed: Option<RecordId>,
    /// The experiment it goes on from.
    pub follows: Option<RecordId>,
    /// The last day that Today asked about and was told “not now”: it asks once for each last day.
    pub asked_for: Option<Date>,
}

impl Experiment {
    /// Whether its last day is over and nothing is decided yet.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        self.outcome.is_none() && self.until.is_some_and(|until| until < today)
    }

    /// Whether it is tried today.
    #[must_use]
    pub fn runs(&self, today: Date) -> bool {
        self.outcome.is_none() && !self.is_over(today)
    }
}

impl Entity for Experiment {
    const KIND: RecordKind = RecordKind::Experiment;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_forms_are_the_words_stored() {
        for subject in ExperimentSubject::ALL {
            assert_eq!(ExperimentSubject::parse(subject.id()), Some(subject));
            assert_eq!(serde_json::json!(subject), subject.id());
        }
        assert_eq!(ExperimentSubject::parse(""), None);
    }
}
