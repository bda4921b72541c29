//! The effect of a file of cards before it is imported, as plain data and in words.

use domain::exchange::vcard::{self, BookProblem, Import, what_changes};
use domain::journal::Journal;

use crate::platform::FileRead;

/// How many names of new people a preview lists.
const NAMES_SHOWN: usize = 8;

/// How many people who would change a preview lists.
const CHANGES_SHOWN: usize = 200;

/// A file that was read, and what it would do.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ImportPreview {
    pub(super) import: Import,
    /// Cards without a name.
    nameless: usize,
    /// Cards beyond what is taken at once.
    beyond: usize,
}

impl ImportPreview {
    /// The preview of a file, or the sentence that says what is wrong with it.
    pub(super) fn of(journal: &Journal, file: FileRead) -> Result<Self, String> {
        let text = match file {
            FileRead::Text(text) => text,
            FileRead::TooLarge => return Err(BookProblem::TooLarge.to_string()),
            FileRead::Unreadable => {
                return Err(
                    "This file could not be read. Choose it once more, or another one.".into(),
                );
            }
        };
        let found = vcard::read(&text).map_err(|problem| problem.to_string())?;
        Ok(Self {
            import: vcard::compare(journal, &found.cards),
            nameless: found.nameless,
            beyond: found.beyond,
        })
    }

    /// “2 people would be new, 1 person would be updated, …”
    pub(super) fn words(&self) -> String {
        let Import {
            new,
            changed,
            same,
            repeated,
        } = &self.import;
        let (here, say) = match same.len() {
            1 => ("1 person is here".to_owned(), "the card says"),
            count => (format!("{count} people are here"), "the cards say"),
        };
        let counts = format!(
            "{} would be new, {} would be updated, {here} already as {say}.",
            people(new.len()),
            people(changed.len()),
        );
        let left_out = [
            (
                *repeated,
                "card says the same again",
                "cards say the same again",
            ),
            (
                self.nameless,
                "card has no name and is left out",
                "cards have no name and are left out",
            ),
            (
                self.beyond,
                "more is beyond what is taken at once; split the file for it",
                "more are beyond what is taken at once; split the file for them",
            ),
        ];
        let left_out =
            left_out
                .into_iter()
                .filter(|(count, ..)| *count > 0)
                .map(|(count, one, several)| {
                    let words = if count == 1 { one } else { several };
                    format!(" {count} {words}.")
                });
        std::iter::once(counts).chain(left_out).collect()
    }

    /// “New: Ann Lee, Bob Ray and 12 more”; empty where nobody is new.
    pub(super) fn names(&self) -> String {
        let mut new = self
            .import
            .new
            .iter()
            .map(|(_, person)| person.name.as_str());
        let first: Vec<&str> = new.by_ref().take(NAMES_SHOWN).collect();
        match (first.is_empty(), new.len()) {
            (true, _) => String::new(),
            (false, 0) => format!("New: {}", first.join(", ")),
            (false, more) => format!("New: {} and {more} more", first.join(", ")),
        }
    }

    /// The changes to people who are here, a line each.
    pub(super) fn changes(&self) -> Vec<String> {
        let changed = &self.import.changed;
        let beyond = changed.len().saturating_sub(CHANGES_SHOWN);
        changed
            .iter()
            .take(CHANGES_SHOWN)
            .map(|(_, before, after)| format!("{}: {}", before.name, what_changes(before, after)))
            .chain((beyond > 0).then(|| format!("and {beyond} more")))
            .collect()
    }
}

fn people(count: usize) -> String {
    match count {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    }
}

#[cfg(test)]
mod tests {
    use domain::model::person::Person;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::{journal_after, record};

    fn card(lines: &str) -> String {
        format!("BEGIN:VCARD\r\nVERSION:4.0\r\n{lines}END:VCARD\r\n")
    }

    fn preview(cards: &[String]) -> Result<ImportPreview, String> {
        let ann = Person {
            name: "Ann Lee".into(),
            ..Person::default()
        };
        let journal = journal_after(&[record(RecordId::fixed(1), &ann)]);
        ImportPreview::of(&journal, FileRead::Text(cards.concat()))
    }

    #[test]
    fn a_preview_tells_new_people_and_changes_and_what_is_left_out() -> Result<(), String> {
        let preview = preview(&[
            card("FN:Ann Lee\r\nTEL:+49 30 1234567\r\n"),
            card("FN:Bob Ray\r\n"),
            card("FN:Bob Ray\r\n"),
            card("TEL:1\r\n"),
        ])?;
        assert_eq!(
            preview.words(),
            "1 person would be new, 1 person would be updated, 0 people are here already as the cards say. \
             1 card says the same again. 1 card has no name and is left out."
        );
        assert_eq!(preview.names(), "New: Bob Ray");
        assert_eq!(preview.changes(), ["Ann Lee: phone"]);
        Ok(())
    }

    #[test]
    fn a_long_list_of_names_is_cut() -> Result<(), String> {
        let cards: Vec<String> = (1..=NAMES_SHOWN + 2)
            .map(|number| card(&format!("FN:Person {number}\r\n")))
            .collect();
        let names = preview(&cards)?.names();
        assert!(names.starts_with("New: Person 1, Person 2, "), "{names}");
        assert!(names.ends_with(" and 2 more"), "{names}");
        Ok(())
    }

    #[test]
    fn a_file_that_cannot_be_read_is_said_to_be_so() {
        let journal = Journal::default();
        for file in [
            FileRead::TooLarge,
            FileRead::Unreadable,
            FileRead::Text("Dear Ann".into()),
        ] {
            assert!(ImportPreview::of(&journal, file).is_err());
        }
    }
}
