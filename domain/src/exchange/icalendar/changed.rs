//! The last change of an entry, by an edit or by the passing of time.

use super::entry::{DAY_MINUTES, Entry};
use crate::journal::Journal;
use crate::model::event::Event;
use crate::state::record::{Record, RecordKind};
use crate::values::date::{Date, Now};
use crate::values::id::YEAR_2020_MS;

/// The largest number of a calendar (RFC 5545, 3.3.8).
pub(super) const LARGEST: u64 = 0x7fff_ffff;

/// Rises with every change: the seconds from the making of the record to its last change. The id of
/// a touch does not reveal when it was made.
pub(super) fn sequence(entry: &Entry) -> u64 {
    let made_ms = entry.id.made_ms().unwrap_or(YEAR_2020_MS);
    let seconds = entry.changed_ms.saturating_sub(made_ms) / 1_000;
    seconds.min(LARGEST)
}

/// The time of the last write to any of these records.
pub(super) fn latest_ms<'a>(records: impl Iterator<Item = &'a Record>) -> u64 {
    let stamps = records.filter_map(Record::latest_stamp);
    stamps.map(|stamp| stamp.ms).max().unwrap_or(0)
}

/// The time of the last write to anything that plans are made of. The day of a touch follows from
/// events, messages and other touches, also from those that were removed meanwhile or name somebody
/// else by now. So only the latest of all rises with every change of a day, and it is the same on
/// every device.
pub(super) fn plan_changed_ms(journal: &Journal) -> u64 {
    let is_used = |kind: &RecordKind| {
        matches!(
            kind,
            RecordKind::Opportunity
                | RecordKind::Action
                | RecordKind::Event
                | RecordKind::Comeback
                | RecordKind::Message
                | RecordKind::Person
                | RecordKind::Tie
                | RecordKind::Touch
        )
    };
    let used = journal.records().filter(|(key, _)| is_used(&key.kind));
    latest_ms(used.map(|(_, record)| record))
}

/// The time of the last change of plans by the mere passing of time: a round began and became the
/// last contact, or a pause came to its last day or ended.
pub(super) fn last_turn_ms(journal: &Journal, now: Now) -> u64 {
    let midnight_ms = |on: Date| {
        let days = i64::from(Date::default().days_until(on));
        days * 86_400_000 - i64::from(now.offset_minutes) * 60_000
    };
    let begins_ms = |event: &Event| {
        let (on, at) = event.local(now)?;
        let minute = at.unwrap_or(0).min(DAY_MINUTES - 1);
        Some(midnight_ms(on) + i64::from(minute) * 60_000)
    };
    let rounds = journal.events().iter();
    let rounds = rounds.filter(|(_, event)| !event.with.is_empty());
    let rounds = rounds.filter_map(|(_, event)| begins_ms(event));
    // As of the beginning of time every pause is still ahead, and so tells its end.
    let ends = journal
        .opportunities()
        .ids()
        .filter_map(|id| journal.rests_until_ms(id, Now::default()));
    let pauses = ends.flat_map(|ms| {
        let end_ms = i64::try_from(ms).unwrap_or(i64::MAX);
        [end_ms, midnight_ms(now.local(ms).0)]
    });
    let turns = rounds.chain(pauses).filter_map(|ms| u64::try_from(ms).ok());
    turns.filter(|ms| *ms <= now.ms).max().unwrap_or(0)
}
