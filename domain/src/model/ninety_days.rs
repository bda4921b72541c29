//! Ninety days: a plan for the first three months in a role.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::id::RecordId;

/// The plan for the first ninety days at one opportunity: a goal, a first step and a measure for
/// each month.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NinetyDays {
    /// Where.
    pub opportunity: Option<RecordId>,
    /// The goal of the first 30 days.
    pub goal_30: String,
    /// The first step towards it.
    pub step_30: String,
    /// How it will show.
    pub measure_30: String,
    /// The goal by day 60.
    pub goal_60: String,
    /// The first step towards it.
    pub step_60: String,
    /// How it will show.
    pub measure_60: String,
    /// The goal by day 90.
    pub goal_90: String,
    /// The first step towards it.
    pub step_90: String,
    /// How it will show.
    pub measure_90: String,
}

impl NinetyDays {
    /// The id of the plan for an opportunity: two devices that begin it make one record.
    #[must_use]
    pub fn id(opportunity: RecordId) -> RecordId {
        RecordId::derived("ninety-days", &[opportunity], 0)
    }

    /// Its nine texts, month by month.
    #[must_use]
    pub const fn texts(&self) -> [&String; 9] {
        [
            &self.goal_30,
            &self.step_30,
            &self.measure_30,
            &self.goal_60,
            &self.step_60,
            &self.measure_60,
            &self.goal_90,
            &self.step_90,
            &self.measure_90,
        ]
    }
}

impl Entity for NinetyDays {
    const KIND: RecordKind = RecordKind::NinetyDays;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}
