//! Applications without an answer for long.

use super::item::{Agenda, Item, ItemKind};
use crate::journal::Journal;
use crate::values::date::Date;
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;

/// How many quiet applications are brought up on one day, so that a long search does not turn into
/// a list of reproaches.
const QUIET_AT_ONCE: usize = 3;

pub(super) fn collect(journal: &Journal, today: Date, agenda: &mut Agenda, items: &mut Vec<Item>) {
    let limit = journal.settings().quiet_days.max(1);
    let mut quiet: Vec<(u32, RecordId)> = Vec::new();
    for (id, standing) in journal.standings() {
        let days = standing.days_quiet(today);
        if !standing.awaits_answer() || days < limit {
            continue;
        }
        let put_off = journal
            .opportunities()
            .get(id)
            .and_then(|opportunity| opportunity.quiet_until)
            .is_some_and(|until| until > today);
        if !put_off {
            quiet.push((days, id));
        }
    }
    agenda.quiet = quiet.len();
    sort_by_key(&mut quiet, |(days, id)| (std::cmp::Reverse(*days), *id));
    for (days, id) in quiet.into_iter().take(QUIET_AT_ONCE) {
        items.push(Item {
            what: ItemKind::Quiet { days },
            id,
            opportunity: Some(id),
            on: today,
            at: None,
        });
    }
}
