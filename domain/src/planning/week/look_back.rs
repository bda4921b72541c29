//! The look back at the end of a week: ten minutes, one sentence.

use crate::journal::Journal;
use crate::model::week::Week;
use crate::planning::plan::Plan;
use crate::values::date::{Date, Now};

use super::line::line_of;

/// The weekday from which a week can be looked back on: Friday.
const FROM_WEEKDAY: i32 = 4;

/// The last day on which Today asks, counted from the Monday of the week: the Wednesday after it.
const ASKED_UNTIL: i32 = 9;

/// The first day on which Today asks: its Sunday.
const ASKED_FROM: i32 = 6;

/// Whether the look back of a week is offered on its page: from its Friday on, for good.
#[must_use]
pub fn can_look_back(monday: Date, today: Date) -> bool {
    monday.days_until(today) >= FROM_WEEKDAY
}

/// The Monday of the week that Today asks to look back on: from its Sunday to the Wednesday after,
/// where it has lines and nobody has looked back.
#[must_use]
pub fn asks_to_look_back(journal: &Journal, now: Now) -> Option<Date> {
    let today = now.today();
    let this = today.monday();
    let monday = [this, this.plus_days(-7)]
        .into_iter()
        .find(|monday| (ASKED_FROM..=ASKED_UNTIL).contains(&monday.days_until(today)))?;
    let week = journal.weeks().get(Week::id(monday));
    if week.is_some_and(|week| week.looked_back_on.is_some()) {
        return None;
    }
    let plan = Plan::default();
    let mut lines = journal.actions().iter();
    let has_lines = lines.any(|(id, action)| {
        line_of(journal, &plan, id, action).is_some_and(|line| line.week == monday)
    });
    has_lines.then_some(monday)
}
