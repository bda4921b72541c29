//! The partners and their notes, as plain data.

use domain::journal::Journal;
use domain::model::share::Share;
use domain::values::date::Date;
use domain::values::id::RecordId;

/// A partner in the list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PartnerRow {
    pub(super) id: RecordId,
    pub(super) share: Share,
    /// “2 notes”; empty without any.
    pub(super) notes: String,
}

/// A note on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoteRow {
    pub(super) id: RecordId,
    pub(super) text: String,
    pub(super) when: String,
}

/// All partners, in the order they were added.
pub(super) fn rows(journal: &Journal) -> Vec<PartnerRow> {
    let shares = journal.shares().iter();
    shares
        .map(|(id, share)| PartnerRow {
            id,
            share: share.clone(),
            notes: match journal.share_notes().of(id).count() {
                0 => String::new(),
                1 => "1 note".to_owned(),
                many => format!("{many} notes"),
            },
        })
        .collect()
}

/// The notes a partner left, the latest first.
pub(super) fn notes(journal: &Journal, share: RecordId, today: Date) -> Vec<NoteRow> {
    let notes = journal.share_notes().of(share);
    let mut notes: Vec<NoteRow> = notes
        .map(|(id, note)| NoteRow {
            id,
            text: note.text.clone(),
            when: note.on.map_or_else(String::new, |on| on.relative(today)),
        })
        .collect();
    notes.reverse();
    notes
}

#[cfg(test)]
mod tests {
    use domain::model::share::ShareNote;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    #[test]
    fn partners_with_their_notes_the_latest_first() {
        let [maya, omar] = [1, 2].map(RecordId::fixed);
        let today = NOON.today();
        let share = |name: &str| Share {
            name: name.into(),
            ..Share::default()
        };
        let note = |text: &str, days: i32| ShareNote {
            share: Some(maya),
            text: text.into(),
            on: Some(today.plus_days(days)),
            ..ShareNote::default()
        };
        let journal = journal_after(&[
            record(maya, &share("Maya")),
            record(omar, &share("Omar")),
            record(RecordId::fixed(10), &note("First", -1)),
            record(RecordId::fixed(11), &note("Second", 0)),
        ]);
        let listed = rows(&journal)
            .into_iter()
            .map(|row| (row.share.name, row.notes));
        let listed: Vec<(String, String)> = listed.collect();
        assert_eq!(
            listed,
            [
                ("Maya".into(), "2 notes".into()),
                ("Omar".into(), String::new())
            ]
        );
        let said = notes(&journal, maya, today);
        let said: Vec<(&str, &str)> = said
            .iter()
            .map(|note| (note.text.as_str(), note.when.as_str()))
            .collect();
        assert_eq!(said, [("Second", "today"), ("First", "yesterday")]);
    }
}
