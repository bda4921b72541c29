//! Going through a comeback: its moves, and what is made on the way: reasons sorted, one focus, a
//! project, next actions. Each of these has an id that follows from the comeback, so that pressing
//! twice, or on two devices, makes one.

mod focus;
mod next_actions;
mod project;
mod sorting;

use domain::journal::Journal;
use domain::model::comeback::{Comeback, Depth, Move};
use domain::model::event::{Ending, Event};
use domain::model::opportunity::Opportunity;
use domain::model::stage::{APPLIED, INTERVIEWING, SCREENING};
use domain::state::edit::Edit;
use domain::values::id::RecordId;

use super::Moment;
use super::opportunities::comeback_for;

pub use focus::{focus_id, set_focus};
pub use next_actions::{NextAction, next_actions, set_next_action};
pub(crate) use project::follow;
pub use project::{add_project, idea, write_idea};
pub use sorting::{
    OwnStep, choose_cause, choose_reason, keep_own_reasons, own_step, set_own_step, set_which,
    which,
};

/// Adds an opportunity that was not in the search until it ended in a no, and opens its comeback.
///
/// Beside the edit gives the id of the comeback: the page to go to.
pub fn add_with_no(
    moment: &mut Moment<'_>,
    company: &str,
    role: &str,
    depth: Depth,
) -> (Edit, RecordId) {
    let today = moment.today();
    let (id, ending) = (moment.new_id(), moment.new_id());
    let opportunity = Opportunity {
        company: company.to_owned(),
        role: role.to_owned(),
        ..Opportunity::default()
    };
    let stage = match depth {
        Depth::Letter => APPLIED,
        Depth::Call => SCREENING,
        Depth::Interviews | Depth::Farewell => INTERVIEWING,
    };
    let comeback = comeback_for(id, moment.now(), depth);
    let edit = Edit::new(format!("A no noted for {}", opportunity.title()))
        .create(id, &opportunity)
        .create(moment.new_id(), &Event::stage(id, stage, today))
        .create(ending, &Event::ending(id, Ending::No, today))
        .create(ending, &comeback);
    (edit, ending)
}

/// Changes what was written or chosen in a comeback.
#[must_use]
pub fn change(journal: &Journal, id: RecordId, change: impl FnOnce(&mut Comeback)) -> Edit {
    let before = comeback(journal, id);
    let mut after = before.clone();
    change(&mut after);
    Edit::new("A change in a comeback").change(id, &before, &after)
}

/// Makes a move: a step is done, left out or looked at, the chapter is closed or opened again.
#[must_use]
pub fn make_move(journal: &Journal, moment: &Moment<'_>, id: RecordId, step: Move) -> Edit {
    let before = comeback(journal, id);
    let depth = before
        .opportunity
        .map_or(Depth::Letter, |opportunity| journal.depth(opportunity));
    let after = before.after(step, depth, moment.now());
    let label = match step {
        Move::Skip(_) => "Step skipped",
        Move::Close => "Chapter closed",
        Move::Reopen => "Chapter opened again",
        Move::Later(_) => "Put off until tomorrow",
        // The next screen says it.
        Move::ChooseWindow(_) | Move::EndWindow | Move::Done(_) | Move::GoTo(_) => "",
    };
    Edit::new(label).change(id, &before, &after)
}

/// Puts the open step off until tomorrow.
#[must_use]
pub fn put_off(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    if journal.comebacks().get(id).is_none() {
        return Edit::default();
    }
    let tomorrow = moment.today().plus_days(1);
    make_move(journal, moment, id, Move::Later(tomorrow))
}

fn comeback(journal: &Journal, id: RecordId) -> Comeback {
    journal.comebacks().get(id).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use domain::model::comeback::{Step, StepState};

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon};

    pub(super) const NO: RecordId = RecordId::fixed(1001);

    /// Halden said no after interviews; the comeback is `NO`.
    pub(super) fn search() -> Journal {
        let (edit, comeback) =
            at_noon(|moment| add_with_no(moment, "Halden", "Engineer", Depth::Interviews));
        assert_eq!(comeback, NO);
        apply(&Journal::default(), &edit)
    }

    pub(super) fn opportunity(journal: &Journal) -> RecordId {
        comeback(journal, NO).opportunity.unwrap_or_default()
    }

    #[test]
    fn a_no_from_elsewhere_adds_the_opportunity_as_far_as_it_went() {
        for (depth, window) in [
            (Depth::Letter, Some(0)),
            (Depth::Call, None),
            (Depth::Interviews, None),
        ] {
            let journal = Journal::default();
            let (edit, id) = at_noon(|moment| add_with_no(moment, "Halden", "Engineer", depth));
            assert_eq!(edit.label, "A no noted for Engineer at Halden");
            let after = apply(&journal, &edit);
            let held = comeback(&after, id);
            assert_eq!(after.depth(held.opportunity.unwrap_or_default()), depth);
            assert_eq!(held.window_hours, window);
            // Nothing has to be done about a form letter.
            assert_eq!(held.closed_on.is_some(), depth == Depth::Letter);
            assert_eq!(held.opened_ms, NOON.ms);
        }
    }

    #[test]
    fn a_change_writes_its_field_and_an_unchanged_one_nothing() {
        let journal = search();
        let edit = change(&journal, NO, |comeback| comeback.said = "No.".into());
        assert_eq!(edit.label, "A change in a comeback");
        assert_eq!(edit.writes.len(), 1);
        let after = apply(&journal, &edit);
        assert!(change(&after, NO, |comeback| comeback.said = "No.".into()).is_empty());
    }

    #[test]
    fn a_move_that_leaves_something_out_can_be_seen_and_going_on_is_quiet() {
        let journal = search();
        let skip = at_noon(|moment| make_move(&journal, moment, NO, Move::Skip(Step::Triage)));
        assert_eq!(skip.label, "Step skipped");
        let after = apply(&journal, &skip);
        assert_eq!(comeback(&after, NO).triage, Some(StepState::Skipped));
        let done = at_noon(|moment| make_move(&after, moment, NO, Move::Done(Step::Reply)));
        assert_eq!(done.label, "");
        assert_eq!(
            comeback(&apply(&after, &done), NO).reply,
            Some(StepState::Done)
        );
        let close = at_noon(|moment| make_move(&after, moment, NO, Move::Close));
        assert_eq!(close.label, "Chapter closed");
        assert!(comeback(&apply(&after, &close), NO).closed_on.is_some());
    }

    #[test]
    fn what_is_put_off_comes_back_tomorrow() {
        let journal = search();
        let edit = at_noon(|moment| put_off(&journal, moment, NO));
        assert_eq!(edit.label, "Put off until tomorrow");
        let after = apply(&journal, &edit);
        let until = comeback(&after, NO).later_until;
        assert_eq!(until, Some(NOON.today().plus_days(1)));
        assert!(at_noon(|moment| put_off(&after, moment, NO)).is_empty());
        assert!(at_noon(|moment| put_off(&Journal::default(), moment, NO)).is_empty());
    }
}
