//! The thanks of an opportunity: whom the plan asks to thank, who was thanked, and who was not. The
//! review ticks these; it never makes a task of its own of the same thanks.

use super::after_no::{No, thanks_after};
use super::planned::Planned;
use super::planner::Planner;
use super::thanks::thanks_for;
use super::{planned as planned_with, planner as planner_of};
use crate::journal::Journal;
use crate::method::Occasion;
use crate::model::event::{Event, EventKind};
use crate::planning::contacts::contacts;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;

/// One thank-you, after a round or after the no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thanks {
    /// The id of its touch, stored or not.
    pub id: RecordId,
    /// Who is thanked.
    pub person: RecordId,
    /// The round it is for; none for the one after the no.
    pub round: Option<RecordId>,
    /// How far it is.
    pub state: ThanksState,
}

/// How far a thank-you is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThanksState {
    /// Sent, or marked as done, on this day.
    Done(Date),
    /// Planned: its draft is one tap away.
    Planned(Planned),
    /// Skipped on purpose on this day.
    Skipped(Date),
    /// Neither sent nor planned: its time has passed, a pause runs, or they are left in peace.
    Open,
}

impl Thanks {
    /// What it is called in the plan.
    #[must_use]
    pub const fn occasion(&self) -> Occasion {
        match self.round {
            Some(_) => Occasion::ThankYouAfterRound,
            None => Occasion::ThankAfterNo,
        }
    }
}

/// The thanks of everyone who belongs to an opportunity, person by person: for each round they were
/// in, as they happened, and after the no if it ended in one. Rounds still ahead are left out.
#[must_use]
pub fn thanks_of(journal: &Journal, opportunity: RecordId, now: Now) -> Vec<Thanks> {
    let no = No::of(journal, opportunity);
    let history = journal.history(opportunity);
    let mut thanks = Vec::new();
    for (id, person) in journal.people_of(opportunity) {
        let contacts = contacts(journal, id, now);
        let open = planned_with(journal, id, person, &contacts, now);
        let planner = planner_of(journal, id, person, &contacts, now);
        let rounds = history.iter().filter(|(_, event)| {
            event.what == EventKind::Round && event.with.contains(&id) && event.has_begun(now)
        });
        for (round, event) in rounds {
            let touch = thanks_for(id, *round);
            thanks.push(Thanks {
                id: touch,
                person: id,
                round: Some(*round),
                state: state(&planner, &open, touch, thanked(&planner, event)),
            });
        }
        if let Some(no) = &no {
            let touch = thanks_after(id, no.ended_by);
            thanks.push(Thanks {
                id: touch,
                person: id,
                round: None,
                state: state(&planner, &open, touch, planner.thanked_after(no)),
            });
        }
    }
    thanks
}

fn thanked(planner: &Planner<'_>, round: &Event) -> Option<Date> {
    planner.thanked_for(round, round.on?)
}

fn state(planner: &Planner<'_>, open: &[Planned], id: RecordId, sent: Option<Date>) -> ThanksState {
    let touch = planner.journal.touches().get(id);
    if let Some(on) = sent.or_else(|| touch?.done_on) {
        return ThanksState::Done(on);
    }
    if let Some(on) = touch.and_then(|touch| touch.skipped_on) {
        return ThanksState::Skipped(on);
    }
    match open.iter().find(|planned| planned.id == id) {
        Some(planned) => ThanksState::Planned(planned.clone()),
        None => ThanksState::Open,
    }
}
