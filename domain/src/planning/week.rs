//! The week on one page: its lines, what earlier weeks left open, rest days, the look back at its
//! end, a suggested beginning, and goals counted from what is really there.
//!
//! A line is an [`Action`](crate::model::action::Action) with a week. A day says more than a week:
//! a line belongs to the week of its day, and only one without a day to the week that is written on
//! it. Builds that know no weeks move the day alone, and the line follows. Days are local and whole,
//! so neither time zones nor daylight saving move a line.

mod goals;
mod line;
mod look_back;
mod rest;
mod suggestion;
#[cfg(test)]
mod tests;
mod week_plan;

pub use goals::{GoalLine, goals_of_week};
pub use line::{Line, LineState, line_of};
pub use look_back::{asks_to_look_back, can_look_back};
pub use rest::{is_rest_day, rest_until};
pub use suggestion::{Source, Suggestion, suggested};
pub use week_plan::{MOST_LINES, WeekPlan, free_day, week_to_plan, weeks_planned};
