//! The page as plain data: which writing goes on, what was written earlier, and the words of the
//! clock.

use domain::exchange::private_entry::PrivateEntry;
use domain::values::id::RecordId;

/// The lengths of a writing, in minutes; the first is offered first.
pub(super) const MINUTES: [u64; 5] = [15, 5, 10, 20, 30];

/// A writing whose time has been over for this long, in milliseconds, is one of the earlier ones.
const GOES_ON_FOR_MS: u64 = 60 * 60 * 1000;

const MINUTE_MS: u64 = 60 * 1000;

/// The moment at which a writing of so many minutes is over.
pub(super) fn until_ms(now_ms: u64, minutes: u64) -> u64 {
    now_ms.saturating_add(minutes.saturating_mul(MINUTE_MS))
}

/// The writing that goes on, if one does: the latest that was not ended, for as long as it may
/// still be before the person.
pub(super) fn current(entries: &[PrivateEntry], now_ms: u64) -> Option<RecordId> {
    let mut writings = entries.iter().filter(|entry| entry.is_writing());
    let goes_on = |entry: &&PrivateEntry| {
        !entry.has_ended() && now_ms < entry.until_ms().saturating_add(GOES_ON_FOR_MS)
    };
    writings.find(goes_on).map(PrivateEntry::id)
}

/// The writings and sentences that something is written in, but for the one that goes on.
pub(super) fn written(
    entries: &[PrivateEntry],
    writings: bool,
    current: Option<RecordId>,
) -> Vec<RecordId> {
    let fits = |entry: &&PrivateEntry| {
        entry.is_writing() == writings && !entry.is_empty() && Some(entry.id()) != current
    };
    entries.iter().filter(fits).map(PrivateEntry::id).collect()
}

/// What the clock says, in whole minutes: it ticks for nobody.
pub(super) fn clock_words(until_ms: u64, now_ms: u64) -> String {
    match until_ms.saturating_sub(now_ms).div_ceil(MINUTE_MS) {
        0 => "Time’s up. Stop here, or keep writing.".to_owned(),
        1 => "1 minute left".to_owned(),
        minutes => format!("{minutes} minutes left"),
    }
}

/// How much of a writing's time has gone, 0 to 100.
pub(super) fn percent_gone(from_ms: u64, until_ms: u64, now_ms: u64) -> u32 {
    let whole = until_ms.saturating_sub(from_ms).max(1);
    let gone = now_ms.saturating_sub(from_ms).min(whole);
    u32::try_from(gone * 100 / whole).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use domain::exchange::private_entry::PrivateText;

    use super::*;

    #[test]
    fn the_clock_says_whole_minutes_and_then_that_the_time_is_over() {
        let until = until_ms(0, 15);
        assert_eq!(clock_words(until, 0), "15 minutes left");
        assert_eq!(clock_words(until, 1), "15 minutes left");
        assert_eq!(clock_words(until, until - 1), "1 minute left");
        let over = "Time’s up. Stop here, or keep writing.";
        assert_eq!(clock_words(until, until), over);
        assert_eq!(clock_words(until, u64::MAX), over);
        let percents = [0, until / 2, until, u64::MAX].map(|now| percent_gone(0, until, now));
        assert_eq!(percents, [0, 50, 100, 100]);
    }

    #[test]
    fn a_writing_goes_on_until_it_is_ended_or_long_over() {
        let [old, new, sentence] = [1, 2, 3].map(RecordId::fixed);
        let until = until_ms(0, 15);
        let text = |mut entry: PrivateEntry, which| {
            entry.write(which, "It hurt.", 1);
            entry
        };
        let mut entries = [
            text(PrivateEntry::sentence(sentence), PrivateText::Fair),
            text(PrivateEntry::writing(new, until), PrivateText::Written),
            text(PrivateEntry::writing(old, 1), PrivateText::Written),
        ];
        assert_eq!(current(&entries, until + 1), Some(new));
        assert_eq!(current(&entries, until + GOES_ON_FOR_MS), None);
        assert_eq!(written(&entries, true, Some(new)), [old]);
        assert_eq!(written(&entries, false, Some(new)), [sentence]);
        entries[1].end();
        entries[2].end();
        assert_eq!(current(&entries, 0), None);
        assert_eq!(written(&entries, true, None), [new, old]);
        let empty = [PrivateEntry::writing(new, until)];
        assert!(written(&empty, true, None).is_empty());
    }
}
