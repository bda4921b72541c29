//! A second pair of eyes on a message: length, something personal, thanks, bitter words, blame, leftover placeholders, a wrong name.
//! Everything stays on the device, explains itself, and hinders nothing.

mod about_feedback;
mod addressee;
pub mod despair;
mod hint;
mod names;
mod reading;
mod signs;
#[cfg(test)]
mod tests;
mod words;

use crate::method::{CARES_GAP, LANDED_GAP, Occasion, PROMISED_GAP};
use names::{wrong_company, wrong_name};
use reading::{contains_word, fold, parts_words, words_of};
use signs::{bitter, is_personal, placeholders, quotes_a_note, thanks};
use words::BLAME;

pub use addressee::{Addressee, Noted};
pub use hint::Hint;

/// Words read at a glance.
const LONG: usize = 180;

/// The gaps that drafts leave for what was noted.
const NOTE_GAPS: [&str; 3] = [CARES_GAP, LANDED_GAP, PROMISED_GAP];

/// Fewer words than this seem curt, except in greetings and congratulations.
const SHORT: usize = 18;

/// Looks at a message. The hints come in the order they matter.
#[must_use]
pub fn check(occasion: Occasion, subject: &str, body: &str, to: &Addressee) -> Vec<Hint> {
    let folded_body = fold(body);
    let words = words_of(&folded_body).count();
    if words == 0 {
        return Vec::new();
    }
    let whole = format!("{subject}\n{body}");
    let folded = fold(&whole);
    let mut hints = Vec::new();
    for gap in placeholders(&whole).map(Hint::Placeholder) {
        if !hints.contains(&gap) {
            hints.push(gap);
        }
    }
    if quotes_a_note(&folded, to) {
        hints.push(Hint::PrivateNote);
    }
    hints.extend(wrong_name(body, to).map(Hint::WrongName));
    hints.extend(wrong_company(&whole, &folded, to).map(Hint::WrongCompany));
    let blame = BLAME.iter().filter(|phrase| contains_word(&folded, phrase));
    hints.extend(blame.map(|phrase| Hint::Blame(phrase)));
    hints.extend(bitter(&folded, to));
    if words > LONG {
        hints.push(Hint::Long(words));
    }
    // What follows looks for words, which not all scripts part.
    if !parts_words(body) {
        return hints;
    }
    let asks_thanks = matches!(
        occasion,
        Occasion::ThankYouAfterRound
            | Occasion::ThankAfterNo
            | Occasion::ReplyToNo
            | Occasion::AskForReasons
            | Occasion::AskForFeedback
            | Occasion::AskWhatWorked
            | Occasion::ThankForFeedback
            | Occasion::TellWhatChanged
            | Occasion::ThankAfterYes
            | Occasion::ShareYes
            | Occasion::Withdraw
    );
    if asks_thanks && !words_of(&folded_body).any(thanks) {
        hints.push(Hint::NoThanks);
    }
    // These may be short, and news is told in other words than it was noted in.
    let is_greeting = matches!(
        occasion,
        Occasion::SeasonsGreetings | Occasion::Congratulate | Occasion::Withdraw
    );
    if words < SHORT && !is_greeting {
        hints.push(Hint::Short(words));
    }
    // A gap that is left open is where the detail comes.
    let has_gap = hints
        .iter()
        .any(|hint| matches!(hint, Hint::Placeholder(gap) if NOTE_GAPS.contains(&&**gap)));
    if !is_greeting && !has_gap && !is_personal(&folded_body, to) {
        hints.push(Hint::Impersonal);
    }
    hints
}
