//! What somebody without an account typed into the form of a link: read from its fields, cleaned and
//! measured. Whatever comes is text, and stays text.

use super::web_page::FormProblem;
use crate::model::feedback::{FeedbackAnswer, FeedbackRequest};
use crate::model::share::ShareNote;
use crate::sync::protocol::links::{
    LARGEST_ANSWER, LONGEST_ANSWER_NAME, LONGEST_SHARE_NOTE, MOST_QUESTIONS,
};
use crate::values::date::Date;
use crate::values::id::RecordId;

/// The fields of a form, in the order they came.
pub type Fields = [(String, String)];

/// An answer as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedAnswer {
    /// One text for each question of the request; empty where nothing was typed.
    pub texts: Vec<String>,
    /// The name; empty where none is asked for.
    pub name: String,
}

impl TypedAnswer {
    /// Reads the fields `q0`, `q1` … and `name`; the first counts where there are several of one
    /// name, and fields that the page does not have are left aside.
    #[must_use]
    pub fn read(fields: &Fields, request: &FeedbackRequest) -> Self {
        let questions = 0..request.questions.len().min(MOST_QUESTIONS);
        let typed = |number: usize| lines(field(fields, &format!("q{number}")));
        let name: String = one_line(field(fields, "name"))
            .chars()
            .take(LONGEST_ANSWER_NAME)
            .collect();
        let name = if request.asks_name {
            name.trim_end()
        } else {
            ""
        };
        Self {
            texts: questions.map(typed).collect(),
            name: name.to_owned(),
        }
    }

    /// Why it cannot be taken as it is.
    #[must_use]
    pub fn problem(&self) -> Option<FormProblem> {
        let bytes: usize = self.texts.iter().map(String::len).sum();
        if bytes == 0 {
            Some(FormProblem::Empty)
        } else {
            (bytes > LARGEST_ANSWER).then_some(FormProblem::TooLong)
        }
    }

    /// The record of it: the questions that were answered, each with its answer.
    #[must_use]
    pub fn record(self, id: RecordId, request: &FeedbackRequest, on: Date) -> FeedbackAnswer {
        let answered = request.questions.iter().cloned().zip(self.texts);
        let answered = answered.filter(|(_, text)| !text.is_empty());
        let (questions, texts) = answered.unzip();
        FeedbackAnswer {
            request: Some(id),
            name: self.name,
            questions,
            texts,
            on: Some(on),
            ..FeedbackAnswer::default()
        }
    }
}

/// A note as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedNote(pub String);

impl TypedNote {
    /// Reads the field `note`.
    #[must_use]
    pub fn read(fields: &Fields) -> Self {
        Self(lines(field(fields, "note")))
    }

    /// Why it cannot be taken as it is.
    #[must_use]
    pub fn problem(&self) -> Option<FormProblem> {
        if self.0.is_empty() {
            return Some(FormProblem::Empty);
        }
        (self.0.chars().count() > LONGEST_SHARE_NOTE).then_some(FormProblem::TooLong)
    }

    /// The record of it.
    #[must_use]
    pub fn record(self, share: RecordId, on: Date) -> ShareNote {
        ShareNote {
            share: Some(share),
            text: self.0,
            on: Some(on),
            ..ShareNote::default()
        }
    }
}

fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    let found = fields.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value)
}

/// A text of several lines without what cannot be seen: control characters, and marks that turn the
/// direction of what comes after them (Unicode Technical Report 36, 3.1.2). Browsers send line
/// breaks as CR LF.
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_kept =
        |letter: &char| matches!(letter, '\n' | '\t') || !letter.is_control() && !turns(*letter);
    let kept: String = text.chars().filter(is_kept).collect();
    kept.trim().to_owned()
}

