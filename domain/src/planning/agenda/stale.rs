//! What nobody has touched for three weeks: it asks once whether it is still wanted, and leaves the
//! day.

use std::cmp::Reverse;

use super::item::{Item, ItemKind, Stale};
use crate::journal::Journal;
use crate::state::record::{Record, RecordKey, RecordKind};
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;

/// The days without a touch after which something asks whether it is still wanted.
const ASKS_AFTER_DAYS: i32 = 21;

/// The days after which it no longer asks. It stays where it belongs: in the list of things to do,
/// or on the page of its comeback.
const LEAVES_AFTER_DAYS: i32 = 42;

/// How many ask on one day.
const ASK_AT_ONCE: usize = 1;

/// Replaces actions and comebacks that nobody has touched for three weeks by the question whether
/// they are still wanted, one a day, those waiting longest first.
pub(super) fn sift(journal: &Journal, now: Now, items: &mut Vec<Item>) {
    let today = now.today();
    let mut asking: Vec<(i32, Item)> = Vec::new();
    items.retain(|item| {
        let Some((what, since)) = untouched_since(journal, now, item) else {
            return true;
        };
        let days = since.days_until(today);
        if (ASKS_AFTER_DAYS..LEAVES_AFTER_DAYS).contains(&days) {
            let what = ItemKind::Stale(what);
            asking.push((
                days,
                Item {
                    what,
                    on: today,
                    ..item.clone()
                },
            ));
        }
        days < ASKS_AFTER_DAYS
    });
    sort_by_key(&mut asking, |(days, item)| (Reverse(*days), item.id));
    items.extend(asking.into_iter().take(ASK_AT_ONCE).map(|(_, item)| item));
}

/// The day since which nobody has touched an action or a comeback: the last one it was changed on,
/// or due on.
fn untouched_since(journal: &Journal, now: Now, item: &Item) -> Option<(Stale, Date)> {
    let changed = |kind, id| {
        let record = journal.record(&RecordKey::new(kind, id));
        let stamp = record.and_then(Record::latest_stamp)?;
        Some(now.local(stamp.ms).0)
    };
    match item.what {
        ItemKind::Action => {
            let changed = changed(RecordKind::Action, item.id)?;
            Some((Stale::Action, changed.max(item.on)))
        }
        ItemKind::Comeback(_) => {
            let comeback = journal.comebacks().get(item.id)?;
            let answers = journal.answers().of(item.id);
            let last = answers
                .filter_map(|(id, _): (RecordId, _)| changed(RecordKind::Answer, id))
                .chain(changed(RecordKind::Comeback, item.id))
                .chain(comeback.later_until)
                .max()?;
            Some((Stale::Comeback, last))
        }
        _ => None,
    }
}
