//! Rest days: they empty Today but for what has an hour.

use crate::journal::Journal;
use crate::model::week::Week;
use crate::values::date::Date;

/// How far ahead the end of a rest is looked for: longer than any week of rest days.
const LOOKS_AHEAD_DAYS: i32 = 28;

/// Whether a day is one of rest.
#[must_use]
pub fn is_rest_day(journal: &Journal, day: Date) -> bool {
    let week = journal.weeks().get(Week::id(day.monday()));
    week.is_some_and(|week| week.rest_days.contains(&day))
}

/// On a rest day, the next day that is none; on all others nothing.
#[must_use]
pub fn rest_until(journal: &Journal, today: Date) -> Option<Date> {
    if !is_rest_day(journal, today) {
        return None;
    }
    let days = (1..LOOKS_AHEAD_DAYS).map(|days| today.plus_days(days));
    let mut working = days.filter(|day| !is_rest_day(journal, *day));
    working.next().or_else(|| Some(today.plus_days(1)))
}
