//! How lines of the plan are said: parts of the day, days, and what if something gets in the way.

use domain::model::action::{Action, DayPart};
use domain::values::date::Date;

/// The parts of a day: the stored word of a field, and how it is said.
pub const PARTS: [(DayPart, &str, &str); 3] = [
    (DayPart::Morning, "morning", "Morning"),
    (DayPart::Afternoon, "afternoon", "Afternoon"),
    (DayPart::Evening, "evening", "Evening"),
];

/// The part of the day under a word of a field.
#[must_use]
pub fn part_of(word: &str) -> Option<DayPart> {
    let part = PARTS.iter().find(|(_, id, _)| *id == word);
    part.map(|(part, ..)| *part)
}

/// The word of a part of the day; empty for none.
#[must_use]
pub fn part_word(part: Option<DayPart>) -> &'static str {
    let part = PARTS.iter().find(|(other, ..)| Some(*other) == part);
    part.map_or("", |(_, word, _)| word)
}

/// “today”, “Tuesday”, “24 Mar”: a day for after “for”.
#[must_use]
pub fn day_words(day: Date, today: Date) -> String {
    let words = day.relative(today);
    words.strip_prefix("on ").unwrap_or(&words).to_owned()
}

/// “If it rains, then I call from home”; none where nothing is written.
#[must_use]
pub fn if_then(action: &Action) -> Option<String> {
    // Some type the word that the field begins with.
    let bare = |text: &str, word: &str| {
        let text = text.trim().trim_end_matches(['.', ',', '…']);
        let said = text.split_at_checked(word.len());
        let said = said.filter(|(start, _)| start.eq_ignore_ascii_case(word));
        said.map_or(text, |(_, rest)| rest).trim().to_owned()
    };
    let if_this = bare(&action.if_this, "if ");
    let then_that = bare(&action.then_that, "then ");
    match (if_this.as_str(), then_that.as_str()) {
        ("", "") => None,
        ("", then_that) => Some(format!("Plan B: {then_that}")),
        (if_this, "") => Some(format!("If {if_this} …")),
        (if_this, then_that) => Some(format!("If {if_this}, then {then_that}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn if_and_then_read_as_one_sentence_however_they_are_typed() {
        let words = |if_this: &str, then_that: &str| {
            if_then(&Action {
                if_this: if_this.into(),
                then_that: then_that.into(),
                ..Action::default()
            })
        };
        let whole = Some("If it rains, then I call from home".to_owned());
        assert_eq!(words("it rains", "I call from home"), whole);
        assert_eq!(words(" If it rains, ", "then I call from home."), whole);
        assert_eq!(words("iß", ""), Some("If iß …".to_owned()));
        assert_eq!(words("", "I rest"), Some("Plan B: I rest".to_owned()));
        assert_eq!(words(" ", ""), None);
    }

    #[test]
    fn a_part_of_the_day_has_a_word() {
        for (part, word, _) in PARTS {
            assert_eq!((part_of(word), part_word(Some(part))), (Some(part), word));
        }
    }
}
