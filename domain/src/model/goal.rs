//! Goals of action: what the person wants to do each week, never how others answer.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::Date;

/// What is counted for a goal, from what is really there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoalCount {
    /// People written to.
    People,
    /// Applications.
    Applications,
    /// Practice: to-dos marked so that are done.
    Practice,
    /// Lines of the plan for this goal that are done.
    Lines,
}

/// A goal, in the person's own words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Goal {
    /// “Talk to two people a week”.
    pub text: String,
    /// How many a week, where a number is wanted.
    pub a_week: Option<u32>,
    /// What is counted; `None` counts nothing.
    pub counts: Option<GoalCount>,
    /// The day it was set.
    pub began_on: Option<Date>,
    /// The day it was set aside.
    pub ended_on: Option<Date>,
}

impl Entity for Goal {
    const KIND: RecordKind = RecordKind::Goal;
}
