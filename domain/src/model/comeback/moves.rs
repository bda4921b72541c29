//! Moves a person can make in a comeback, and the comeback after each.

use super::depth::Depth;
use super::record::Comeback;
use super::step::{Step, StepState};
use super::window::Window;
use crate::values::date::{Date, Now};

/// A person's moves in a comeback, besides writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Choose a recovery window, or none.
    ChooseWindow(Window),
    /// End the running window now.
    EndWindow,
    /// A step is done: go on.
    Done(Step),
    /// Leave a step out: go on.
    Skip(Step),
    /// Look at a step again, or ahead.
    GoTo(Step),
    /// Not today.
    Later(Date),
    /// Close the chapter.
    Close,
    /// Open it again.
    Reopen,
}

impl Comeback {
    /// The comeback after a move. What the person wrote is never touched by one.
    #[must_use]
    pub fn after(&self, action: Move, depth: Depth, now: Now) -> Self {
        let mut next = self.clone();
        match action {
            Move::ChooseWindow(window) => {
                next.window_hours = Some(window.hours);
                next.window_ends_ms = window.ends_ms;
                next.window_ended_ms = None;
                // One chosen after the chapter was closed, as that of a form letter is at once.
                next.closed_on = None;
                next.finish(Step::Pause, StepState::Done, depth);
            }
            Move::EndWindow => {
                next.window_ended_ms = Some(now.ms);
                next.later_until = None;
            }
            Move::Done(step) => next.finish(step, StepState::Done, depth),
            Move::Skip(step) => next.finish(step, StepState::Skipped, depth),
            Move::GoTo(step) => next.at = Some(step),
            Move::Later(day) => next.later_until = Some(day),
            Move::Close => {
                next.closed_on = Some(now.today());
                (next.at, next.later_until) = (None, None);
            }
            Move::Reopen => next.closed_on = None,
        }
        // While the window runs no step is at hand, and a reply sent early does not pass over what
        // comes before it: once the window is over, the first open step is next.
        let goes_on = matches!(
            action,
            Move::ChooseWindow(_) | Move::Done(_) | Move::Skip(_)
        );
        if goes_on && next.is_pausing(now) {
            next.at = None;
        }
        next
    }

    fn finish(&mut self, step: Step, state: StepState, depth: Depth) {
        let Some(cell) = self.state_mut(step) else {
            return;
        };
        *cell = Some(state);
        self.later_until = None;
        // Going on means the step after this one in the plan, also where an earlier one was left
        // open.
        self.at = depth
            .plan()
            .iter()
            .copied()
            .find(|later| *later > step && self.state(*later).is_none());
    }
}
