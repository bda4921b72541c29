//! Drafts of the short messages a search calls for, whole even when half the facts are missing.

mod facts;
mod occasion;
mod phrases;
mod style;
#[cfg(test)]
mod tests;
mod texts;

use facts::clean;
pub(crate) use phrases::{ATTACH_GAP, CARES_GAP, LANDED_GAP, PROMISED_GAP};
use phrases::{Phrases, contracted};

pub use facts::{DraftFacts, Parting};
pub use occasion::Occasion;
pub use style::{Length, Register, Style};

/// A message to edit, copy or open in a mail program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The subject line.
    pub subject: String,
    /// Greeting, paragraphs and signature, parted by blank lines.
    pub body: String,
}

/// Writes the draft for an occasion.
pub fn draft(occasion: Occasion, facts: &DraftFacts, style: Style) -> Draft {
    let phrases = Phrases::of(facts);
    let (subject, parts) = texts::of(occasion);
    let keeps_a_promise = occasion == Occasion::SomethingUseful && !facts.promise.trim().is_empty();
    let is_declined = occasion == Occasion::Withdraw && facts.parting == Parting::Declining;
    let subject = match (keeps_a_promise, is_declined) {
        (true, _) => "As promised",
        (_, true) => "Your offer",
        _ => subject,
    };
    let fits = |least: Length| least as u8 <= style.length as u8;
    let paragraphs: Vec<String> = parts
        .iter()
        .filter(|part| fits(part.least))
        .filter_map(|part| {
            let text = part.says[style.register as usize];
            match style.register {
                Register::Plain | Register::Warm => phrases.fill(&contracted(text)),
                Register::Formal => phrases.fill(text),
            }
        })
        .collect();
    let mine = clean(&facts.mine);
    let signature = if mine.is_empty() {
        "[your name]"
    } else {
        &mine
    };
    let greeting = style.register.greeting(facts);
    Draft {
        subject: subject.to_owned(),
        body: joined(&greeting, &paragraphs, style.register.closes(), signature),
    }
}

/// The whole message.
fn joined(greeting: &str, paragraphs: &[String], closing: &str, signature: &str) -> String {
    let mut body = greeting.to_owned();
    for paragraph in paragraphs {
        body.push_str("\n\n");
        body.push_str(paragraph);
    }
    body.push_str("\n\n");
    body.push_str(closing);
    body.push('\n');
    body.push_str(signature);
    body
}
