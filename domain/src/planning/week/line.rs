//! A line of the plan as it stands: its day, its week, and whether it is done.

use crate::journal::Journal;
use crate::model::action::{Action, DayPart};
use crate::planning::plan::{Plan, Planned};
use crate::values::date::Date;
use crate::values::id::RecordId;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    /// To be done.
    Open,
    /// Done on this day.
    Done(Date),
    /// Let go, without being done.
    LetGo,
}

/// A line of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The id of its action.
    pub id: RecordId,
    /// The action.
    pub action: Action,
    /// What became of it.
    pub state: LineState,
    /// The day it is on; none if it is for any day of its week.
    pub on: Option<Date>,
    /// The Monday of its week.
    pub week: Date,
    /// The touch it plans, while that is planned.
    pub planned: Option<Planned>,
}

impl Line {
    /// Whether it is still to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == LineState::Open
    }

    /// The day it counts for: that of its own, else the last of its week.
    #[must_use]
    pub fn last_day(&self) -> Date {
        self.on.unwrap_or_else(|| self.week.plus_days(6))
    }

    /// Its place within a day: a minute, or the one its part of the day begins at.
    pub(super) fn minute(&self) -> u32 {
        let begins = |part| match part {
            DayPart::Morning => 0,
            DayPart::Afternoon => 12 * 60,
            DayPart::Evening => 17 * 60,
        };
        let part = || self.action.part.map_or(0, begins);
        self.action.at.unwrap_or_else(part)
    }
}

/// An action as a line of the plan; `None` if it is in no plan. `plan` has the planned touches of
/// the same moment: while a touch is planned, its day is the line's, also where it was moved
/// elsewhere.
#[must_use]
pub fn line_of(journal: &Journal, plan: &Plan, id: RecordId, action: &Action) -> Option<Line> {
    let week = action.week?.monday();
    let state = state_of(journal, action);
    let planned = action.touch.filter(|_| state == LineState::Open);
    let planned = planned.and_then(|touch| plan.touches.iter().find(|other| other.id == touch));
    let on = planned.map_or(action.due, |planned| Some(planned.due));
    Some(Line {
        id,
        action: action.clone(),
        state,
        on,
        week: on.map_or(week, Date::monday),
        planned: planned.cloned(),
    })
}

/// What became of an action: by its own marks, else by those of the touch it plans.
pub(super) fn state_of(journal: &Journal, action: &Action) -> LineState {
    let touch = action.touch.and_then(|touch| journal.touches().get(touch));
    let touch_done = touch.and_then(|touch| touch.done_on);
    match action.done_on.or(touch_done) {
        Some(on) => LineState::Done(on),
        None if action.let_go_on.is_some() => LineState::LetGo,
        None if touch.is_some_and(|touch| touch.skipped_on.is_some()) => LineState::LetGo,
        None => LineState::Open,
    }
}
