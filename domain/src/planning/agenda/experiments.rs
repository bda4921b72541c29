//! The question what an experiment brought, once its last day is over.

use super::item::{Item, ItemKind};
use crate::journal::Journal;
use crate::planning::experiments::to_decide;
use crate::values::date::Date;

/// The days after its last one on which an experiment asks. After that it waits on its own page.
const ASKS_FOR_DAYS: i32 = 21;

/// The question about the experiment that is over longest. One a day, and each only once for its
/// last day: “not now” is an answer.
pub(super) fn question(journal: &Journal, today: Date) -> Option<Item> {
    let mut over = to_decide(journal, today).into_iter();
    let (id, _) = over.find(|(_, until)| until.days_until(today) <= ASKS_FOR_DAYS)?;
    Some(Item {
        what: ItemKind::Experiment,
        id,
        opportunity: None,
        on: today,
        at: None,
    })
}
