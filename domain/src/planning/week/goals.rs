//! Goals of action, counted from what is really there. No streaks and no shares: what was done in a
//! week, and what the person wanted to do.

use super::line::{LineState, state_of};
use crate::journal::Journal;
use crate::model::goal::{Goal, GoalCount};
use crate::model::opportunity::Kind;
use crate::planning::contacts::{ContactKind, contacts};
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;

/// A goal and what a week brought for it.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalLine {
    /// The goal's id.
    pub id: RecordId,
    /// The goal.
    pub goal: Goal,
    /// What was counted in the week; `None` where the goal counts nothing.
    pub count: Option<usize>,
}

/// The goals that were set in the week of a Monday and not set aside before it, oldest first.
#[must_use]
pub fn goals_of_week(journal: &Journal, now: Now, monday: Date) -> Vec<GoalLine> {
    let monday = monday.monday();
    let is_there = |goal: &Goal| {
        let has_begun = goal.began_on.is_none_or(|on| on <= monday.plus_days(6));
        has_begun && goal.ended_on.is_none_or(|on| on >= monday.plus_days(7))
    };
    let goals = journal.goals().iter();
    let goals = goals.filter(|(_, goal)| is_there(goal));
    goals
        .map(|(id, goal)| GoalLine {
            id,
            goal: goal.clone(),
            count: goal
                .counts
                .map(|what| count(journal, now, id, what, monday)),
        })
        .collect()
}

fn count(journal: &Journal, now: Now, goal: RecordId, what: GoalCount, monday: Date) -> usize {
    let is_in = |on: Date| on.monday() == monday;
    match what {
        GoalCount::People => {
            let is_written_to = |id: &RecordId| {
                let contacts = contacts(journal, *id, now);
                contacts.iter().any(|contact| {
                    let is_from_us = matches!(
                        contact.kind,
                        ContactKind::Message | ContactKind::Touch { from_them: false }
                    );
                    is_from_us && is_in(contact.on)
                })
            };
            journal.people().ids().filter(is_written_to).count()
        }
        GoalCount::Applications => {
            let is_job = |id| {
                let about = journal.opportunities().get(id);
                about.is_some_and(|about| about.kind == Kind::Job)
            };
            let applied = journal
                .standings()
                .filter(|(id, standing)| is_job(*id) && standing.applied_on.is_some_and(is_in));
            applied.count()
        }
        GoalCount::Practice | GoalCount::Lines => {
            let counts = |action: &crate::model::action::Action| match what {
                GoalCount::Practice => action.is_practice,
                _ => action.goal == Some(goal),
            };
            let actions = journal.actions().iter();
            let done = actions.filter(|(_, action)| {
                let is_done = matches!(state_of(journal, action), LineState::Done(on) if is_in(on));
                counts(action) && is_done
            });
            done.count()
        }
    }
}
