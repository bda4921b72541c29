//! How far everything came: for each stage how many reached it, whatever became of them.

use super::journey::Journey;
use crate::model::stage::Stages;

/// What the funnel counts, in words.
pub const DEFINITION: &str = "Everything you sent, by how far it came. What came further counts at each stage before, also where a stage was skipped; a no takes nothing back. A round that was held is at least a first talk.";

/// One stage of the funnel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunnelStep {
    /// The name of the stage.
    pub label: String,
    /// How many came at least here.
    pub count: usize,
}

/// The stages from applied on that anything came to, each with how many came at least there. The
/// first one is the whole.
#[must_use]
pub fn funnel(journeys: &[Journey], stages: &Stages) -> Vec<FunnelStep> {
    let columns = stages.all().iter().enumerate().skip(1);
    let came_to = |column| {
        let sent = journeys.iter().filter(|journey| journey.is_sent());
        sent.filter(|journey| journey.furthest() >= column).count()
    };
    columns
        .map(|(column, stage)| FunnelStep {
            label: stage.label.clone(),
            count: came_to(column),
        })
        .take_while(|step| step.count > 0)
        .collect()
}
