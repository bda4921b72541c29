//! Which screen of a comeback is shown, as plain data.

use domain::journal::Journal;
use domain::model::comeback::{Depth, Status, Step};
use domain::values::date::Now;
use domain::values::id::RecordId;

use super::comeback_ref::ComebackRef;

/// One screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Screen {
    /// There is no such comeback here.
    Missing,
    /// The recovery window runs.
    Pausing(ComebackRef),
    /// A step.
    Step(ComebackRef, Step),
    /// The chapter is closed.
    Closed(ComebackRef),
    /// A form letter that was noted, and not looked at.
    Letter(ComebackRef),
    /// The short closing of what ended without a no, and whether it is closed.
    Farewell(ComebackRef, bool),
}

/// The screen at this moment.
pub(super) fn screen(journal: &Journal, id: RecordId, now: Now) -> Screen {
    let Some(comeback) = journal.comebacks().get(id) else {
        return Screen::Missing;
    };
    let Some(opportunity) = comeback.opportunity else {
        return Screen::Missing;
    };
    let depth = journal.depth(opportunity);
    let here = ComebackRef {
        id,
        opportunity,
        depth,
    };
    match comeback.status(depth, now) {
        // The reply is offered before the window ends, to who asks for it.
        Status::Pausing { .. } if comeback.at == Some(Step::Reply) => {
            Screen::Step(here, Step::Reply)
        }
        Status::Pausing { .. } => Screen::Pausing(here),
        Status::Closed(_) if depth == Depth::Farewell => Screen::Farewell(here, true),
        Status::Closed(_) if depth == Depth::Letter && comeback.sort.is_none() => {
            Screen::Letter(here)
        }
        Status::Closed(_) => Screen::Closed(here),
        _ if depth == Depth::Farewell => Screen::Farewell(here, false),
        Status::Open(_) | Status::Later(_) => Screen::Step(here, comeback.current_step(depth)),
    }
}

#[cfg(test)]
mod tests {
    use domain::model::comeback::{Move, StepState, Window};
    use domain::model::event::Ending;
    use domain::planning::agenda::{ItemKind, agenda};

    use super::*;
    use crate::actions::comebacks::{add_with_no, make_move};
    use crate::actions::decision::carry;
    use crate::actions::testing::{NOON, apply, at_noon};

    fn opened() -> (Journal, RecordId) {
        let journal = Journal::default();
        let (edit, id) = at_noon(|moment| add_with_no(moment, "Halden", "", Depth::Interviews));
        (apply(&journal, &edit), id)
    }

    const A_DAY: Window = Window {
        hours: 24,
        ends_ms: None,
    };

    fn after(journal: &Journal, id: RecordId, step: Move) -> Journal {
        let edit = at_noon(|moment| make_move(journal, moment, id, step));
        apply(journal, &edit)
    }

    #[test]
    fn a_comeback_begins_with_the_pause_and_rests_while_it_runs() {
        let (journal, id) = opened();
        assert!(matches!(
            screen(&journal, id, NOON),
            Screen::Step(_, Step::Pause)
        ));
        let journal = after(&journal, id, Move::ChooseWindow(A_DAY));
        assert!(matches!(screen(&journal, id, NOON), Screen::Pausing(_)));
        let journal = after(&journal, id, Move::GoTo(Step::Reply));
        assert!(matches!(
            screen(&journal, id, NOON),
            Screen::Step(_, Step::Reply)
        ));
    }

    #[test]
    fn a_pause_is_on_the_screen_though_the_reply_is_the_next_step() {
        let journal = Journal::default();
        let (edit, id) = at_noon(|moment| add_with_no(moment, "Halden", "", Depth::Call));
        let journal = apply(&journal, &edit);
        let journal = after(&journal, id, Move::ChooseWindow(A_DAY));
        assert!(matches!(screen(&journal, id, NOON), Screen::Pausing(_)));
        let (journal, id) = opened();
        let noted = at_noon(|moment| carry(&journal, moment, id, "It was close.", ""));
        let journal = apply(&journal, &noted);
        let journal = after(&journal, id, Move::ChooseWindow(A_DAY));
        assert!(matches!(screen(&journal, id, NOON), Screen::Pausing(_)));
    }

    #[test]
    fn today_and_the_page_name_the_same_step_after_an_early_reply() {
        let (journal, id) = opened();
        let journal = after(&journal, id, Move::ChooseWindow(A_DAY));
        let journal = after(&journal, id, Move::GoTo(Step::Reply));
        let journal = after(&journal, id, Move::Done(Step::Reply));
        let later = Now {
            ms: NOON.ms + 25 * 3_600_000,
            ..NOON
        };
        let Screen::Step(_, step) = screen(&journal, id, later) else {
            panic!("a step expected");
        };
        let due = agenda(&journal, later).due;
        assert_eq!(
            due.first().map(|item| item.what),
            Some(ItemKind::Comeback(step))
        );
    }

    #[test]
    fn a_form_letter_is_noted_and_can_be_sorted_all_the_same() {
        let journal = Journal::default();
        let (edit, id) = at_noon(|moment| add_with_no(moment, "Quillon", "", Depth::Letter));
        let journal = apply(&journal, &edit);
        assert!(matches!(screen(&journal, id, NOON), Screen::Letter(_)));
        assert!(agenda(&journal, NOON).due.is_empty());
        let journal = after(&journal, id, Move::Reopen);
        assert!(matches!(
            screen(&journal, id, NOON),
            Screen::Step(_, Step::Sort)
        ));
        let journal = after(&journal, id, Move::Done(Step::Sort));
        let journal = after(&journal, id, Move::Close);
        let held = journal.comebacks().get(id).and_then(|held| held.sort);
        assert_eq!(held, Some(StepState::Done));
        assert!(matches!(screen(&journal, id, NOON), Screen::Closed(_)));
    }

    #[test]
    fn an_ending_that_is_no_no_has_a_short_closing() {
        let (journal, id) = opened();
        let before = journal.events().get(id).cloned().unwrap_or_default();
        let mut ended = before.clone();
        ended.ending = Some(Ending::RoleClosed);
        let edit = domain::state::edit::Edit::new("").change(id, &before, &ended);
        let journal = apply(&journal, &edit);
        assert!(matches!(
            screen(&journal, id, NOON),
            Screen::Farewell(_, false)
        ));
        let resting = after(&journal, id, Move::ChooseWindow(A_DAY));
        assert!(matches!(screen(&resting, id, NOON), Screen::Pausing(_)));
        let journal = after(&journal, id, Move::Close);
        assert!(matches!(
            screen(&journal, id, NOON),
            Screen::Farewell(_, true)
        ));
    }

    #[test]
    fn a_closed_chapter_and_an_unknown_one_have_screens_of_their_own() {
        let (journal, id) = opened();
        let journal = after(&journal, id, Move::Close);
        assert!(matches!(screen(&journal, id, NOON), Screen::Closed(_)));
        let unknown = RecordId::fixed(9);
        assert_eq!(screen(&journal, unknown, NOON), Screen::Missing);
    }
}
