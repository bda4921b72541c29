//! Stages of an opportunity: the six built in, the person's own between applied and offer, and their order.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::id::RecordId;
use crate::values::sort::sort_by;

/// Kept in mind, nothing sent yet.
pub const SAVED: &str = "saved";
/// Applied.
pub const APPLIED: &str = "applied";
/// A first talk or test.
pub const SCREENING: &str = "screening";
/// Interviews.
pub const INTERVIEWING: &str = "interviewing";
/// The last round.
pub const FINAL: &str = "final";
/// An offer is on the table.
pub const OFFER: &str = "offer";

/// The most stages a search can have, so that a board stays readable and a backup cannot flood it.
pub const MOST_STAGES: usize = 24;

/// The longest label of a stage, in characters.
pub const LONGEST_LABEL: usize = 40;

const BUILT_IN: [(&str, &str, u32); 6] = [
    (SAVED, "Saved", 0),
    (APPLIED, "Applied", 1_000),
    (SCREENING, "Screening", 2_000),
    (INTERVIEWING, "Interviewing", 3_000),
    (FINAL, "Final round", 4_000),
    (OFFER, "Offer", 5_000),
];

/// What the person changed about stages: a new name for one built in, or a stage of their own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StageSetting {
    /// The id of the built-in stage that is renamed; empty for one of their own.
    pub renames: String,
    /// The label shown.
    pub label: String,
    /// Where it stands: above 1000 (applied) and below 5000 (offer).
    pub rank: u32,
}

impl Entity for StageSetting {
    const KIND: RecordKind = RecordKind::Stage;
}

/// One stage as it stands on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What events refer to: a built-in word, or the record id of the person's own stage.
    pub id: String,
    /// The label shown.
    pub label: String,
    /// Its place in the order; the built-in stages are a thousand apart.
    pub rank: u32,
    /// The record that renames or makes it, where there is one.
    pub setting: Option<RecordId>,
    /// Whether it is one of the six built in.
    pub built_in: bool,
}

/// All stages in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stages {
    ordered: Vec<Stage>,
}

impl Default for Stages {
    fn default() -> Self {
        Self::new(std::iter::empty())
    }
}

impl Stages {
    /// The built-in stages with the person's changes applied.
    pub fn new<'a>(settings: impl Iterator<Item = (RecordId, &'a StageSetting)>) -> Self {
        let mut ordered: Vec<Stage> = BUILT_IN
            .iter()
            .map(|(id, label, rank)| Stage {
                id: (*id).to_owned(),
                label: (*label).to_owned(),
                rank: *rank,
                setting: None,
                built_in: true,
            })
            .collect();
        for (record, setting) in settings {
            let label = setting.label.trim();
            if let Some(renamed) = ordered.iter_mut().find(|stage| stage.id == setting.renames) {
                if !label.is_empty() {
                    label.clone_into(&mut renamed.label);
                    renamed.setting = Some(record);
                }
            } else if setting.renames.is_empty() && !label.is_empty() && ordered.len() < MOST_STAGES
            {
                ordered.push(Stage {
                    id: record.to_string(),
                    label: label.to_owned(),
                    rank: setting.rank.clamp(1_001, 4_999),
                    setting: Some(record),
                    built_in: false,
                });
            }
        }
        sort_by(&mut ordered, |a, b| (a.rank, &a.id).cmp(&(b.rank, &b.id)));
        Self { ordered }
    }

    /// The stages, first to last.
    #[must_use]
    pub fn all(&self) -> &[Stage] {
        &self.ordered
    }

    /// The stage with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Stage> {
        self.ordered.iter().find(|stage| stage.id == id)
    }

    /// The place of a stage in the order. One that was removed since counts as just after applied, where own stages begin.
    #[must_use]
    pub fn rank(&self, id: &str) -> u32 {
        self.get(id).map_or(1_001, |stage| stage.rank)
    }

    /// The label of a stage, also of one that was removed since.
    #[must_use]
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        match self.get(id) {
            Some(stage) => &stage.label,
            None => "A stage removed since",
        }
    }

    /// The stage before or after this one, for moving a card by keyboard.
    #[must_use]
    pub fn neighbour(&self, id: &str, forward: bool) -> Option<&Stage> {
        let position = self.ordered.iter().position(|stage| stage.id == id)?;
        let neighbour = if forward {
            position.checked_add(1)?
        } else {
            position.checked_sub(1)?
        };
        self.ordered.get(neighbour)
    }

    /// A rank for a new own stage right after this one, halfway to the next.
    #[must_use]
    pub fn rank_after(&self, id: &str) -> u32 {
        let rank = self.rank(id);
        let next = self
            .ordered
            .iter()
            .map(|stage| stage.rank)
            .find(|other| *other > rank)
            .unwrap_or(5_000);
        u32::midpoint(rank, next).clamp(1_001, 4_999)
    }
}

#[cfg(test)]
mod tests;
