//! Which screen of a comeback is shown, as plain data.

use domain::journal::Journal;
use domain::model::comeback::{Status, Step};
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
        Status::Closed(_) => Screen::Closed(here),
        Status::Open(_) | Status::Later(_) => Screen::Step(here, comeback.current_step(depth)),
    }
}

#[cfg(test)]
mod tests {
    use domain::model::comeback::{Depth, Move};

    use super::*;
    use crate::actions::comebacks::{add_with_no, make_move};
    use crate::actions::testing::{NOON, apply, at_noon};

    fn opened() -> (Journal, RecordId) {
        let journal = Journal::default();
        let (edit, id) =
            at_noon(|moment| add_with_no(&journal, moment, "Halden", "", Depth::Interviews));
        (apply(&journal, &edit), id)
    }

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
        let journal = after(&journal, id, Move::ChooseWindow(24));
        assert!(matches!(screen(&journal, id, NOON), Screen::Pausing(_)));
        let journal = after(&journal, id, Move::GoTo(Step::Reply));
        assert!(matches!(
            screen(&journal, id, NOON),
            Screen::Step(_, Step::Reply)
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
