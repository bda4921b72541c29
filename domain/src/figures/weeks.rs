//! What was done week by week: applications, rounds, messages.

use std::collections::BTreeMap;

use super::journey::Journey;
use crate::journal::Journal;
use crate::model::event::EventKind;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;

/// What is counted, in words.
pub const DEFINITION: &str = "Weeks begin on Monday. Applications by the day they were sent, rounds that were held, and messages you marked as sent.";

/// The most weeks that are shown.
pub const MOST_WEEKS: usize = 26;

/// One week in counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Date,
    /// What was sent out.
    pub applications: usize,
    /// The rounds that were held.
    pub rounds: usize,
    /// The messages that were sent.
    pub messages: usize,
}

/// The weeks from the first with anything in it to this one, the last [`MOST_WEEKS`] of them; weeks
/// with nothing are there, too.
#[must_use]
pub fn weeks(journal: &Journal, journeys: &[Journey], now: Now) -> Vec<Week> {
    let in_scope: BTreeMap<RecordId, ()> =
        journeys.iter().map(|journey| (journey.id, ())).collect();
    let is_in = |id: Option<RecordId>| id.is_some_and(|id| in_scope.contains_key(&id));
    let mut found = BTreeMap::new();
    for day in journeys.iter().filter_map(|journey| journey.sent_on) {
        week_of(&mut found, day).applications += 1;
    }
    for (_, event) in journal.events().iter() {
        let is_held = event.what == EventKind::Round && event.has_begun(now);
        if is_held
            && is_in(event.opportunity)
            && let Some((day, _)) = event.local(now)
        {
            week_of(&mut found, day).rounds += 1;
        }
    }
    for (_, message) in journal.messages().iter() {
        // A message to somebody outside of any opportunity belongs to the whole search.
        let counts = message.opportunity.is_none_or(|id| is_in(Some(id)));
        if let Some(day) = message.sent_on.filter(|_| counts) {
            week_of(&mut found, day).messages += 1;
        }
    }
    filled(&found, now.today())
}

fn week_of(found: &mut BTreeMap<Date, Week>, day: Date) -> &mut Week {
    let monday = day.monday();
    found.entry(monday).or_insert(empty(monday))
}

const fn empty(monday: Date) -> Week {
    Week {
        monday,
        applications: 0,
        rounds: 0,
        messages: 0,
    }
}

fn filled(found: &BTreeMap<Date, Week>, today: Date) -> Vec<Week> {
    let this = today.monday();
    let most = i32::try_from(MOST_WEEKS).unwrap_or(i32::MAX);
    let earliest = this.plus_days(7 * (1 - most));
    let Some(first) = found.keys().next() else {
        return Vec::new();
    };
    let first = (*first).max(earliest);
    let count = first.days_until(this) / 7;
    (0..=count)
        .map(|at| first.plus_days(7 * at))
        .map(|monday| found.get(&monday).copied().unwrap_or(empty(monday)))
        .collect()
}

#[cfg(test)]
mod tests;
