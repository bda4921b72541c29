//! The reading of a history: the present stage, the furthest stage, the ending and the silence, all
//! computed from events.

use crate::model::event::{Ending, Event, EventKind};
use crate::model::stage::{SAVED, Stages};
use crate::values::date::Date;
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;

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
    /// The day of the first event at or past applied.
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

    /// Whether an answer is awaited: applied or further, and not ended.
    #[must_use]
    pub fn awaits_answer(&self) -> bool {
        self.is_active() && self.stage != SAVED
    }

    /// Days since anything happened, as of today; 0 where something is planned or dated later.
    #[must_use]
    pub fn days_quiet(&self, today: Date) -> u32 {
        let days = self.last_on.map_or(0, |last| last.days_until(today));
        u32::try_from(days).unwrap_or(0)
    }
}

/// Puts events in the order they happened: by day, then time of day, then the order they were noted
/// in.
///
/// An event without a time counts as before the timed ones of its day, except an ending, which
/// comes last.
pub fn sort_events(events: &mut [(RecordId, &Event)]) {
    sort_by_key(events, |(id, event)| {
        let is_ending = event.what == EventKind::Ending;
        let minute = event.at.unwrap_or(if is_ending { 1_440 } else { 0 });
        (event.on, minute, *id)
    });
}

/// Reads a history, in any order.
#[must_use]
pub fn standing(events: &[(RecordId, &Event)], stages: &Stages) -> Standing {
    let mut ordered = events.to_vec();
    sort_events(&mut ordered);
    let mut standing = Standing::default();
    for (id, event) in ordered {
        standing.last_on = standing.last_on.max(event.on);
        match event.what {
            EventKind::Stage => {
                event.stage.clone_into(&mut standing.stage);
                if stages.rank(&event.stage) > stages.rank(&standing.furthest) {
                    event.stage.clone_into(&mut standing.furthest);
                }
                if event.stage != SAVED && standing.applied_on.is_none() {
                    standing.applied_on = event.on;
                }
                (standing.ending, standing.ended_by) = (None, None);
                standing.since = event.on;
            }
            EventKind::Ending => {
                (standing.ending, standing.ended_by) = (event.ending, Some(id));
                standing.since = event.on;
            }
            EventKind::Round => standing.rounds += 1,
            EventKind::Note | EventKind::Contact => {}
        }
    }
    standing
}

#[cfg(test)]
mod tests;
