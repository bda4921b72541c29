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
    /// Cards without a name, counted from one in the order of the file.
    nameless: Vec<usize>,
    /// Cards beyond what is taken at once.
    beyond: usize,
    /// Cards with something in an encoding that could not be read.
    unread: usize,
    /// The labels of these encodings.
    encodings: Vec<String>,
}

impl ImportPreview {
    /// The preview of a file, or the sentence that says what is wrong with it.
    pub(super) fn of(journal: &Journal, file: FileRead) -> Result<Self, String> {
        let text = match file {
            FileRead::Text(text) => text,
            FileRead::TooLarge => return Err(BookProblem::TooLarge.to_string()),
            FileRead::Unreadable => {
                return Err(
                    "This file couldn’t be read. Choose it again, or try another one.".into(),
                );
            }
        };
        let found = vcard::read(&text).map_err(|problem| problem.to_string())?;
        Ok(Self {
            import: vcard::compare(journal, &found.cards),
            nameless: found.nameless,
            beyond: found.beyond,
            unread: found.unread,
            encodings: found.encodings,
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
            "{} would be added, {} would be updated, {here} already, as {say}.",
            people(new.len()),
            people(changed.len()),
        );
        let left_out = [
            (
                *repeated,
                "card repeats another in the file",
                "cards repeat others in the file",
            ),
            (
                self.beyond,
                "more is over the limit for one import; split the file to add it",
                "more are over the limit for one import; split the file to add them",
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
        let sentences = [counts, self.unread_words(), self.nameless_words()];
        sentences.into_iter().chain(left_out).collect()
    }

    /// “2 cards use a text encoding we can’t read (KOI-9), so those parts are left out.”
    fn unread_words(&self) -> String {
        // The decoder's own label for bytes of which nobody says what they are.
        let named: Vec<&str> = self
            .encodings
            .iter()
            .map(String::as_str)
            .filter(|label| !label.starts_with("X-"))
            .collect();
        let cards = match self.unread {
            0 => return String::new(),
            1 => "1 card uses".to_owned(),
            count => format!("{count} cards use"),
        };
        let them = if self.unread == 1 { "it" } else { "them" };
        let which = if named.is_empty() {
            String::new()
        } else {
            format!(" ({})", named.join(", "))
        };
        format!(
            " {cards} a text encoding we can’t read{which}, so those parts are left out. Exporting {them} again as vCard 3.0 or 4.0 usually helps."
        )
    }

    /// “Cards 3, 8 and 9 in the file have no name …”: which they are, to find them there.
    fn nameless_words(&self) -> String {
        let numbers: Vec<String> = self
            .nameless
            .iter()
            .take(NAMES_SHOWN)
            .map(usize::to_string)
            .collect();
        let more = self.nameless.len() - numbers.len();
        match (numbers.as_slice(), more) {
            ([], _) => String::new(),
            ([one], _) => {
                format!(" Card {one} in the file has no name, email or number and is left out.")
            }
            ([first @ .., last], 0) => format!(
                " Cards {} and {last} in the file have no name, email or number and are left out.",
                first.join(", ")
            ),
            _ => format!(
                " {} cards in the file have no name, email or number and are left out: numbers {} and {}.",
                self.nameless.len(),
                numbers.join(", "),
                others(more)
            ),
        }
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

/// “four others”: in words, for it comes after the numbers of cards.
fn others(count: usize) -> String {
    const WORDS: [&str; 8] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    match (count, count.checked_sub(2).and_then(|at| WORDS.get(at))) {
        (1, _) => "one other".to_owned(),
        (_, Some(word)) => format!("{word} others"),
        _ => format!("{count} others"),
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
            card("TITLE:Planner\r\n"),
            card("FN;CHARSET=KOI-9:\u{e5}\r\n"),
        ])?;
        assert_eq!(
            preview.words(),
            "1 person would be added, 1 person would be updated, 0 people are here already, as the cards say. \
             1 card uses a text encoding we can’t read (KOI-9), so those parts are left out. Exporting it again as vCard 3.0 or 4.0 usually helps. \
             Card 4 in the file has no name, email or number and is left out. 1 card repeats another in the file."
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
    fn cards_without_a_name_are_numbered() -> Result<(), String> {
        let nameless = |count: usize| {
            let mut cards = vec![card("TITLE:Planner\r\n"); count];
            cards.push(card("FN:Bob Ray\r\n"));
            preview(&cards).map(|preview| preview.nameless_words())
        };
        let left_out = "have no name, email or number and are left out";
        assert_eq!(
            nameless(3)?,
            format!(" Cards 1, 2 and 3 in the file {left_out}.")
        );
        assert_eq!(
            nameless(NAMES_SHOWN + 4)?,
            format!(
                " 12 cards in the file {left_out}: numbers 1, 2, 3, 4, 5, 6, 7, 8 and four others."
            )
        );
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
