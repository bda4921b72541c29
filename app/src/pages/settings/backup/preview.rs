//! A backup file that was read, and what restoring it would do.

use domain::exchange::backup::{self, Backup, BackupProblem, Summary};
use domain::journal::Journal;

use crate::platform::FileRead;

/// A file that was read, and what it would do.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RestorePreview {
    /// The file.
    pub(super) file: Backup,
    summary: Summary,
}

impl RestorePreview {
    /// Reads a file; a sentence for the person if it cannot be read.
    pub(super) fn read(journal: &Journal, file: FileRead) -> Result<Self, String> {
        let text = match file {
            FileRead::Text(text) => text,
            FileRead::TooLarge => return Err(BackupProblem::TooLarge.to_string()),
            FileRead::Unreadable => {
                return Err(
                    "This file couldn’t be read. Choose it again, or try another one.".into(),
                );
            }
        };
        let file = backup::read(&text).map_err(|problem| problem.to_string())?;
        let summary = backup::summary(journal, &file);
        Ok(Self { file, summary })
    }

    /// Sentences on its content and on the effect of each way of restoring it.
    pub(super) fn words(&self) -> String {
        let Summary {
            opportunities,
            events,
            comebacks,
            new,
            changed,
            only_here,
            ..
        } = self.summary;
        let opportunities = count(opportunities, "opportunity", "opportunities");
        let events = count(events, "event", "events");
        let comebacks = count(comebacks, "comeback", "comebacks");
        let day = self
            .file
            .exported
            .map(|day| format!(" from {}", day.long()));
        let day = day.unwrap_or_default();
        let mut words = format!(
            "This backup{day} holds {opportunities}, {events} and {comebacks}. \
             Merging adds {new} and updates {changed}; for each field, the later change is kept. \
             Replacing also removes {only_here} that only this device has. You can undo replacing."
        );
        if self.file.unreadable > 0 {
            let entries = match self.file.unreadable {
                1 => "One entry".to_owned(),
                many => format!("{many} entries"),
            };
            words.push_str(&format!(
                " {entries} couldn’t be read in full. What can’t be read is left out."
            ));
        }
        if !self.file.private.is_empty() {
            words.push_str(" It also has a private page, which is restored to this device only.");
        }
        if self.file.repeated > 0 {
            words.push_str(" Some entries appear more than once and will be merged.");
        }
        words
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use domain::model::opportunity::Opportunity;
    use domain::state::edit::Edit;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::{NOON, journal_after};

    #[test]
    fn a_preview_says_what_a_file_holds_and_what_it_would_do() {
        let opportunity = Opportunity::default();
        let journal = journal_after(&[Edit::new("").create(RecordId::fixed(1), &opportunity)]);
        let text = backup::export(&journal, NOON);
        let preview = RestorePreview::read(&Journal::default(), FileRead::Text(text)).unwrap();
        let words = preview.words();
        assert!(
            words.contains("holds 1 opportunity, 0 events and 0 comebacks."),
            "{words}"
        );
        assert!(words.contains("Merging adds 1 and updates 0;"), "{words}");
        assert!(words.starts_with("This backup from "), "{words}");
        assert!(!words.contains("be read"), "{words}");
    }

    #[test]
    fn a_file_without_a_day_leaves_no_gap_and_what_was_left_out_is_said() {
        let entry = r#"{"key":"opportunity:00000000-0000-0000-0000-000000000001","cells":{"018bcfe5680000000000000000000001":{"company":"Acme"}}}"#;
        let text =
            format!(r#"{{"format":"one-yes-backup","records":[{entry},{entry},{{"key":"x"}}]}}"#);
        let preview = RestorePreview::read(&Journal::default(), FileRead::Text(text)).unwrap();
        let words = preview.words();
        assert!(
            words.starts_with("This backup holds 1 opportunity, "),
            "{words}"
        );
        assert!(
            words.contains("One entry couldn’t be read in full."),
            "{words}"
        );
        assert!(words.ends_with("and will be merged."), "{words}");
    }

    #[test]
    fn a_file_that_is_none_is_answered_with_a_sentence() {
        let read = |file| RestorePreview::read(&Journal::default(), file);
        for file in [
            FileRead::TooLarge,
            FileRead::Unreadable,
            FileRead::Text("x".into()),
        ] {
            assert!(read(file).is_err_and(|sentence| sentence.ends_with('.')));
        }
    }
}
