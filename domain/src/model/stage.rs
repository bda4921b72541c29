//! Stages of an opportunity: the six built in, the person's own between applied and offer, those of
//! a project, and their order.

use serde::{Deserialize, Serialize};

use crate::model::opportunity::Kind;
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

/// Of a project: a piece of work that could be offered. Older builds have none of the stages of
/// projects and show these as stages removed since.
pub const PROJECT_IDEA: &str = "idea";
/// Of a project: offered to them.
pub const PROJECT_PITCHED: &str = "pitched";
/// Of a project: they want it.
pub const PROJECT_AGREED: &str = "agreed";
/// Of a project: the work goes on.
pub const PROJECT_RUNNING: &str = "running";
/// Of a project: the work is handed over.
pub const PROJECT_DONE: &str = "done";

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

/// The stages of a project. An idea is a little more than nothing, so that a history can say how far
/// it came; pitched is as far as applied; all beyond is as far as an offer.
const OF_PROJECTS: [(&str, &str, u32); 5] = [
    (PROJECT_IDEA, "Idea", 1),
    (PROJECT_PITCHED, "Pitched", 1_000),
    (PROJECT_AGREED, "Agreed", 5_000),
    (PROJECT_RUNNING, "Running", 5_001),
    (PROJECT_DONE, "Done", 5_002),
];

/// Whether at this stage nothing was sent to anybody yet.
#[must_use]
pub fn is_before_applying(id: &str) -> bool {
    matches!(id, SAVED | PROJECT_IDEA)
}

/// Whether at this stage it is for them to answer. A project that is agreed waits for nobody.
#[must_use]
pub fn awaits_answer(id: &str) -> bool {
    let is_agreed = matches!(id, PROJECT_AGREED | PROJECT_RUNNING | PROJECT_DONE);
    !is_before_applying(id) && !is_agreed
}

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
    of_projects: Vec<Stage>,
}

impl Default for Stages {
    fn default() -> Self {
        Self::new(std::iter::empty())
    }
}

impl Stages {
    /// The built-in stages with the person's changes applied.
    pub fn new<'a>(settings: impl Iterator<Item = (RecordId, &'a StageSetting)>) -> Self {
        let mut ordered = built_in(&BUILT_IN);
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
        Self {
            ordered,
            of_projects: built_in(&OF_PROJECTS),
        }
    }

    /// The stages of a job, first to last. They are the columns of the board.
    #[must_use]
    pub fn all(&self) -> &[Stage] {
        &self.ordered
    }

    /// The stages offered to a job or a project, first to last.
    #[must_use]
    pub fn of(&self, kind: Kind) -> &[Stage] {
        match kind {
            Kind::Job => &self.ordered,
            Kind::Project => &self.of_projects,
        }
    }

    /// The stage with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Stage> {
        let mut all = self.ordered.iter().chain(&self.of_projects);
        all.find(|stage| stage.id == id)
    }

    /// The id of the column of the board that a stage stands in: its own, or the last one that is
    /// not further than it.
    #[must_use]
    pub fn column(&self, id: &str) -> &str {
        self.fitting(Kind::Job, id)
    }

    /// The id of the stage of a job or a project that another stage is as far as: itself, where it
    /// is one of theirs.
    #[must_use]
    pub fn fitting(&self, kind: Kind, id: &str) -> &str {
        let (stages, rank) = (self.of(kind), self.rank(id));
        let own = stages.iter().find(|stage| stage.id == id);
        let reached = || stages.iter().rfind(|stage| stage.rank <= rank);
        own.or_else(reached)
            .or(stages.first())
            .map_or(SAVED, |stage| &stage.id)
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

    /// The stage of a job or a project before or after this one, for moving a card by keyboard.
    #[must_use]
    pub fn neighbour(&self, kind: Kind, id: &str, forward: bool) -> Option<&Stage> {
        let (stages, fitting) = (self.of(kind), self.fitting(kind, id));
        let position = stages.iter().position(|stage| stage.id == fitting)?;
        let neighbour = if forward {
            position.checked_add(1)?
        } else {
            position.checked_sub(1)?
        };
        stages.get(neighbour)
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

fn built_in(stages: &[(&str, &str, u32)]) -> Vec<Stage> {
    let stage = |(id, label, rank): &(&str, &str, u32)| Stage {
        id: (*id).to_owned(),
        label: (*label).to_owned(),
        rank: *rank,
        setting: None,
        built_in: true,
    };
    stages.iter().map(stage).collect()
}

#[cfg(test)]
mod tests;
