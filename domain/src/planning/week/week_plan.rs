//! One week as it can be read and planned.

use super::line::{Line, LineState, line_of};
use super::rest::is_rest_day;
use crate::journal::Journal;
use crate::model::week::Week;
use crate::planning::plan::{Plan, plan};
use crate::values::date::{Date, Now};
use crate::values::sort::{sort_by, sort_by_key};

/// How many lines are plenty for a week: more are a list to fail at.
pub const MOST_LINES: usize = 5;

/// How many weeks back an open line is still brought along. Later it waits among the things to do.
const CARRIED_FOR_WEEKS: i32 = 4;

/// The minute of the day from which the next day is planned rather than this one.
const EVENING: u32 = 17 * 60;

/// One week of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekPlan {
    /// Its Monday.
    pub monday: Date,
    /// Its lines, in the order of their days.
    pub lines: Vec<Line>,
    /// Open lines of the weeks before, oldest first; only in the week of the present.
    pub carried: Vec<Line>,
    /// Days of rest, in order.
    pub rest_days: Vec<Date>,
    /// The look back, in one sentence.
    pub sentence: String,
    /// The day the person looked back.
    pub looked_back_on: Option<Date>,
}

impl WeekPlan {
    /// The week of a Monday, as of a moment.
    #[must_use]
    pub fn of(journal: &Journal, now: Now, monday: Date) -> Self {
        Self::with_plan(journal, now, monday, &plan(journal, now))
    }

    /// As [`Self::of`], where the touches planned are known already.
    #[must_use]
    pub fn with_plan(journal: &Journal, now: Now, monday: Date, plan: &Plan) -> Self {
        let monday = monday.monday();
        let actions = journal.actions().iter();
        let all: Vec<Line> = actions
            .filter_map(|(id, action)| line_of(journal, plan, id, action))
            .collect();
        let is_carried = |line: &Line| {
            let weeks = line.week.days_until(monday) / 7;
            line.is_open() && (1..=CARRIED_FOR_WEEKS).contains(&weeks)
        };
        let is_present = monday == now.today().monday();
        let mut lines: Vec<Line> = all
            .iter()
            .filter(|line| line.week == monday)
            .cloned()
            .collect();
        let mut carried: Vec<Line> = all
            .into_iter()
            .filter(|line| is_present && is_carried(line))
            .collect();
        sort_lines(&mut lines);
        sort_lines(&mut carried);
        let week = journal.weeks().get(Week::id(monday)).cloned();
        let week = week.unwrap_or_default();
        let rest = (0..7).map(|days| monday.plus_days(days));
        Self {
            monday,
            lines,
            carried,
            rest_days: rest.filter(|day| week.rest_days.contains(day)).collect(),
            sentence: week.sentence,
            looked_back_on: week.looked_back_on,
        }
    }

    /// How many of its lines are done.
    #[must_use]
    pub fn done(&self) -> usize {
        let done = |line: &&Line| matches!(line.state, LineState::Done(_));
        self.lines.iter().filter(done).count()
    }

    /// How many lines are done or still to be done: the whole that [`Self::done`] is a part of.
    #[must_use]
    pub fn whole(&self) -> usize {
        let stays = |line: &&Line| line.state != LineState::LetGo;
        self.lines.iter().filter(stays).count()
    }

    /// Whether nothing was ever planned or written for it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.sentence.trim().is_empty()
    }
}

fn sort_lines(lines: &mut [Line]) {
    sort_by_key(lines, |line| (line.last_day(), line.minute(), line.id));
}

/// The Monday of the week that is planned when nothing else is said: this one, from Saturday on the
/// next.
#[must_use]
pub fn week_to_plan(today: Date) -> Date {
    let is_weekend = today.weekday() >= 5;
    today.monday().plus_days(if is_weekend { 7 } else { 0 })
}

/// A day of a week that is still to come, for one more line: of the days that are neither over nor
/// for rest the one with the fewest lines, weekdays first. `taken` are the days of lines planned
/// for that week already. The last day of a week in which nothing is left.
#[must_use]
pub fn free_day(journal: &Journal, now: Now, monday: Date, taken: &[Date]) -> Date {
    let (today, minute) = now.local(now.ms);
    let first = today.plus_days(i32::from(minute >= EVENING));
    let days = (0..7).map(|days| monday.monday().plus_days(days));
    let mut days: Vec<Date> = days
        .filter(|day| *day >= first && !is_rest_day(journal, *day))
        .collect();
    let lines_on = |day: &Date| taken.iter().filter(|other| *other == day).count();
    sort_by_key(&mut days, |day| (day.weekday() >= 5, lines_on(day), *day));
    let last = monday.monday().plus_days(6);
    days.first().copied().unwrap_or(last)
}

/// The Mondays of all weeks before this one that have lines or a look back, the latest first.
#[must_use]
pub fn weeks_planned(journal: &Journal, now: Now) -> Vec<Date> {
    let plan = Plan::default();
    let lines = journal.actions().iter();
    let lines = lines.filter_map(|(id, action)| line_of(journal, &plan, id, action));
    let of_lines = lines.map(|line| line.week);
    let weeks = journal.weeks().iter();
    let written = weeks.filter(|(_, week)| !week.sentence.trim().is_empty());
    let of_weeks = written.filter_map(|(_, week)| week.monday.map(Date::monday));
    let this = now.today().monday();
    let mut mondays: Vec<Date> = of_lines
        .chain(of_weeks)
        .filter(|monday| *monday < this)
        .collect();
    sort_by(&mut mondays, |one, other| other.cmp(one));
    mondays.dedup();
    mondays
}
