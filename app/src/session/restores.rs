//! Restoring a backup, which may hold more than this device has room for.

use domain::journal::Journal;
use domain::state::record::{RecordKey, RecordKind};
use leptos::prelude::*;

use super::state::Session;

/// The longest note, in characters: its room is taken before anything is restored.
const LONGEST: usize = 400;

/// How many opportunities a note names.
const MOST_NAMED: usize = 3;

/// What a note says while a restore is under way, and after one that was cut off.
const UNDER_WAY: &str = "Your last restore was interrupted. Restore the same backup again; nothing will be added twice.";

impl Session {
    /// Restores a backup and looks what of it found no room on this device, which is still said
    /// after a reload. Returns whether all of it did.
    pub fn restore(&self, restore: impl FnOnce()) -> bool {
        self.keep_restore_note(Some(format!("{UNDER_WAY:<LONGEST$}")));
        restore();
        let missing = self.with_platform(|platform| platform.unwritten());
        let note = self.peek(|journal| note(journal, &missing));
        let is_whole = note.is_none();
        self.keep_restore_note(note);
        self.restored_here.set_value(!is_whole);
        is_whole
    }

    /// Forgets the note once what had no room has found some, on the page that restored it.
    pub fn look_after_restore(&self) {
        let has_room = || self.with_platform(|platform| platform.unwritten().is_empty());
        if self.restored_here.get_value() && has_room() {
            self.dismiss_restore_note();
        }
    }

    /// The note on a restore that did not fit, followed.
    #[must_use]
    pub fn restore_note(&self) -> Option<String> {
        self.restore_note.get()
    }

    /// Reads the note that an earlier page left.
    pub fn read_restore_note(&self) {
        let note = self.with_platform(|platform| platform.restore_note());
        self.restore_note
            .set(note.map(|note| note.trim_end().to_owned()));
    }

    /// Forgets the note: the person has read it.
    pub fn dismiss_restore_note(&self) {
        self.restored_here.set_value(false);
        self.keep_restore_note(None);
    }

    fn keep_restore_note(&self, note: Option<String>) {
        self.with_platform(|platform| platform.keep_restore_note(note.as_deref()));
        self.restore_note.set(note);
    }
}

/// The sentences on records that found no room. `None` if all did.
fn note(journal: &Journal, missing: &[RecordKey]) -> Option<String> {
    if missing.is_empty() {
        return None;
    }
    let titles = missing
        .iter()
        .filter(|key| key.kind == RecordKind::Opportunity)
        .filter_map(|key| journal.opportunities().get(key.id))
        .map(|about| about.title().chars().take(60).collect::<String>());
    let titles: Vec<String> = titles.collect();
    let entries = match missing.len() {
        1 => "1 entry".to_owned(),
        many => format!("{many} entries"),
    };
    let named = match (titles.len(), missing.len()) {
        (0, _) => String::new(),
        (_, 1) => format!(": {}", titles.concat()),
        (many, _) => {
            let first = titles[..many.min(MOST_NAMED)].join("; ");
            let more = match many.saturating_sub(MOST_NAMED) {
                0 => String::new(),
                1 => "; and 1 more opportunity".to_owned(),
                more => format!("; and {more} more opportunities"),
            };
            format!(", among them {first}{more}")
        }
    };
    Some(format!(
        "Not all of the backup fitted on this device. Missing: {entries}{named}. Keep the backup file: what’s missing is only there."
    ))
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::{journal_after, record};

    #[test]
    fn a_note_says_what_did_not_fit_and_is_no_longer_than_its_room() {
        let journal = journal_after(&[]);
        assert_eq!(note(&journal, &[]), None);
        let edits: Vec<_> = (1..=5)
            .map(|number| {
                let about = Opportunity {
                    company: format!("{number} {}", "A very long name ".repeat(20)),
                    ..Opportunity::default()
                };
                record(RecordId::fixed(number), &about)
            })
            .collect();
        let keys =
            (1..=5).map(|number| RecordKey::new(RecordKind::Opportunity, RecordId::fixed(number)));
        let mut keys: Vec<RecordKey> = keys.collect();
        keys.push(RecordKey::new(RecordKind::Event, RecordId::fixed(9)));
        let journal = journal_after(&edits);
        let one = note(&journal, &keys[5..]).unwrap_or_default();
        assert!(one.contains("Missing: 1 entry. Keep"), "{one}");
        let one = note(&journal, &keys[..1]).unwrap_or_default();
        assert!(one.contains("Missing: 1 entry: 1 A very long"), "{one}");
        let note = note(&journal, &keys).unwrap_or_default();
        assert!(note.contains("Missing: 6 entries, among them "), "{note}");
        assert!(note.contains("and 2 more opportunities"), "{note}");
        assert!(note.chars().count() <= LONGEST, "{}", note.chars().count());
    }
}
