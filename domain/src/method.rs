//! The method as data: what One Yes knows about answering a no, in its own words.
//!
//! Look here for every text a person reads that is not a label: practices, review questions,
//! reasons, the composure card, drafts, kind lines and the words of each comeback step.
//! Nothing here reads a journal; the modules that do refer to these rows by their ids.

mod composure;
mod draft;
mod feedback;
mod lines;
mod page;
mod practice;
mod practices;
mod question;
mod questions;
mod readiness;
mod reason;
mod step;

#[cfg(test)]
mod tests;

pub use composure::{COMPOSURE, Composure};
pub(crate) use draft::{ATTACH_GAP, CARES_GAP, LANDED_GAP, PROMISED_GAP};
pub use draft::{Draft, DraftFacts, Length, Occasion, Parting, Register, Style, draft};
pub use feedback::{FIRST_QUESTIONS, Material};
pub use lines::{CARE_SUGGESTIONS, HUMAN_HELP, KIND_LINES, REST_LINES, kind_line};
pub use page::{MethodPage, PAGE};
pub use practice::{Creates, Phase, Practice};
pub use practices::{PRACTICES, in_phase, neighbours, practice, practice_title};
pub use question::{Mark, Question};
pub use questions::{QUESTIONS, SHORT_REVIEW, question};
pub use readiness::{READINESS, ReadinessCheck};
pub use reason::{Cause, OwnReason, REASONS, Reason, reason, reworded};
pub use step::{NEXT_ACTIONS, STEP_WORDS, StepWords, step_words};
