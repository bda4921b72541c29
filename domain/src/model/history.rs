//! The reading of a history: the present stage, the furthest stage, the ending and the silence, all
//! computed from events.

mod noting;
mod order;

use crate::model::event::{Ending, EventKind};
use crate::model::stage::{self, SAVED, Stages};
use crate::values::date::Date;
use crate::values::id::RecordId;

pub use noting::Noting;
use order::turns;
pub use order::{Noted, in_order};

/// The standing of an opportunity, derived from its events alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The stage of the latest stage event; [`SAVED`] without any.
    pub stage: String,
    /// The furthest stage ever reached. A no does not take it back.
    pub furthest: String,
    /// How it ended, if the latest of stage and ending events is an ending.
    pub ending: Option<Ending>,
    /// The event that ended it.
    pub ended_by: Option<RecordId>,
    /// The day of the latest stage or ending event.
    pub since: Option<Date>,
    /// The day of the latest event of any kind that is not planned for later.
    pub last_on: Option<Date>,
    /// The earliest day of an event at or past applied.
    pub applied_on: Option<Date>,
    /// How many rounds there are, planned ones included.
    pub rounds: usize,
}

impl Default for Standing {
    fn default() -> Self {
        Self {
            stage: SAVED.to_owned(),
            furthest: SAVED.to_owned(),
            ending: None,
            ended_by: None,
            since: None,
            last_on: None,
            applied_on: None,
            rounds: 0,
        }
    }
}

impl Standing {
    /// Whether it is still open.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.ending.is_none()
    }

    /// Whether an answer is awaited: applied or further, not ended, and no project that is agreed.
    #[must_use]
    pub fn awaits_answer(&self) -> bool {
        self.is_active() && stage::awaits_answer(&self.stage)
    }

    /// Days since anything happened, as of today; 0 where something is planned or dated later.
    #[must_use]
    pub fn days_quiet(&self, today: Date) -> u32 {
        let days = self.last_on.map_or(0, |last| last.days_until(today));
        u32::try_from(days).unwrap_or(0)
    }
}

/// Reads a history, in any order.
#[must_use]
pub fn standing(events: &[Noted<'_>], stages: &Stages) -> Standing {
    let mut standing = Standing::default();
    for Noted { event, .. } in events {
        standing.last_on = standing.last_on.max(event.on);
        standing.rounds += usize::from(event.what == EventKind::Round);
    }
    for turn in turns(events, stages) {
        let Noted { id, event, .. } = turn.noted;
        standing.since = event.on;
        if event.what == EventKind::Ending {
            (standing.ending, standing.ended_by) = (event.ending, Some(id));
            continue;
        }
        (standing.ending, standing.ended_by) = (None, None);
        event.stage.clone_into(&mut standing.stage);
        if stages.rank(&event.stage) > stages.rank(&standing.furthest) {
            event.stage.clone_into(&mut standing.furthest);
        }
        if !stage::is_before_applying(&event.stage) {
            standing.applied_on = standing.applied_on.into_iter().chain(event.on).min();
        }
    }
    standing
}

#[cfg(test)]
mod tests;
