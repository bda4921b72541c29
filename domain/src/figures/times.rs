//! How long things take: days at each stage, and days until an answer.

use super::journey::Journey;
use crate::model::stage::Stages;
use crate::values::sort::sort_by;

/// What the days to an answer count, in words.
pub const ANSWERS: &str = "From the day it was sent to their first answer: an invitation, a later stage, an offer or a no. What has no answer yet is not in it.";

/// What the days at a stage count, in words.
pub const STAYS: &str = "From the day a stage was reached to the day of the next stage or the end. What still stands there is counted apart.";

/// The middle and the longest of some numbers of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// How many there are.
    pub whole: usize,
    /// Half took at most so many days.
    pub median: u32,
    /// The most days any of them took.
    pub longest: u32,
}

/// The spread of some numbers of days, in any order. `None` without any.
#[must_use]
pub fn spread(mut days: Vec<u32>) -> Option<Spread> {
    sort_by(&mut days, Ord::cmp);
    Some(Spread {
        whole: days.len(),
        // Of an even number the lower of the two in the middle: so it is a number of days that was.
        median: *days.get(days.len().checked_sub(1)? / 2)?,
        longest: *days.last()?,
    })
}

/// The days at one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageTime {
    /// The name of the stage.
    pub label: String,
    /// Of those that moved on or ended.
    pub left: Option<Spread>,
    /// Of those that are there today.
    pub there: Option<Spread>,
}

/// The days at each stage that anything stood at.
#[must_use]
pub fn stage_times(journeys: &[Journey], stages: &Stages) -> Vec<StageTime> {
    let days = |column, goes_on| {
        let stays = journeys.iter().flat_map(|journey| &journey.stays);
        let fitting = stays.filter(|stay| stay.column == column && stay.goes_on == goes_on);
        spread(fitting.map(|stay| stay.days).collect())
    };
    let all = stages.all().iter().enumerate();
    all.map(|(column, stage)| StageTime {
        label: stage.label.clone(),
        left: days(column, false),
        there: days(column, true),
    })
    .filter(|time| time.left.is_some() || time.there.is_some())
    .collect()
}

/// The days until their first answer.
#[must_use]
pub fn days_to_answer(journeys: &[Journey]) -> Option<Spread> {
    let known = journeys.iter().filter_map(|journey| {
        let days = journey.sent_on?.days_until(journey.answered_on?);
        u32::try_from(days).ok()
    });
    spread(known.collect())
}
