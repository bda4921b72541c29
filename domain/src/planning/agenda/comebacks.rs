//! Comebacks: those that pause, and those with an open step.

use super::item::{Agenda, Item, ItemKind, Pause};
use crate::journal::Journal;
use crate::model::comeback::Status;
use crate::values::date::Now;
use crate::values::sort::sort_by_key;

pub(super) fn collect(journal: &Journal, now: Now, agenda: &mut Agenda, items: &mut Vec<Item>) {
    for (id, comeback) in journal.comebacks().iter() {
        let Some(opportunity) = comeback.opportunity else {
            continue;
        };
        // A comeback whose ending was taken back asks for nothing; it waits, should the ending
        // return.
        if journal
            .comeback_of(opportunity)
            .is_none_or(|(current, _)| current != id)
        {
            continue;
        }
        match comeback.status(journal.depth(opportunity), now) {
            Status::Pausing {
                until_ms,
                percent,
                reply_offered,
            } => agenda.pauses.push(Pause {
                comeback: id,
                opportunity,
                until_ms,
                percent,
                reply_offered,
            }),
            Status::Open(step) => items.push(Item {
                what: ItemKind::Comeback(step),
                id,
                opportunity: Some(opportunity),
                on: now.today(),
                at: None,
            }),
            Status::Later(day) => items.push(Item {
                what: ItemKind::Comeback(comeback.next_step(journal.depth(opportunity))),
                id,
                opportunity: Some(opportunity),
                on: day,
                at: None,
            }),
            Status::Closed(_) => {}
        }
    }
    sort_by_key(&mut agenda.pauses, |pause| pause.until_ms);
}
