//! The comeback at hand: what every screen needs to read it, to change it and to go on.

use domain::model::comeback::{Comeback, Depth, Move};
use domain::values::id::RecordId;

use crate::actions::comebacks;
use crate::actions::opportunities::name_of;
use crate::session::Session;

/// Which comeback is shown, about which opportunity, and how much it asks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ComebackRef {
    pub(super) id: RecordId,
    pub(super) opportunity: RecordId,
    pub(super) depth: Depth,
}

impl ComebackRef {
    /// The record as it is now, followed.
    pub(super) fn comeback(self, session: Session) -> Comeback {
        session.read(|journal| {
            journal
                .comebacks()
                .get(self.id)
                .cloned()
                .unwrap_or_default()
        })
    }

    /// The record as it is now, once.
    pub(super) fn peek(self, session: Session) -> Comeback {
        session.peek(|journal| {
            journal
                .comebacks()
                .get(self.id)
                .cloned()
                .unwrap_or_default()
        })
    }

    /// The company that said no, followed.
    pub(super) fn company(self, session: Session) -> String {
        session.read(|journal| name_of(journal, self.opportunity))
    }

    /// Changes the record without a toast: the person sees what they write.
    pub(super) fn change(self, session: Session, change: impl FnOnce(&mut Comeback)) {
        session.perform_quietly(|journal, _| comebacks::change(journal, self.id, change));
    }

    /// Makes a move and shows the next screen from its top.
    pub(super) fn go(self, session: Session, step: Move) {
        session.perform(|journal, moment| comebacks::make_move(journal, moment, self.id, step));
        session.refresh_now();
        session.with_platform(|platform| platform.arrive());
    }
}