/// The same on one line.
fn one_line(text: &str) -> String {
    let text = lines(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Embeddings, overrides and isolates (Unicode Standard Annex 9, 2).
const fn turns(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn request(questions: usize) -> FeedbackRequest {
        FeedbackRequest {
            questions: (0..questions)
                .map(|number| format!("Question {number}?"))
                .collect(),
            asks_name: true,
            ..FeedbackRequest::default()
        }
    }

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(name, value): &(&str, &str)| ((*name).into(), (*value).into());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn an_answer_keeps_the_questions_that_were_answered() {
        let typed = fields(&[
            ("q2", "Say what you earn\r\nfor them"),
            ("name", " Tom\r\nBecker "),
            ("q0", ""),
            ("q2", "a second one"),
            ("q7", "no such question"),
            ("admin", "true"),
        ]);
        let typed = TypedAnswer::read(&typed, &request(3));
        assert_eq!(typed.problem(), None);
        let day = Date::of_local_ms(0);
        let answer = typed.record(RecordId::fixed(7), &request(3), day);
        assert_eq!(answer.questions, ["Question 2?"]);
        assert_eq!(answer.texts, ["Say what you earn\nfor them"]);
        assert_eq!((answer.name.as_str(), answer.on), ("Tom Becker", Some(day)));
        assert_eq!(answer.request, Some(RecordId::fixed(7)));
    }

    #[test]
    fn nothing_written_and_too_much_are_said() {
        let answer = |text: &str| TypedAnswer::read(&fields(&[("q0", text)]), &request(2));
        assert_eq!(answer("  \r\n\u{0}").problem(), Some(FormProblem::Empty));
        assert_eq!(answer(&"ü".repeat(2_500)).problem(), None);
        assert_eq!(
            answer(&"ü".repeat(2_501)).problem(),
            Some(FormProblem::TooLong)
        );
        let note = |text: &str| TypedNote::read(&fields(&[("note", text)]));
        assert_eq!(note("\t").problem(), Some(FormProblem::Empty));
        assert_eq!(note(&"ü".repeat(500)).problem(), None);
        assert_eq!(note(&"ü".repeat(501)).problem(), Some(FormProblem::TooLong));
        assert_eq!(
            TypedAnswer::read(&fields(&[("q0", "x")]), &request(0))
                .texts
                .len(),
            0
        );
    }

    proptest! {
        #[test]
        fn whatever_is_sent_nothing_hidden_is_kept_and_nothing_is_asked_in_vain(
            pairs in prop::collection::vec(("q[0-9]{1,2}|name|note|.{0,9}", "(?s).{0,60}|[\u{0}-\u{9f}\u{202a}-\u{202e}\u{2066}-\u{2069}a]{0,60}"), 0..60),
            questions in 0..40_usize,
        ) {
            let request = request(questions);
            let typed = TypedAnswer::read(&pairs, &request);
            prop_assert_eq!(typed.texts.len(), questions.min(MOST_QUESTIONS));
            prop_assert!(typed.name.chars().count() <= LONGEST_ANSWER_NAME);
            prop_assert!(!typed.name.contains('\n'));
            let answered = typed.texts.iter().filter(|text| !text.is_empty()).count();
            let note = TypedNote::read(&pairs).0;
            let texts = typed.texts.iter().chain([&typed.name, &note]);
            for letter in texts.flat_map(|text| text.chars()) {
                let is_hidden = letter.is_control() && !matches!(letter, '\n' | '\t');
                prop_assert!(!is_hidden && !turns(letter), "{:?}", letter);
            }
            // What is shown again and sent once more is the same.
            let again: Vec<_> = typed.texts.iter().enumerate()
                .map(|(number, text)| (format!("q{number}"), text.clone()))
                .chain([("name".to_owned(), typed.name.clone())]).collect();
            prop_assert_eq!(&TypedAnswer::read(&again, &request), &typed);
            let record = typed.record(RecordId::fixed(1), &request, Date::of_local_ms(0));
            prop_assert_eq!((record.questions.len(), record.texts.len()), (answered, answered));
        }
    }
}
