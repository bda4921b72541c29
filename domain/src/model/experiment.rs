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
}

impl Entity for Experiment {
    const KIND: RecordKind = RecordKind::Experiment;
}
