//! Whole web pages for people without an account: the form that answers a request for feedback, the
//! page of a partner, and what is said after or instead of them.
//!
//! Plain data goes in, one complete HTML document comes out, and nothing on it needs JavaScript. All
//! text is escaped in one place (`html`), so that whatever someone wrote stays text.

mod document;
mod feedback_page;
mod html;
mod notices;
mod partner_page;
#[cfg(test)]
mod tests;

pub use document::Style;
pub use feedback_page::{FeedbackForm, feedback_page};
pub use notices::{answer_thanks_page, gone_page, note_thanks_page, unavailable_page};
pub use partner_page::{NoteForm, partner_page, partner_preview};

/// Why a form is shown again, with everything that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormProblem {
    /// Nothing was written.
    Empty,
    /// More was written than fits.
    TooLong,
    /// There were too many tries in a short time.
    TooManyTries,
    /// The server could not save it now.
    NotSaved,
}

impl FormProblem {
    /// What to do about it, for an answer or a note of at most this many characters.
    #[must_use]
    pub fn sentence(self, most: usize) -> String {
        match self {
            Self::Empty => "Nothing is written yet. One sentence is enough.".to_owned(),
            Self::TooLong => format!(
                "That’s too long: there’s room for about {most} characters in all. Please shorten it a little and send it again."
            ),
            Self::TooManyTries => {
                "That was a lot in a short time. Your text is still here; please send it again in a minute."
                    .to_owned()
            }
            Self::NotSaved => {
                "This couldn’t be saved just now. Your text is still here; please send it again in a minute."
                    .to_owned()
            }
        }
    }
}
