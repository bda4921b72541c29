//! Comebacks: those that rest, and those with an open step.

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
        let depth = journal.depth(opportunity);
        let pause = Pause {
            comeback: id,
            opportunity,
            until_ms: None,
            percent: 0,
            reply_offered: false,
        };
        match comeback.status(depth, now) {
            Status::Pausing {
                until_ms,
                percent,
                reply_offered,
            } => agenda.pauses.push(Pause {
                until_ms: Some(until_ms),
                percent,
                reply_offered,
                ..pause
            }),
            Status::Open(_) | Status::Later(_) if comeback.rests_until_ms(depth, now).is_some() => {
                agenda.pauses.push(pause);
            }
            Status::Open(step) => items.push(Item {
                what: ItemKind::Comeback(step),
                id,
                opportunity: Some(opportunity),
                on: now.today(),
                at: None,
            }),
            Status::Later(day) => items.push(Item {
                what: ItemKind::Comeback(comeback.current_step(depth)),
                id,
                opportunity: Some(opportunity),
                on: day,
                at: None,
            }),
            Status::Closed(_) => {}
        }
    }
    // Those still to be chosen come first.
    sort_by_key(&mut agenda.pauses, |pause| pause.until_ms);
}
